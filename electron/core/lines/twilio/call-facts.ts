import { MINUTE, SECOND } from '@shared/time.ts'
import type { LineFact } from '../line.ts'
import type { Call, Recording } from './wire.ts'

/** Ended calls whose further legs Twilio's list may show only a moment later. */
const LEGS_SHOW_WITHIN = 3 * SECOND
/**
 * A call that still goes on after this, and that shows no leg to a phone, has somebody on the other end. Just before a
 * call that only rings is taken for lost (`lost-calls.ts`) and its caller texted back.
 */
const LONGEST_MENU = 4.5 * MINUTE

const FINAL = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

const WHY: ReadonlyMap<string, string> = new Map(Object.entries({
  busy: 'The line was busy.',
  failed: 'Twilio could not connect the call.',
  'no-answer': 'Nobody answered.',
  canceled: 'The caller hung up before anybody answered.',
}))

/**
 * Whether a call is one patients make to us: not a leg of another, not one that goes out, and not one of our own phones
 * or browsers, whose calls come in to Twilio at a SIP or client address.
 */
export function isInbound({ direction, parent_call_sid, from, to }: Pick<Call, 'direction' | 'parent_call_sid' | 'from' | 'to'>): boolean {
  return parent_call_sid === null && (direction === 'inbound' || direction === 'trunking-originating') && !/^client:/i.test(from ?? '') && !/^(?:client|sips?):/i.test(to ?? '')
}

/** Whether the legs to our phones must be looked at to know whether somebody answered: behind a SIP trunk there are none. */
export function needsLegs({ direction, status, duration }: Pick<Call, 'direction' | 'status' | 'duration'>): boolean {
  return direction === 'inbound' && (status === 'in-progress' || (status === 'completed' && duration > 0))
}

/** Whether it must be looked whether a voicemail took the call: no phone of ours did. */
export function needsRecordings(call: Pick<Call, 'direction' | 'status' | 'duration'>, legs: readonly Call[]): boolean {
  return needsLegs(call) && FINAL.has(call.status) && !legs.some(isTaken)
}

/**
 * What is known of a call, as facts. Twilio itself answers a call as soon as a menu speaks, so where it went on to phones
 * (`<Dial>`, each a leg of its own) only an answered leg counts; where it did not, the answer is the trunk's, see
 * `LineModule.hears`.
 * @param legs the calls whose parent it is; empty where they were not asked for
 * @param recordings what was recorded of it; empty where it was not asked for
 * @param now Twilio's time
 * @returns the facts, and whether nothing more is to come
 */
export function factsOf(call: Call, { legs = [], recordings = [], now }: { legs?: readonly Call[]; recordings?: readonly Recording[]; now: number }): { facts: LineFact[]; final: boolean } {
  const fact = (name: string) => `call:${call.sid}:${name}`
  const callId = call.sid
  const rangAt = call.start_time ?? call.date_created ?? now
  const facts: LineFact[] = [{ id: fact('ringing'), at: rangAt, type: 'ringing', callId, direction: 'in', number: call.from, callerName: call.caller_name }]
  const endedAt = Math.max(rangAt, call.end_time ?? call.date_updated ?? now)
  const answered = (at: number, phone: string | null): void => {
    facts.push({ id: fact('answered'), at: Math.max(rangAt, at), type: 'answered', callId, phone })
  }
  const missed = (why: string): { facts: LineFact[]; final: boolean } => {
    facts.push({ id: fact('missed'), at: endedAt, type: 'missed', callId, why })
    return { facts, final: true }
  }

  const taken = legs.find(isTaken)
  if (!FINAL.has(call.status)) {
    if (call.status !== 'in-progress') return { facts, final: false }
    if (taken) answered(beganToTalk(taken, now), phoneOf(taken.to))
    else if (call.direction !== 'inbound' || (legs.length === 0 && now - rangAt > LONGEST_MENU)) answered(rangAt, null)
    return { facts, final: false }
  }
  if (call.status !== 'completed') return missed(WHY.get(call.status) ?? 'Nobody answered.')
  if (call.duration === 0) return missed('The caller hung up before anybody answered.')
  if (!taken && call.direction === 'inbound' && now - endedAt < LEGS_SHOW_WITHIN && legs.every((leg) => !FINAL.has(leg.status))) return { facts, final: false }
  // `<Record>` is how a voicemail is made at Twilio; other recordings are of conversations.
  const voicemails = taken ? [] : recordings.filter(({ source }) => source === 'RecordVerb')
  const left = voicemails.find(({ status, seconds }) => status !== 'absent' && seconds !== 0)
  if (left) {
    facts.push({ id: fact('voicemail'), at: endedAt, type: 'voicemail', callId, seconds: left.seconds }, { id: fact('ended'), at: endedAt, type: 'ended', callId })
    return { facts, final: true }
  }
  if (voicemails.length > 0) return missed('The voicemail took it, and they left no message.')
  if (!taken && legs.length > 0) return missed('It was put through, and nobody picked up.')
  if (taken) answered(beganToTalk(taken, endedAt), phoneOf(taken.to))
  else answered(endedAt - call.duration * SECOND, null)
  facts.push({ id: fact('ended'), at: endedAt, type: 'ended', callId })
  return { facts, final: true }
}

function isTaken(leg: Call): boolean {
  return leg.status === 'in-progress' || (leg.status === 'completed' && leg.duration > 0)
}

/** A leg's start is when its phone began to ring; its duration is counted from the answer. */
function beganToTalk(leg: Call, now: number): number {
  return leg.end_time === null ? (leg.start_time ?? now) : leg.end_time - leg.duration * SECOND
}

/** `sip:101@practice.sip.twilio.com` is the phone 101, `client:ana` is ana. */
function phoneOf(to: string | null): string | null {
  return to === null ? null : to.replace(/^(?:sips?|client):/i, '').replace(/[@;?].*$/s, '').slice(0, 120)
}
