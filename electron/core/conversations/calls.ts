import type { ContactFact } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { isNumber, putContact } from './contacts.ts'

const sql = statements({
  byId: 'SELECT * FROM calls WHERE id = ?',
  meet: 'INSERT INTO calls (id) VALUES (?) ON CONFLICT (id) DO NOTHING',
  ring: `UPDATE calls SET moved_from = CASE WHEN conversation_id <> @conversationId THEN conversation_id ELSE moved_from END, conversation_id = @conversationId,
           direction = CASE WHEN ringing_at IS NULL THEN @direction ELSE direction END, line_id = coalesce(line_id, @lineId),
           ringing_at = min(coalesce(ringing_at, @at), @at)
         WHERE id = @callId`,
  answer: 'UPDATE calls SET answered_at = min(coalesce(answered_at, @at), @at), answered_staff = coalesce(answered_staff, @staffId), answered_phone = coalesce(answered_phone, @phone) WHERE id = @callId',
  end: 'UPDATE calls SET ended_at = max(coalesce(ended_at, @at), @at) WHERE id = @callId',
  miss: 'UPDATE calls SET missed_at = min(coalesce(missed_at, @at), @at), why = coalesce(why, @why) WHERE id = @callId',
  voicemail: 'UPDATE calls SET voicemail_at = min(coalesce(voicemail_at, @at), @at), voicemail_seconds = coalesce(@seconds, voicemail_seconds), transcript = coalesce(@transcript, transcript) WHERE id = @callId',
  open: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL`,
  openIn: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL AND conversation_id = ? ORDER BY ringing_at DESC`,
  inboundTimes: `SELECT ringing_at AS at FROM calls WHERE conversation_id = ? AND direction = 'in' ORDER BY ringing_at DESC LIMIT 30`,
})

export type CallRow = {
  id: string
  conversation_id: string | null
  /** Where it stood while its number was not known. */
  moved_from: string | null
  direction: 'in' | 'out'
  line_id: string | null
  ringing_at: number | null
  answered_at: number | null
  ended_at: number | null
  missed_at: number | null
  answered_staff: string | null
  answered_phone: string | null
  why: string | null
  voicemail_at: number | null
  voicemail_seconds: number | null
  transcript: string | null
}

/** One fact of a call. Facts come in any order: each only fills in what it knows. */
export type CallFact =
  | { type: 'ringing'; conversationId: string; direction: 'in' | 'out'; lineId: string }
  | { type: 'answered'; staffId: string | null; phone: string | null }
  | { type: 'ended' }
  | { type: 'missed'; why: string | null }
  | { type: 'voicemail'; seconds: number | null; transcript: string | null }

/** Adds a fact to its call; once the call's number is known, the call stands in its conversation. */
export function applyCallFact(db: WritableDB, callId: string, at: number, fact: CallFact): void {
  sql(db).meet.run(callId)
  const before = callById(db, callId)
  if (fact.type === 'ringing') sql(db).ring.run({ at, callId, conversationId: fact.conversationId, direction: fact.direction, lineId: fact.lineId })
  else if (fact.type === 'answered') sql(db).answer.run({ at, callId, staffId: fact.staffId, phone: fact.phone })
  else if (fact.type === 'ended') sql(db).end.run({ at, callId })
  else if (fact.type === 'missed') sql(db).miss.run({ at, callId, why: fact.why })
  else sql(db).voicemail.run({ at, callId, seconds: fact.seconds, transcript: fact.transcript })
  const call = sql(db).byId.get(callId) as CallRow
  const firstVoicemail = before?.voicemail_at === null && call.voicemail_at !== null
  if (call.conversation_id !== null && call.ringing_at !== null) putContact(db, call.conversation_id, 'call', asFact(call, call.ringing_at), firstVoicemail)
}

/**
 * Where a call stands that is said to ring with this number. Each phone of a group may report it: one that saw no
 * number never takes the call away from the number another one saw.
 */
export function conversationOfCall(db: ReadableDB, callId: string, said: string): string {
  const known = callById(db, callId)?.conversation_id ?? null
  return known === null || (!isNumber(known) && isNumber(said)) ? said : known
}

export function callById(db: ReadableDB, callId: string): CallRow | null {
  return (sql(db).byId.get(callId) as CallRow | undefined) ?? null
}

/** Calls that ring or are being talked in, as far as we were told. */
export function openCalls(db: ReadableDB): CallRow[] {
  return sql(db).open.all() as CallRow[]
}

export function openCallsIn(db: ReadableDB, conversationId: string): CallRow[] {
  return sql(db).openIn.all(conversationId) as CallRow[]
}

/** When this number called us, newest first, at most 30. */
export function inboundCallTimes(db: ReadableDB, conversationId: string): number[] {
  return (sql(db).inboundTimes.all(conversationId) as { at: number }[]).map((row) => row.at)
}

export type CallState = 'ringing' | 'connected' | 'ended' | 'missed' | 'voicemail'

/**
 * What became of a call. An answer by a person outweighs everything (a call answered at another phone is not
 * missed); a voicemail outweighs missed; a call that ended without an answer was missed.
 */
export function callStateOf(call: Pick<CallRow, 'answered_at' | 'ended_at' | 'missed_at' | 'voicemail_at'>): CallState {
  if (call.voicemail_at !== null && call.answered_at === null) return 'voicemail'
  if (call.answered_at !== null) return call.ended_at === null && call.missed_at === null ? 'connected' : 'ended'
  if (call.missed_at !== null || call.ended_at !== null) return 'missed'
  return 'ringing'
}

function asFact(call: CallRow, at: number): ContactFact {
  const state = callStateOf(call)
  return { id: call.id, at, type: 'call', direction: call.direction, outcome: state === 'ended' ? 'connected' : state }
}
