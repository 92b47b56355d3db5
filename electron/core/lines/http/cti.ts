import { z } from 'zod'
import { assertNever } from '@shared/assert.ts'
import type { LineFact, Told } from '../line.ts'
import { callKey } from './events.ts'
import { isObject, parseFields, shortened } from './fields.ts'

/**
 * The generic CTI push that Zammad documents (docs.zammad.org, "Generic CTI") and many phone systems can send:
 * newCall, answer and hangup, as a form or as JSON. Fields it does not name are passed over, since systems add theirs.
 */

/** A word of a form or of JSON, where ids and numbers are sometimes sent as numbers. */
const word = (max: number) =>
  z
    .union([z.string(), z.number()], { error: (issue) => (issue.input === undefined ? 'This field is missing.' : 'This must be text.') })
    .transform((value) => String(value).trim())
    .pipe(z.string().max(max, `This may be at most ${max} characters long.`))

const optionalWord = word(120)
  .nullish()
  .transform((value) => value || null)

const common = {
  /** Zammad allows 250 characters. */
  callId: word(250).refine((value) => value !== '', { error: 'This may not be empty.' }),
  from: optionalWord,
  to: optionalWord,
  user: z
    .union([z.array(word(120)).max(100, 'These are more than 100 users.'), word(120).transform((user) => [user])], { error: 'This must be a name or a list of names.' })
    .nullish()
    .transform((users) => (users ?? []).filter((user) => user !== '')),
  cause: optionalWord,
  answeringNumber: optionalWord,
  queue: optionalWord,
}
const direction = z.enum(['in', 'out'], { error: 'This must be "in" or "out".' })
const laterDirection = direction.nullish().or(z.literal('')).transform((value) => value || null)

const pushSchema = z.discriminatedUnion(
  'event',
  [
    z.object({ event: z.literal('newCall'), direction, ...common }),
    z.object({ event: z.literal('answer'), direction: laterDirection, ...common }),
    z.object({ event: z.literal('hangup'), direction: laterDirection, ...common }),
  ],
  { error: (issue) => (isObject(issue.input) ? 'The event must be newCall, answer or hangup.' : 'Send one event as a form or a JSON object.') },
)
type Push = z.output<typeof pushSchema>

/** A form's fields as an object; `user[]`, `user[0]` and a repeated `user` are all the list of users. The first of any other counts. */
export function readForm(fields: readonly (readonly [name: string, value: string])[]): Record<string, unknown> {
  const user = fields.flatMap(([name, value]) => (/^user(\[\d*\])?$/.test(name) ? [value] : []))
  const one = (name: string): string | undefined => fields.find((field) => field[0] === name)?.[1]
  return {
    event: one('event'),
    callId: one('callId'),
    from: one('from'),
    to: one('to'),
    direction: one('direction'),
    cause: one('cause'),
    answeringNumber: one('answeringNumber'),
    queue: one('queue'),
    user,
  }
}

/**
 * Reads one push. It carries no time, so it happened now.
 * @throws Refused 422
 */
export function readPush(body: unknown, now: number): LineFact[] {
  const push = parseFields(pushSchema, body)
  // One record per event and call, whatever number of phones or legs report it.
  return factsOf(push, callKey(push.callId)).map(([name, fact]) => ({ id: shortened(`cti:${name}:${push.callId}`), at: now, ...fact }) as LineFact)
}

function factsOf(push: Push, callId: string): [name: string, fact: Told][] {
  switch (push.event) {
    case 'newCall':
      return [['newCall', { type: 'ringing', callId, direction: push.direction, number: asNumber(push.direction === 'in' ? push.from : push.to) }]]
    case 'answer':
      return [['answer', answerOf(push, callId)]]
    case 'hangup':
      return hangupOf(push, callId)
    default:
      return assertNever(push)
  }
}

function answerOf(push: Push, callId: string): Told {
  // Zammad's own convention: a call "answered" by the user "voicemail" reached nobody and stays open.
  if (push.direction !== 'out' && push.user.some((user) => user.toLowerCase() === 'voicemail')) return { type: 'voicemail', callId }
  const [first, ...others] = push.user
  if (others.length === 0) return { type: 'answered', callId, staff: first ?? null, phone: push.answeringNumber ?? (first === undefined ? push.queue : null) }
  // Several phones rang together: the answering one says who it was, by extension or by name; else all of them are named.
  return { type: 'answered', callId, staff: push.answeringNumber, phone: push.user.join(', ').slice(0, 120) }
}

function hangupOf({ direction: way, cause, queue }: Push, callId: string): [name: string, fact: Told][] {
  const plain = cause?.toLowerCase().replace(/[^a-z]/g, '') ?? ''
  // One phone stops ringing because another has the call. Its own end comes with a later hangup, or never: each end is a
  // fact of its own, and the latest counts.
  if (way !== 'out' && ANSWERED_ELSEWHERE.has(plain)) {
    return [
      ['elsewhere', { type: 'answered', callId }],
      ['elsewhere-end', { type: 'ended', callId }],
    ]
  }
  const why = way === 'in' ? WHY_MISSED.get(plain) : undefined
  // A missed call that turns out to have been answered counts as answered, and an ended one that nobody answered as
  // missed (callStateOf), so both are right in whatever order the events come.
  if (why === undefined) return [['hangup', { type: 'ended', callId }]]
  return [['hangup', { type: 'missed', callId, why: queue === null ? why : `${why} It rang in ${queue.slice(0, 60)}.` }]]
}

/** Not among Zammad's own causes, but sent by systems that hang up each leg of a group call (SIP: `Reason` with cause 200, or Q.850 26). */
const ANSWERED_ELSEWHERE = new Set(['answeredelsewhere', 'completedelsewhere', 'callcompletedelsewhere', 'pickedup', 'pickedupelsewhere', 'nonselecteduserclearing'])

/**
 * The causes that say that no person here took an inbound call: all that Zammad documents but `normalClearing`.
 * `forwarded` is among them although Zammad counts such a call as done: it left for another number and nobody told us
 * whether somebody answered there. To call it answered would close whatever else this caller waits for; a needless look
 * costs the desk a second.
 */
const WHY_MISSED: ReadonlyMap<string, string> = new Map(Object.entries({
  busy: 'The line was busy.',
  cancel: 'The caller hung up before anybody answered.',
  noanswer: 'The call was turned away.',
  congestion: 'No phone could be reached.',
  notfound: 'No phone could be reached.',
  forwarded: 'It was forwarded to another number; whether anybody answered there is not known.',
}))

/** The push writes E.164 without its plus ("493055571600"). National numbers of twelve digits and more begin with 0. */
export function asNumber(number: string | null): string | null {
  return number !== null && /^[1-9]\d{11,14}$/.test(number) ? `+${number}` : number
}
