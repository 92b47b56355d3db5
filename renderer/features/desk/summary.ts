import type { ContactView, ConversationView, StaffView } from '@shared/contract/views.ts'
import { PROMISE_WARNS } from '@shared/rules/promise.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { count, duration, moment, momentWithin, ordinal, runningTime } from '@renderer/ui/format.ts'
import type { Tone } from '@renderer/ui/tag.tsx'
import { MARK_WORDS, markInWords } from './mark-words.ts'

/** What the feed says of a conversation in one line and a few tags. Pure. */

export type FeedTag = { label: string; tone: Tone }

/** The newest thing that passed, in words: "You: See you Thursday", "Voicemail 0:32 · “Hi, I'm a new…”". */
export function previewOf({ last, who }: ConversationView, myName: string | undefined): string {
  if (!last) return who.kind === 'household' ? `${who.candidates.length} patients share this number` : 'Nothing yet'
  return `${contactLine(last, myName)}`
}

/** One contact in a line: "You: See you Thursday", "Missed call · rang 12 s". */
export function contactLine(contact: ContactView, myName: string | undefined): string {
  const byWhom = (by: string | null): string => (by !== null && by === myName ? 'You' : (by ?? 'Somebody'))
  switch (contact.type) {
    case 'call':
      return callLine(contact, byWhom)
    case 'text':
      if (contact.direction === 'in') return textLine(contact)
      return `${contact.automatic ? 'Automatic' : byWhom(contact.by)}: ${contact.body}`
    case 'resolved':
      return `${byWhom(contact.by)}: ${contact.reason}`
    case 'note':
      return `${byWhom(contact.by)}: ${contact.body}`
    case 'snoozed':
      return `Put off by ${byWhom(contact.by)}`
    case 'consent':
      return contact.optedOut ? 'Opted out of texts' : 'Opted in to texts again'
    case 'assigned':
      return contact.to === null ? 'For whoever is at the desk' : `For ${contact.to}`
    case 'promised':
      return `${byWhom(contact.by)}: promised a call`
  }
}

/** What was written; where only pictures came, that they did. */
function textLine({ body, media }: Extract<ContactView, { type: 'text' }>): string {
  if (body.trim() !== '' || media.length === 0) return body
  const pictures = media.every(({ contentType }) => contentType.startsWith('image/'))
  return pictures ? (media.length === 1 ? 'Picture' : `${media.length} pictures`) : media.length === 1 ? 'Document' : count(media.length, 'file')
}

function callLine(call: Extract<ContactView, { type: 'call' }>, byWhom: (by: string | null) => string): string {
  const outgoing = call.direction === 'out'
  switch (call.state) {
    case 'ringing':
      return outgoing ? 'Calling…' : 'Ringing'
    case 'connected':
      return `In a call${call.answeredBy ? ` with ${byWhom(call.answeredBy)}` : ''}`
    case 'ended':
      return `${outgoing ? 'We called' : 'Call'}${talkedFor(call) === null ? '' : ` ${talkedFor(call)}`}${call.answeredBy ? ` · ${byWhom(call.answeredBy)}` : ''}`
    case 'voicemail': {
      const { seconds, transcript } = call.voicemail ?? { seconds: null, transcript: null }
      return `Voicemail${seconds ? ` ${runningTime(seconds * 1000)}` : ''}${transcript ? ` · “${transcript}”` : ''}`
    }
    case 'missed':
      return outgoing ? 'We called, no answer' : `Missed call${call.ringSeconds ? ` · rang ${call.ringSeconds} s` : ''}`
    case 'unknown':
      return 'Call, outcome unknown'
  }
}

/** "3:12"; null where nobody measured it, as for a call dialled by hand. */
export function talkedFor({ direction, talkSeconds }: Pick<Extract<ContactView, { type: 'call' }>, 'direction' | 'talkSeconds'>): string | null {
  if (talkSeconds === null || (direction === 'out' && talkSeconds === 0)) return null
  return runningTime(talkSeconds * 1000)
}

type Around = { waiting: boolean; staff: Record<string, StaffView>; me: string | null; snoozed: string | null; now: number; timeZone: string }

/** Why they wait, or how it ended. The words carry the meaning; the tone repeats it. */
export function tagsOf(conversation: ConversationView, { waiting, staff, me, snoozed, now, timeZone }: Around): FeedTag[] {
  const { waitingFor, repeat, last, closedBy, mark, optedOutAt, assignedTo, talking, promise, mentioned, scheduledAt, waitingSince } = conversation
  const tags: FeedTag[] = []
  if (talking) tags.push({ label: talking.by ? `In call · ${nameFor(talking.by, staff, me)}` : 'In call', tone: 'brand' })
  if (promise) tags.push(promiseTag(promise.dueAt, now, timeZone))
  if (me !== null && mentioned.includes(me)) tags.push({ label: 'A note asks you', tone: 'brand' })
  if (waiting && waitingSince !== null) {
    if (waitingFor.failed > 0) tags.push({ label: 'Text not delivered', tone: 'miss' })
    if (repeat && waitingFor.missed > 1) tags.push({ label: `${ordinal(repeat.count)} call in ${repeat.minutes} min`, tone: 'miss' })
    else if (waitingFor.missed > 0) tags.push({ label: waitingFor.missed > 1 ? `Missed ${waitingFor.missed}×` : 'Missed', tone: 'miss' })
    if (waitingFor.voicemails > 0) tags.push({ label: waitingFor.voicemails > 1 ? count(waitingFor.voicemails, 'voicemail') : 'Voicemail', tone: 'wait' })
    if (waitingFor.texts > 0) tags.push({ label: waitingFor.texts > 1 ? `${waitingFor.texts} new texts` : 'New text', tone: 'wait' })
    if (last?.type === 'text' && last.consent === 'request' && optedOutAt === null) tags.push({ label: 'Asks to stop texts', tone: 'miss' })
  } else if (snoozed && scheduledAt === null) {
    tags.push({ label: `Until ${snoozed}`, tone: 'plain' })
  } else if (closedBy && !talking && !promise) {
    tags.push({ label: closedBy.type === 'resolved' ? `Resolved${byline(closedBy.by, staff, me)}` : `Answered${byline(closedBy.by, staff, me)}`, tone: 'done' })
  }
  // Other automatic texts, such as the answer to STOP, are no text-back.
  if (waiting && conversation.textedBack && waitingFor.missed > 0) tags.push({ label: 'Text-back sent', tone: 'brand' })
  if (last?.type === 'note' && last.handoff) tags.push({ label: `Handed off${last.to ? ` to ${last.to}` : ''}`, tone: 'done' })
  if (assignedTo && waiting) tags.push({ label: assignedTo === me ? 'Yours' : `For ${staff[assignedTo]?.name ?? 'a colleague'}`, tone: 'brand' })
  if (scheduledAt !== null) tags.push({ label: `Text leaves ${momentWithin(scheduledAt, now, timeZone)}`, tone: 'plain' })
  if (optedOutAt !== null) tags.push({ label: 'No texts', tone: 'miss' })
  // A facility that nobody was chosen for is called by its name already.
  if (mark && !(conversation.who.kind === 'household' && mark.kind === 'facility')) tags.push({ label: markInWords(mark), tone: MARK_WORDS[mark.kind].tone })
  return tags
}

/** Counts down to a promised call: calm, then soon, then late. */
function promiseTag(dueAt: number, now: number, timeZone: string): FeedTag {
  if (dueAt <= now) return { label: `Call promised by ${moment(dueAt, now, timeZone)}, late ${duration(now - dueAt)}`, tone: 'miss' }
  const left = dueAt - now
  const soon = left <= PROMISE_WARNS
  return { label: left < HOUR ? `Call in ${duration(Math.max(left, MINUTE))}, by ${moment(dueAt, now, timeZone)}` : `Call by ${moment(dueAt, now, timeZone)}`, tone: soon ? 'wait' : 'brand' }
}

function byline(by: string | null, staff: Record<string, StaffView>, me: string | null): string {
  return by ? ` · ${nameFor(by, staff, me)}` : ''
}

/** "You" for oneself, the first name for colleagues, and the name of a phone as it is. */
function nameFor(name: string, staff: Record<string, StaffView>, me: string | null): string {
  if (me && staff[me]?.name === name) return 'You'
  return Object.values(staff).some((member) => member.name === name) ? (name.split(' ')[0] ?? name) : name
}
