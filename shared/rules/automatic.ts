import type { AutomaticSettings, NotSentWhy, Occasion } from '../contract/views.ts'
import { HOUR, MINUTE, SECOND } from '../time.ts'
import type { DoorState } from './hours.ts'
import { isQuiet, quietUntil } from './quiet.ts'
import { conditionProblem, namesIn, type VariableName } from './template.ts'

/**
 * What Rapport texts by itself, and why not (DESIGN.md, "Text-back"). Pure; times are ms UTC. A decision is made once for each missed call
 * and each text, and stands in the journal.
 */

/** Later than this after the call or text, an automatic answer would puzzle more than help: nobody was there to send it. */
export const TOO_LATE = 15 * MINUTE
/** A text that passed in this time is an exchange that goes on. */
export const EXCHANGE_OPEN = HOUR

/** What an automatic text may say: never who they are, whom they see or why (DESIGN.md, "Text-back"). */
export const AUTOMATIC_VARIABLES: readonly VariableName[] = ['practice', 'practice phone', 'next opening', 'callback time', 'greeting', 'today', 'forms link', 'directions link']

/** What is known of a missed call when its text-back is due. */
export type MissedCall = {
  /** When it stopped ringing. */
  missedAt: number
  voicemail: boolean
  lineId: string | null
  /** False for withheld numbers and those that take no texts. */
  canText: boolean
  optedOut: boolean
  mark: 'shared' | 'facility' | 'blocked' | 'internal' | null
  /** Somebody of ours spoke with them, wrote to them or settled it since. */
  answered: boolean
  /** They rang again since: that call has an answer of its own. */
  calledAgain: boolean
  lastTextBackAt: number | null
  /** When a text last passed, theirs or one a person of ours wrote. */
  lastTextAt: number | null
  /** They wrote and still wait for an answer. */
  textWaits: boolean
}

export type Verdict = { send: true; occasion: Occasion } | { send: false; why: NotSentWhy }

const no = (why: NotSentWhy): Verdict => ({ send: false, why })

/**
 * Whether a missed call is answered by a text, and with which words. Quiet hours do not count: the call was made just now.
 * @param doors what the caller met
 */
export function decideTextBack(call: MissedCall, settings: AutomaticSettings, doors: DoorState, now: number): Verdict {
  const { textBack, voicemail } = settings
  const byVoicemail = call.voicemail && voicemail.enabled
  if (!textBack.enabled && !byVoicemail) return no('off')
  if (!byVoicemail && call.lineId !== null && textBack.linesOff.includes(call.lineId)) return no('lineOff')
  if (!byVoicemail && textBack.when !== 'always' && textBack.when !== (doors === 'open' ? 'open' : 'closed')) return no('otherHours')
  if (call.mark === 'blocked' || call.mark === 'internal') return no(call.mark)
  if (!call.canText) return no('cannotText')
  if (call.optedOut) return no('optedOut')
  if (call.answered) return no('answered')
  if (call.calledAgain) return no('calledAgain')
  if (call.lastTextBackAt !== null && now - call.lastTextBackAt < textBack.againAfterHours * HOUR) return no('recent')
  if (call.textWaits || (call.lastTextAt !== null && now - call.lastTextAt < EXCHANGE_OPEN)) return no('texting')
  if (now - call.missedAt > TOO_LATE) return no('tooLate')
  return { send: true, occasion: byVoicemail ? 'voicemail' : doors }
}

/** When the text-back to a call is due. */
export function textBackDueAt(missedAt: number, { textBack }: AutomaticSettings): number {
  return missedAt + textBack.delaySeconds * SECOND
}

/** What is known of a text that came. */
export type CameText = {
  at: number
  canText: boolean
  optedOut: boolean
  mark: MissedCall['mark']
  /** A person answered since. */
  answered: boolean
  /** One such answer went to them since the doors closed. */
  answeredThisClosing: boolean
  /** It was a keyword, a request to stop, or a bare thanks: nothing that waits for an answer. */
  asksNothing: boolean
}

/**
 * Whether a text that came after hours is answered by itself: once per closing, and only where it is not quiet for them.
 * @param doors what they met when the answer would leave
 * @param zones the time zones of their area
 */
export function decideAfterHours(text: CameText, settings: AutomaticSettings, doors: DoorState, zones: readonly string[], now: number): Verdict | { send: 'later'; at: number } {
  if (!settings.afterHours.enabled) return no('off')
  if (doors === 'open') return no('opened')
  if (text.mark === 'blocked' || text.mark === 'internal') return no(text.mark)
  if (!text.canText) return no('cannotText')
  if (text.optedOut) return no('optedOut')
  if (text.asksNothing) return no('texting')
  if (text.answered) return no('answered')
  if (text.answeredThisClosing) return no('recent')
  if (!isQuiet(now, zones, settings.texting)) return { send: true, occasion: 'afterHours' }
  const at = quietUntil(now, zones, settings.texting)
  return at === null ? no('quiet') : { send: 'later', at }
}

/**
 * Until when a text-back may promise a call: the minutes that the desk set, inside the opening hours only.
 * @param closesAt when the doors close next, or null when they do not
 * @returns ms UTC, or null when it may promise nothing
 */
export function promiseOf({ textBack }: AutomaticSettings, doors: DoorState, closesAt: number | null, now: number): number | null {
  if (textBack.promiseMinutes === null || doors !== 'open') return null
  const STEP = 5 * MINUTE
  const due = Math.ceil((now + textBack.promiseMinutes * MINUTE) / STEP) * STEP
  return closesAt === null || due <= closesAt ? due : null
}

/** What keeps words from being sent by themselves, in words for whoever writes them; null when they can be. */
export function automaticProblem(text: string): string | null {
  if (text.trim() === '') return null
  const condition = conditionProblem(text)
  if (condition !== null) return condition
  const other = namesIn(text).find((name) => !(AUTOMATIC_VARIABLES as readonly string[]).includes(name))
  if (other !== undefined) return `{${other}} may not stand in an automatic text: it must never say who they are or why they come.`
  return namesIn(text).includes('practice') ? null : 'Say who writes: {practice} must stand in every automatic text.'
}
