import type { ContactFact } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { putContact, removeContact } from './contacts.ts'
import { kindOfCall } from './kinds.ts'
import { partsOf, tell, type CallFact, type ToldRow } from './told.ts'

const COLUMNS = [
  'id', 'conversation_id', 'moved_from', 'direction', 'line_id', 'ringing_at', 'answered_at', 'trunk_answered_at', 'ended_at', 'missed_at',
  'answered_staff', 'answered_phone', 'why', 'voicemail_at', 'voicemail_seconds', 'transcript', 'phones_told',
] as const satisfies readonly (keyof CallRow)[]

const sql = statements({
  byId: 'SELECT * FROM calls WHERE id = ?',
  put: `INSERT INTO calls (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})
        ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  open: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL`,
  // Over the few that are open: the index by conversation would read all calls of somebody's years.
  openIn: `SELECT * FROM calls WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL AND ringing_at IS NOT NULL AND +conversation_id = ? ORDER BY ringing_at DESC`,
  forget: 'DELETE FROM calls WHERE id = ?',
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

/**
 * Adds a fact to its call; once the call's number is known, the call stands in its conversation.
 * @param told the call's id as its line names it; another line's name for the same call is followed
 * @param byLine the line itself says so, and not a rule for want of its word
 */
export function applyCallFact(db: WritableDB, told: string, at: number, fact: CallFact, byLine: boolean): void {
  for (const callId of tell(db, told, at, fact, byLine)) putTogether(db, callId)
}

/** Makes a call of what its lines told of it; one that nobody tells of any more was another's, told twice. */
function putTogether(db: WritableDB, callId: string): void {
  const parts = partsOf(db, callId)
  const before = callById(db, callId)
  if (parts.length === 0) {
    removeContact(db, callId)
    sql(db).forget.run(callId)
    return
  }
  const call = wholeOf(callId, parts)
  sql(db).put.run(call)
  const firstVoicemail = before !== null && before.voicemail_at === null && call.voicemail_at !== null
  if (call.conversation_id !== null && call.ringing_at !== null) putContact(db, call.conversation_id, 'call', asFact(call, call.ringing_at), { kind: kindOfCall(call), more: firstVoicemail })
}

function wholeOf(id: string, parts: readonly ToldRow[]): CallRow {
  const known = <T>(of: (part: ToldRow) => T | null): T[] => parts.flatMap((part) => of(part) ?? [])
  const earliest = (of: (part: ToldRow) => number | null): number | null => known(of).toSorted((a, b) => a - b)[0] ?? null
  const said = (what: (part: ToldRow) => string | null, at: (part: ToldRow) => number | null): string | null =>
    parts.flatMap((part) => ({ what: what(part), at: at(part) ?? Infinity })).filter((it) => it.what !== null).toSorted((a, b) => a.at - b.at)[0]?.what ?? null
  return {
    id,
    conversation_id: known((part) => part.conversation_id)[0] ?? null,
    moved_from: known((part) => part.moved_from)[0] ?? null,
    direction: parts.find((part) => part.ringing_at !== null)?.direction ?? 'in',
    line_id: known((part) => part.line_id)[0] ?? null,
    ringing_at: earliest((part) => part.ringing_at),
    answered_at: earliest((part) => part.answered_at),
    trunk_answered_at: earliest((part) => part.trunk_answered_at),
    ended_at: known((part) => part.ended_at).toSorted((a, b) => b - a)[0] ?? null,
    missed_at: earliest((part) => part.missed_at),
    answered_staff: said((part) => part.answered_staff, (part) => part.staff_at),
    answered_phone: said((part) => part.answered_phone, (part) => part.phone_at),
    why: said((part) => part.why, (part) => part.why_at),
    voicemail_at: earliest((part) => part.voicemail_at),
    voicemail_seconds: known((part) => part.voicemail_seconds)[0] ?? null,
    transcript: known((part) => part.transcript)[0] ?? null,
    phones_told: Math.max(...parts.map((part) => part.phones_told)),
  }
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
