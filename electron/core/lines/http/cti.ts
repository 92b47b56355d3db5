import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { LineFact, Told } from '../line.ts'
import { callKey } from './events.ts'
import { isObject, MAX_ID, parseFields } from './fields.ts'

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

/** A form as an object; `user[]`, `user[0]` and a repeated `user` are all the list of users. */
export function readForm(body: string): Record<string, unknown> {
  const form = new URLSearchParams(body)
  const user = [...form].filter(([name]) => /^user(\[\d*\])?$/.test(name)).map(([, value]) => value)
  const one = (name: string): string | undefined => form.get(name) ?? undefined
  return {
    event: one('event'),
    callId: one('callId'),
    from: one('from'),
    to: one('to'),
    direction: one('direction'),
    cause: one('cause'),
    answeringNumber: one('answeringNumber'),
    user,
  }
}

/**
 * Reads one push. It carries no time, so it happened now.
 * @throws Refused 422
 */
export function readPush(body: unknown, now: number): LineFact {
  const push = parseFields(pushSchema, body)
  // One record per event and call, whatever number of phones or legs report it.
  const key = push.callId.length <= MAX_ID ? push.callId : `sha256:${createHash('sha256').update(push.callId).digest('hex')}`
  return { id: `cti:${push.event}:${key}`, at: now, ...factOf(push, callKey(key)) } as LineFact
}

function factOf(push: Push, callId: string): Told {
  if (push.event === 'newCall') return { type: 'ringing', callId, direction: push.direction, number: asNumber(push.direction === 'in' ? push.from : push.to) }
  if (push.event === 'answer') {
    // Zammad's own convention: a call "answered" by the user "voicemail" reached nobody and stays open.
    if (push.direction !== 'out' && push.user.some((user) => user.toLowerCase() === 'voicemail')) return { type: 'voicemail', callId }
    const [first, ...others] = push.user
    const staff = others.length === 0 ? (first ?? null) : null
    return { type: 'answered', callId, staff, phone: push.answeringNumber ?? (others.length > 0 ? push.user.join(', ').slice(0, 120) : null) }
  }
  const why = push.direction === 'in' && push.cause ? WHY_MISSED[push.cause.toLowerCase()] : undefined
  // A missed call that turns out to have been answered counts as answered, and an ended one that nobody answered as
  // missed (callStateOf), so both are right in whatever order the events come.
  return why ? { type: 'missed', callId, why } : { type: 'ended', callId }
}

/**
 * The causes that say that no person here took an inbound call. `forwarded` is among them although Zammad counts such
 * a call as done: it left for another number and nobody told us whether somebody answered there. To call it answered
 * would close whatever else this caller waits for; a needless look costs the desk a second.
 */
const WHY_MISSED: Readonly<Record<string, string>> = {
  busy: 'The line was busy.',
  cancel: 'The caller hung up before anybody answered.',
  noanswer: 'The call was turned away.',
  congestion: 'No phone could be reached.',
  notfound: 'No phone could be reached.',
  forwarded: 'It was forwarded to another number; whether anybody answered there is not known.',
}

/** The push writes E.164 without its plus ("493055571600"). National numbers of twelve digits and more begin with 0. */
export function asNumber(number: string | null): string | null {
  return number !== null && /^[1-9]\d{11,14}$/.test(number) ? `+${number}` : number
}
