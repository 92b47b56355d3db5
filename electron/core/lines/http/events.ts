import { z } from 'zod'
import type { LineFact, Told } from '../line.ts'
import { Refused } from './answers.ts'
import { id, isObject, MAX_ID, notFarAhead, optional, parseFields, shortened, text, time } from './fields.ts'

/** Our own events, as docs/lines/http.md describes them to whoever connects a phone or text system. */

export const MAX_BATCH = 100

const call = id(MAX_ID)
const number = optional(120)

/** Strict: a misspelt field is refused, not silently left out of the record. */
function event<T extends string, S extends z.ZodRawShape>(type: T, fields: S) {
  const shape = { type: z.literal(type), id: id(200), at: time.optional(), ...fields }
  const known = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `This event has a field that ${type} does not take. It takes: ${known}.` : undefined),
  })
}

const schemas = [
  event('call.ringing', { call, from: number, to: number, direction: z.enum(['in', 'out'], { error: 'This must be "in" or "out".' }).default('in'), name: optional(120) }),
  event('call.answered', { call, staff: optional(120), phone: optional(120) }),
  event('call.ended', { call }),
  event('call.missed', { call, why: optional(200) }),
  event('call.voicemail', {
    call,
    seconds: z.number({ error: 'This must be a number of seconds.' }).min(0, 'This may not be negative.').max(86_400, 'This is longer than a day.').nullish(),
    transcript: optional(5000),
  }),
  event('text.received', { text: id(MAX_ID), from: number, body: text(5000) }),
  event('text.delivery', {
    text: id(200).nullish(),
    providerId: id(200).nullish(),
    state: z.enum(['sent', 'delivered', 'failed'], { error: 'This must be "sent", "delivered" or "failed".' }),
    reason: optional(300),
    cause: z.enum(['optedOut', 'notMobile'], { error: 'This must be "optedOut" or "notMobile".' }).optional(),
  }).refine((delivery) => delivery.text || delivery.providerId, { path: ['text'], error: 'Say which text: give text (the id Rapport sent) or providerId (the id you answered).' }),
] as const

const TYPES = ['call.ringing', 'call.answered', 'call.ended', 'call.missed', 'call.voicemail', 'text.received', 'text.delivery']

const eventSchema = z.discriminatedUnion('type', schemas, {
  error: (issue) => (isObject(issue.input) ? `The type must be one of: ${TYPES.join(', ')}.` : 'An event is a JSON object.'),
})
type HttpEvent = z.output<typeof eventSchema>

/**
 * Reads one event or an array of events.
 * @param now ms UTC, the time of an event that names none
 * @returns the facts in the order given
 * @throws Refused 422 naming the first field that is wrong; then nothing of the request is to be recorded
 */
export function readEvents(body: unknown, now: number): LineFact[] {
  if (!Array.isArray(body)) return [toFact(body, now, '')]
  if (body.length === 0) throw new Refused(422, 'invalid', 'The list holds no events.')
  if (body.length > MAX_BATCH) throw new Refused(422, 'invalid', `Send at most ${MAX_BATCH} events at once.`)
  return body.map((one: unknown, index) => toFact(one, now, `${index}.`))
}

function toFact(body: unknown, now: number, under: string): LineFact {
  const event = parseFields(eventSchema, body, under)
  const at = notFarAhead(event.at ?? null, now, `${under}at`)
  return { id: shortened(keyOf(event)), at, ...factOf(event) } as LineFact
}

/**
 * The type belongs to the key: a system that numbers its calls and uses that number as the id of each of their
 * events still gets every event recorded, and each one once.
 */
function keyOf(event: HttpEvent): string {
  return event.type === 'text.delivery' ? `${event.type}:${event.state}:${event.id}` : `${event.type}:${event.id}`
}

function factOf(event: HttpEvent): Told {
  switch (event.type) {
    case 'call.ringing':
      return { type: 'ringing', callId: callKey(event.call), direction: event.direction, number: event.direction === 'in' ? event.from : event.to, callerName: event.name }
    case 'call.answered':
      return { type: 'answered', callId: callKey(event.call), staff: event.staff, phone: event.phone }
    case 'call.ended':
      return { type: 'ended', callId: callKey(event.call) }
    case 'call.missed':
      return { type: 'missed', callId: callKey(event.call), why: event.why }
    case 'call.voicemail':
      return { type: 'voicemail', callId: callKey(event.call), seconds: event.seconds ?? null, transcript: event.transcript }
    case 'text.received':
      return { type: 'text', textId: shortened(`text:${event.text}`), number: event.from, body: event.body }
    case 'text.delivery':
      return { type: 'delivery', textId: event.text ?? undefined, providerId: event.providerId ?? undefined, state: event.state, reason: event.reason, ...(event.cause && { [event.cause]: true }) }
  }
}

/** Calls and texts have ids of their own: call 17 and text 17 of one system are two things. */
export function callKey(call: string): string {
  return shortened(`call:${call}`)
}
