import type { LineFact, Told } from '../line.ts'

/** One call as far as the phone system told of it, and what it makes known to the desk. */
export type Call = {
  /** As facts name it; fixed when the call is first seen. */
  id: string
  /** Every Linkedid it went by: joined with an older call, it takes over that one's. */
  linkedids: string[]
  /** Null: between phones inside, or not known yet; nothing is told of it. */
  direction: 'in' | 'out' | null
  openedAt: number
  opener: { uniqueid: string; channel: string; exten: string; number: string | null; name: string | null; down: boolean }
  /** The leg to the outside; its end is the end of the call. A call going out has one once it is answered. */
  trunk: { uniqueid: string; channel: string } | null
  number: string | null
  callerName: string | null
  /** Uniqueids of its channels that are up. */
  channels: Set<string>
  /** Phones being rung. */
  legs: Set<string>
  /** A phone was called; and one did ring. */
  dialled: boolean
  reached: boolean
  /** How the last try ended: NOANSWER, BUSY, CONGESTION, CHANUNAVAIL. */
  lastStatus: string
  ringingAt: number | null
  numbersTold: number
  answeredAt: number | null
  queued: boolean
  leftQueue: boolean
  hungUp: boolean
  voicemail: boolean
  /** The connection it was last told of on. */
  seen: number
}

/** More changes of a number than this are no caller's. */
const MOST_NUMBERS = 5

export function newCall(given: Pick<Call, 'id' | 'openedAt' | 'opener' | 'seen'> & { linkedid: string }): Call {
  const { linkedid, ...rest } = given
  return {
    ...rest,
    linkedids: [linkedid],
    direction: null,
    trunk: null,
    number: null,
    callerName: null,
    channels: new Set(),
    legs: new Set(),
    dialled: false,
    reached: false,
    lastStatus: '',
    ringingAt: null,
    numbersTold: 0,
    answeredAt: null,
    queued: false,
    leftQueue: false,
    hungUp: false,
    voicemail: false,
  }
}

function fact(call: Call, what: string, at: number, told: Told): LineFact {
  return { id: `${call.id}:${what}`, at, ...told }
}

/** The first phone rings: told once. */
export function ring(call: Call, at: number): LineFact[] {
  if (call.direction === null || call.ringingAt !== null) return []
  call.ringingAt = at
  call.numbersTold = 1
  return [fact(call, 'ringing', at, ringing(call, call.direction))]
}

/** The number became known, or another, while it rings: told again, so that the card is the right one. */
export function renumber(call: Call, number: string, callerName: string | null, at: number): LineFact[] {
  if (number === call.number) return []
  call.number = number
  call.callerName = callerName ?? call.callerName
  if (call.direction === null || call.ringingAt === null || call.numbersTold >= MOST_NUMBERS) return []
  call.numbersTold += 1
  return [fact(call, `ringing${call.numbersTold}`, at, ringing(call, call.direction))]
}

function ringing(call: Call, direction: 'in' | 'out'): Told {
  return { type: 'ringing', callId: call.id, direction, number: call.number, callerName: call.callerName }
}

/** A person took it: told once, whoever it is handed to later. @param by the extension, and how the phone calls itself */
export function answer(call: Call, at: number, by: { staff: string | null; phone: string | null }): LineFact[] {
  if (call.direction === null || call.answeredAt !== null) return []
  call.answeredAt = at
  return [...ring(call, at), fact(call, 'answered', at, { type: 'answered', callId: call.id, staff: by.staff, phone: by.phone?.slice(0, 120) ?? null })]
}

/** It is over. */
export function end(call: Call, at: number): LineFact[] {
  if (call.direction === null) return []
  if (call.answeredAt !== null) return [fact(call, 'ended', at, { type: 'ended', callId: call.id })]
  // It rang nowhere, as when all phones are off: it is a call that nobody took all the same.
  const rang = ring(call, call.openedAt)
  if (call.direction === 'in' && call.voicemail) return [...rang, voicemailOf(call.id, at)]
  return [...rang, fact(call, 'missed', at, { type: 'missed', callId: call.id, why: call.direction === 'in' ? whyMissed(call) : whyNotReached(call) })]
}

export function voicemailOf(callId: string, at: number): LineFact {
  return { id: `${callId}:voicemail`, at, type: 'voicemail', callId }
}

/** It was no longer there when the connection came back. @param lostAt when it was last known to be up */
export function endUnseen(call: Call, lostAt: number): LineFact[] {
  if (call.direction === null) return []
  if (call.answeredAt !== null) return end(call, Math.max(call.answeredAt, lostAt))
  const at = Math.max(call.ringingAt ?? call.openedAt, lostAt)
  return [...ring(call, call.openedAt), fact(call, 'missed', at, { type: 'missed', callId: call.id, why: 'It ended while the connection to the phone system was lost.' })]
}

/** Why nobody took a call coming in. Its hangup cause is not asked: on the trunk it says nothing. */
function whyMissed(call: Call): string {
  if (call.leftQueue) return 'The caller left the queue.'
  if (call.hungUp) return call.reached ? 'The caller hung up before anybody answered.' : 'The caller hung up before a phone rang.'
  if (call.lastStatus === 'BUSY') return 'The phones were busy.'
  if (!call.dialled && call.queued) return 'Nobody in the queue was free.'
  if (!call.dialled || (!call.reached && call.lastStatus !== 'NOANSWER')) return 'No phone could be reached.'
  return 'Nobody answered.'
}

function whyNotReached(call: Call): string {
  if (call.lastStatus === 'BUSY') return 'The line was busy.'
  if (call.lastStatus === 'CONGESTION' || call.lastStatus === 'CHANUNAVAIL') return 'The call could not be put through.'
  return 'They did not answer.'
}
