import type { AutomaticSettings, NotSentWhy, Occasion, PracticeView } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { decideAfterHours, decideTextBack, promiseOf, type CameText, type MissedCall, type Verdict } from '@shared/rules/automatic.ts'
import { isBareThanks } from '@shared/rules/bare-thanks.ts'
import { closedSince, doorsAt, nextClosing, nextOpening, type DoorState } from '@shared/rules/hours.ts'
import { chooseText, fillTemplate } from '@shared/rules/template.ts'
import type { CallRow } from '../conversations/calls.ts'
import { markOf } from '../conversations/number-marks.ts'
import type { TextRow } from '../conversations/texts.ts'
import { conversationById } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { zonesOfNumber } from '../people/area-zones.ts'
import { languageOfNumber } from '../people/who.ts'
import { answeredAfterHoursSince, lastTextBackAt } from './auto-replies.ts'
import { optedOutAt } from './consent.ts'

/** What the rules read about calls and texts, as it stood at a time: the preview of last week asks the same as the rule at work. Every query goes by the conversation. */
const sql = statements({
  laterCall: `SELECT 1 FROM calls WHERE conversation_id = ? AND direction = 'in' AND ringing_at > ? AND ringing_at <= ? LIMIT 1`,
  closed: `SELECT max(at) AS at FROM contacts WHERE conversation_id = ? AND effect = 'closes' AND undone = 0 AND at <= ?`,
  lastText: `SELECT c.at FROM contacts c CROSS JOIN texts t ON t.id = c.id WHERE c.conversation_id = ? AND c.type = 'text' AND c.at <= ? AND t.automatic = 0 AND t.state <> 'cancelled'
             ORDER BY c.at DESC, c.id DESC LIMIT 1`,
  lastAsked: `SELECT c.at FROM contacts c CROSS JOIN texts t ON t.id = c.id WHERE c.conversation_id = ? AND c.effect = 'opens' AND c.at <= ? AND c.type = 'text' AND t.direction = 'in'
              ORDER BY c.at DESC, c.id DESC LIMIT 1`,
})

type Moment = { at: number } | undefined

/** The practice as the rules need it. */
export type Settings = Pick<PracticeView, 'name' | 'phone' | 'timeZone' | 'language' | 'hours' | 'holidays' | 'formsLink' | 'directionsLink' | 'automatic'>

export type Automatic = { occasion: Occasion; body: string; language: string; promisedAt: number | null }
/** What is to become of a call or text by itself. */
export type Outcome = { send: true; text: Automatic } | { send: false; why: NotSentWhy } | { send: 'later'; at: number }

const doorsOf = (practice: Settings, at: number): DoorState => doorsAt(at, practice.hours, practice.timeZone, holidaysOf(practice))
export const holidaysOf = ({ holidays }: Pick<PracticeView, 'holidays'>): string[] => holidays.map(({ date }) => date)

/** When a rule answered a number before; the preview counts its own. */
export type Before = { textBackAt: (conversationId: string) => number | null; afterHoursSince: (conversationId: string, since: number) => boolean }

const journalled = (db: ReadableDB): Before => ({ textBackAt: (id) => lastTextBackAt(db, id), afterHoursSince: (id, since) => answeredAfterHoursSince(db, id, since) })

/** Whether a call that nobody took is answered by a text at `now`. @param call one that is missed or went to voicemail */
export function textBackFor(db: ReadableDB, practice: Settings, call: CallRow, now: number, before = journalled(db)): Outcome {
  const conversationId = call.conversation_id ?? ''
  const doors = doorsOf(practice, now)
  return worded(db, practice, conversationId, decideTextBack(missedCall(db, call, conversationId, now, before), practice.automatic, doors, now), doors, now)
}

function missedCall(db: ReadableDB, call: CallRow, conversationId: string, now: number, before: Before): MissedCall {
  const rangAt = call.ringing_at ?? 0
  const closedAt = settledAt(db, conversationId, now)
  return {
    missedAt: missedAtOf(call),
    voicemail: call.voicemail_at !== null,
    lineId: call.line_id,
    canText: conversationById(db, conversationId)?.textable ?? false,
    optedOut: optedOutAt(db, conversationId) !== null,
    mark: markOf(db, conversationId)?.kind ?? null,
    answered: closedAt > rangAt,
    calledAgain: sql(db).laterCall.get(conversationId, rangAt, now) !== undefined,
    lastTextBackAt: before.textBackAt(conversationId),
    lastTextAt: (sql(db).lastText.get(conversationId, now) as Moment)?.at ?? null,
    textWaits: ((sql(db).lastAsked.get(conversationId, now) as Moment)?.at ?? 0) > closedAt,
  }
}

/** When somebody of ours last spoke with them, wrote to them or settled it, ms UTC; 0 for never. */
function settledAt(db: ReadableDB, conversationId: string, now: number): number {
  return (sql(db).closed.get(conversationId, now) as { at: number | null }).at ?? 0
}

/** When a call stopped ringing without anybody, ms UTC; a voicemail that came later does not move it. */
export function missedAtOf(call: CallRow): number {
  return call.missed_at ?? call.ended_at ?? call.voicemail_at ?? call.ringing_at ?? 0
}

/** Whether a text that came after hours is answered by itself now, later, or not. */
export function afterHoursFor(db: ReadableDB, practice: Settings, text: TextRow, now: number, before = journalled(db)): Outcome {
  const conversationId = text.conversation_id
  const doors = doorsOf(practice, now)
  const closed = closedSince(now, practice.hours, practice.timeZone, holidaysOf(practice))
  const came: CameText = {
    at: text.at,
    canText: conversationById(db, conversationId)?.textable ?? false,
    optedOut: optedOutAt(db, conversationId) !== null,
    mark: markOf(db, conversationId)?.kind ?? null,
    answered: settledAt(db, conversationId, now) > text.at,
    answeredThisClosing: before.afterHoursSince(conversationId, closed ?? 0),
    asksNothing: text.consent !== 'none' || isBareThanks(text.body),
  }
  const verdict = decideAfterHours(came, practice.automatic, doors, zonesFor(practice, conversationId), now)
  return verdict.send === 'later' ? verdict : worded(db, practice, conversationId, verdict, doors, now)
}

/** Where they live as far as their number says, else where the practice is. */
export function zonesFor({ automatic, timeZone }: Pick<Settings, 'automatic' | 'timeZone'>, number: string): readonly string[] {
  const zones = automatic.texting.byArea ? zonesOfNumber(number) : []
  return zones.length > 0 ? zones : [timeZone]
}

/** The words of a verdict, in their language where the practice wrote any; without words nothing goes out. */
function worded(db: ReadableDB, practice: Settings, conversationId: string, verdict: Verdict, doors: DoorState, now: number): Outcome {
  if (!verdict.send) return verdict
  const { automatic, hours, timeZone, language } = practice
  const texts = wordsFor(automatic, verdict.occasion)
  const chosen = chooseText(texts, languageOfNumber(db, conversationId), language)
  if (!chosen) return { send: false, why: 'noWords' }
  const holidays = holidaysOf(practice)
  const callbackAt = promiseOf(automatic, doors, nextClosing(now, hours, timeZone, holidays), now)
  const { text, unfilled } = fillTemplate(chosen.text, {
    practice: { name: practice.name, phone: practice.phone || null, timeZone, formsLink: practice.formsLink || null, directionsLink: practice.directionsLink || null },
    patient: null,
    staffName: null,
    callbackAt,
    nextOpeningAt: doors === 'open' ? null : nextOpening(now, hours, timeZone, holidays),
    now,
    language: chosen.language,
  })
  if (unfilled.length > 0) return { send: false, why: 'noWords' }
  return { send: true, text: { occasion: verdict.occasion, body: text, language: chosen.language, promisedAt: chosen.text.includes('callback time') ? callbackAt : null } }
}

/** A day that is not like the others falls back to the words for closed doors. */
function wordsFor({ words }: AutomaticSettings, occasion: Occasion): Record<string, string> {
  const own = words[occasion]
  const written = Object.values(own).some((text) => text.trim() !== '')
  return written || (occasion !== 'lunch' && occasion !== 'holiday') ? own : words.closed
}

/** A decision as it goes into the journal: why nothing is sent, or the text itself, in one transaction. */
export function decisionEvents(newId: () => string, cause: { id: string; conversationId: string; lineId: string | null }, outcome: Exclude<Outcome, { send: 'later' }>, now: number): NewEvent[] {
  const by = { at: now, actor: outcome.send && outcome.text.occasion === 'afterHours' ? 'rule:after-hours' : 'rule:text-back' }
  const textId = outcome.send ? newId() : null
  const decided: NewEvent = {
    kind: 'autoReply.decided',
    body: { causeId: cause.id, conversationId: cause.conversationId, occasion: outcome.send ? outcome.text.occasion : null, why: outcome.send ? null : outcome.why, textId },
    ...by,
    // One decision for each call and text, also across a crash.
    sourceKey: `auto:${cause.id}`,
  }
  if (!outcome.send || textId === null) return [decided]
  const { body, language, promisedAt } = outcome.text
  return [
    decided,
    { kind: 'text.queued', body: { textId, conversationId: cause.conversationId, body, templateId: null, templateName: null, language, automatic: true, leavesAt: now, lineId: cause.lineId, promisedAt, causeId: cause.id }, ...by, sourceKey: `auto:${cause.id}:text` },
  ]
}

