import type { ContactFact } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { isNumber, putContact, removeContact } from './contacts.ts'

const sql = statements({
  byId: 'SELECT * FROM calls WHERE id = ?',
  meet: 'INSERT INTO calls (id) VALUES (?) ON CONFLICT (id) DO NOTHING',
  ring: `UPDATE calls SET moved_from = CASE WHEN conversation_id <> @conversationId THEN conversation_id ELSE moved_from END, conversation_id = @conversationId,
           direction = CASE WHEN ringing_at IS NULL THEN @direction ELSE direction END, line_id = coalesce(line_id, @lineId),
           ringing_at = min(coalesce(ringing_at, @at), @at)
         WHERE id = @callId`,
  answer: `UPDATE calls SET answered_at = min(coalesce(answered_at, @at), @at), answered_staff = coalesce(answered_staff, @staffId), answered_phone = coalesce(answered_phone, @phone), phones_told = 1
           WHERE id = @callId`,
  answerOnTrunk: 'UPDATE calls SET trunk_answered_at = min(coalesce(trunk_answered_at, @at), @at) WHERE id = @callId',
  phonesTold: 'UPDATE calls SET phones_told = 1 WHERE id = ?',
  end: 'UPDATE calls SET ended_at = max(coalesce(ended_at, @at), @at) WHERE id = @callId',
  miss: 'UPDATE calls SET missed_at = min(coalesce(missed_at, @at), @at), why = coalesce(why, @why) WHERE id = @callId',
  voicemail: 'UPDATE calls SET voicemail_at = min(coalesce(voicemail_at, @at), @at), voicemail_seconds = coalesce(@seconds, voicemail_seconds), transcript = coalesce(@transcript, transcript) WHERE id = @callId',
  open: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL`,
  openIn: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL AND conversation_id = ? ORDER BY ringing_at DESC`,
  match: 'INSERT INTO call_matches (id, call_id, line_id) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
  matchOf: 'SELECT call_id FROM call_matches WHERE id = ?',
  rematch: 'UPDATE call_matches SET call_id = ? WHERE call_id = ?',
  matchedLines: 'SELECT DISTINCT line_id FROM call_matches WHERE call_id = ? ORDER BY line_id',
  near: 'SELECT * FROM calls WHERE conversation_id = ? AND direction = ? AND ringing_at BETWEEN ? AND ?',
  forget: 'DELETE FROM calls WHERE id = ?',
  join: `UPDATE calls SET
           ringing_at = CASE WHEN @ringing_at IS NULL THEN ringing_at ELSE min(coalesce(ringing_at, @ringing_at), @ringing_at) END,
           answered_at = CASE WHEN @answered_at IS NULL THEN answered_at ELSE min(coalesce(answered_at, @answered_at), @answered_at) END,
           trunk_answered_at = CASE WHEN @trunk_answered_at IS NULL THEN trunk_answered_at ELSE min(coalesce(trunk_answered_at, @trunk_answered_at), @trunk_answered_at) END,
           ended_at = CASE WHEN @ended_at IS NULL THEN ended_at ELSE max(coalesce(ended_at, @ended_at), @ended_at) END,
           missed_at = CASE WHEN @missed_at IS NULL THEN missed_at ELSE min(coalesce(missed_at, @missed_at), @missed_at) END,
           voicemail_at = CASE WHEN @voicemail_at IS NULL THEN voicemail_at ELSE min(coalesce(voicemail_at, @voicemail_at), @voicemail_at) END,
           answered_staff = coalesce(answered_staff, @answered_staff), answered_phone = coalesce(answered_phone, @answered_phone), why = coalesce(why, @why),
           voicemail_seconds = coalesce(voicemail_seconds, @voicemail_seconds), transcript = coalesce(transcript, @transcript), phones_told = max(phones_told, @phones_told),
           moved_from = CASE WHEN @conversation_id <> conversation_id THEN @conversation_id ELSE moved_from END
         WHERE id = @into`,
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
  trunk_answered_at: number | null
  phones_told: number
}

/** One fact of a call. Facts come in any order: each only fills in what it knows. */
export type CallFact =
  | { type: 'ringing'; conversationId: string; direction: 'in' | 'out'; lineId: string; trunk: boolean }
  | { type: 'answered'; staffId: string | null; phone: string | null; trunk: boolean }
  | { type: 'ended' }
  | { type: 'missed'; why: string | null }
  | { type: 'voicemail'; seconds: number | null; transcript: string | null }

/**
 * Adds a fact to its call; once the call's number is known, the call stands in its conversation.
 * @param told the call's id as its line names it; another line's name for the same call is followed
 */
export function applyCallFact(db: WritableDB, told: string, at: number, fact: CallFact): void {
  const callId = callNamed(db, told)
  sql(db).meet.run(callId)
  const before = callById(db, callId)
  if (fact.type === 'ringing') {
    sql(db).ring.run({ at, callId, conversationId: fact.conversationId, direction: fact.direction, lineId: fact.lineId })
    if (!fact.trunk) sql(db).phonesTold.run(callId)
  } else if (fact.type === 'answered') {
    if (fact.trunk) sql(db).answerOnTrunk.run({ at, callId })
    else sql(db).answer.run({ at, callId, staffId: fact.staffId, phone: fact.phone })
  }
  else if (fact.type === 'ended') sql(db).end.run({ at, callId })
  else if (fact.type === 'missed') sql(db).miss.run({ at, callId, why: fact.why })
  else sql(db).voicemail.run({ at, callId, seconds: fact.seconds, transcript: fact.transcript })
  const call = sql(db).byId.get(callId) as CallRow
  const firstVoicemail = before?.voicemail_at === null && call.voicemail_at !== null
  if (call.conversation_id !== null && call.ringing_at !== null) putContact(db, call.conversation_id, 'call', asFact(call, call.ringing_at), firstVoicemail)
}

/**
 * Makes one call of two: what was told of `told` so far joins the other, and so will everything told of it from now on.
 */
export function matchCall(db: WritableDB, told: string, sameAs: string, lineId: string): void {
  const from = callNamed(db, told)
  const into = callNamed(db, sameAs)
  sql(db).match.run(told, into, lineId)
  if (from === into) return
  sql(db).rematch.run(into, from)
  const joining = sql(db).byId.get(from) as CallRow | undefined
  if (!joining) return
  sql(db).meet.run(into)
  const before = callById(db, into)
  const { id: _id, moved_from: _moved, direction: _direction, line_id: _line, ...facts } = joining
  sql(db).join.run({ into, ...facts })
  if (joining.conversation_id !== null && joining.ringing_at !== null) removeContact(db, from)
  sql(db).forget.run(from)
  const call = callById(db, into)
  const firstVoicemail = before?.voicemail_at === null && call?.voicemail_at !== null
  if (call && call.conversation_id !== null && call.ringing_at !== null) putContact(db, call.conversation_id, 'call', asFact(call, call.ringing_at), firstVoicemail)
}

/** The call that a line's id of it stands for. */
export function callNamed(db: ReadableDB, told: string): string {
  return (sql(db).matchOf.get(told) as { call_id: string } | undefined)?.call_id ?? told
}

/** The lines besides its own that told of this call. */
export function linesOfCall(db: ReadableDB, callId: string): string[] {
  return (sql(db).matchedLines.all(callId) as { line_id: string }[]).map((row) => row.line_id)
}

/** Calls of a conversation that began to ring in a span of time (ms UTC, both ends included). */
export function callsNear(db: ReadableDB, conversationId: string, direction: 'in' | 'out', from: number, until: number): CallRow[] {
  return sql(db).near.all(conversationId, direction, from, until) as CallRow[]
}

/**
 * Where a call stands that is said to ring with this number. Each phone of a group may report it: one that saw no
 * number never takes the call away from the number another one saw.
 */
export function conversationOfCall(db: ReadableDB, callId: string, said: string): string {
  const known = callById(db, callNamed(db, callId))?.conversation_id ?? null
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
export function callStateOf(call: Pick<CallRow, 'answered_at' | 'trunk_answered_at' | 'phones_told' | 'ended_at' | 'missed_at' | 'voicemail_at'>): CallState {
  const answeredAt = answeredAtOf(call)
  if (call.voicemail_at !== null && answeredAt === null) return 'voicemail'
  if (answeredAt !== null) return call.ended_at === null && call.missed_at === null ? 'connected' : 'ended'
  if (call.missed_at !== null || call.ended_at !== null) return 'missed'
  return 'ringing'
}

/**
 * When a person answered, ms UTC. The trunk takes the practice's queue or menu for an answer, so what it says counts
 * only of a call that no line heard at the phones.
 */
export function answeredAtOf(call: Pick<CallRow, 'answered_at' | 'trunk_answered_at' | 'phones_told'>): number | null {
  return call.answered_at ?? (call.phones_told === 1 ? null : call.trunk_answered_at)
}

function asFact(call: CallRow, at: number): ContactFact {
  const state = callStateOf(call)
  return { id: call.id, at, type: 'call', direction: call.direction, outcome: state === 'ended' ? 'connected' : state }
}
