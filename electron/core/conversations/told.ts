import { SAME_CALL_WITHIN, sameCalls } from '@shared/rules/same-call.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { isNumber } from './contacts.ts'

/**
 * What each line told of a call, kept apart, and which of these are one call. Everything fills in by time and not by
 * arrival, so facts may come in any order: the earliest answer says who answered, the earliest "missed" says why.
 */
const sql = statements({
  byId: 'SELECT * FROM told_calls WHERE id = ?',
  meet: 'INSERT INTO told_calls (id, call_id) VALUES (@id, @id) ON CONFLICT (id) DO NOTHING',
  ring: `UPDATE told_calls SET moved_from = CASE WHEN conversation_id <> @conversationId THEN conversation_id ELSE moved_from END, conversation_id = @conversationId,
           direction = CASE WHEN ringing_at IS NULL THEN @direction ELSE direction END, line_id = coalesce(line_id, @lineId),
           ringing_at = min(coalesce(ringing_at, @at), @at), phones_told = max(phones_told, @phones)
         WHERE id = @id`,
  answer: 'UPDATE told_calls SET answered_at = min(coalesce(answered_at, @at), @at), phones_told = 1 WHERE id = @id',
  answerStaff: `UPDATE told_calls SET answered_staff = @staffId, staff_at = @at WHERE id = @id AND (staff_at IS NULL OR (@at, @staffId) < (staff_at, answered_staff))`,
  answerPhone: `UPDATE told_calls SET answered_phone = @phone, phone_at = @at WHERE id = @id AND (phone_at IS NULL OR (@at, @phone) < (phone_at, answered_phone))`,
  answerOnTrunk: 'UPDATE told_calls SET trunk_answered_at = min(coalesce(trunk_answered_at, @at), @at) WHERE id = @id',
  end: 'UPDATE told_calls SET ended_at = max(coalesce(ended_at, @at), @at) WHERE id = @id',
  miss: 'UPDATE told_calls SET missed_at = min(coalesce(missed_at, @at), @at) WHERE id = @id',
  missWhy: 'UPDATE told_calls SET why = @why, why_at = @at WHERE id = @id AND (why_at IS NULL OR (@at, @why) < (why_at, why))',
  over: 'UPDATE told_calls SET over_at = max(coalesce(over_at, @at), @at) WHERE id = @id',
  voicemail: `UPDATE told_calls SET voicemail_at = min(coalesce(voicemail_at, @at), @at), voicemail_seconds = coalesce(@seconds, voicemail_seconds),
                transcript = coalesce(@transcript, transcript) WHERE id = @id`,
  near: `SELECT * FROM told_calls WHERE conversation_id = ? AND direction = ? AND ringing_at BETWEEN ? AND ? ORDER BY ringing_at LIMIT ?`,
  ofCall: 'SELECT * FROM told_calls WHERE call_id = ? ORDER BY n',
  join: 'UPDATE told_calls SET call_id = ? WHERE id = ?',
  lines: 'SELECT DISTINCT line_id FROM told_calls WHERE call_id = ? AND line_id IS NOT NULL ORDER BY line_id',
})

/** A call as one line told it. `over_at`: when that line said that it was over; a rule's guess is no such word. */
export type ToldRow = {
  /** The order in which they were first told of. */
  n: number
  id: string
  call_id: string
  line_id: string | null
  conversation_id: string | null
  moved_from: string | null
  direction: 'in' | 'out'
  ringing_at: number | null
  answered_at: number | null
  trunk_answered_at: number | null
  ended_at: number | null
  missed_at: number | null
  over_at: number | null
  answered_staff: string | null
  staff_at: number | null
  answered_phone: string | null
  phone_at: number | null
  why: string | null
  why_at: number | null
  voicemail_at: number | null
  voicemail_seconds: number | null
  transcript: string | null
  phones_told: number
}

/** One fact of a call. Facts come in any order: each only fills in what it knows. */
export type CallFact =
  | { type: 'ringing'; conversationId: string; direction: 'in' | 'out'; lineId: string; trunk: boolean }
  | { type: 'answered'; staffId: string | null; phone: string | null; trunk: boolean }
  | { type: 'ended' }
  | { type: 'missed'; why: string | null }
  | { type: 'voicemail'; seconds: number | null; transcript: string | null }

/** More calls of one number than this within seconds of each other are a flood: each stands for itself. */
const MOST_TOGETHER = 40

/**
 * Adds a fact to what a line told of a call.
 * @param byLine the line itself says so, and not a rule for want of its word
 * @returns the calls that are to be put together anew, those that remain first
 */
export function tell(db: WritableDB, id: string, at: number, fact: CallFact, byLine: boolean): string[] {
  sql(db).meet.run({ id })
  switch (fact.type) {
    case 'ringing':
      sql(db).ring.run({ id, at, conversationId: fact.conversationId, direction: fact.direction, lineId: fact.lineId, phones: fact.trunk ? 0 : 1 })
      break
    case 'answered':
      if (fact.trunk) sql(db).answerOnTrunk.run({ id, at })
      else {
        sql(db).answer.run({ id, at })
        if (fact.staffId !== null) sql(db).answerStaff.run({ id, at, staffId: fact.staffId })
        if (fact.phone !== null) sql(db).answerPhone.run({ id, at, phone: fact.phone })
      }
      break
    case 'ended':
      sql(db).end.run({ id, at })
      break
    case 'missed':
      sql(db).miss.run({ id, at })
      // What a line says itself outweighs a rule's guess, whichever is earlier.
      if (fact.why !== null) sql(db).missWhy.run({ id, at: byLine ? at : Number.MAX_SAFE_INTEGER, why: fact.why })
      break
    case 'voicemail':
      sql(db).voicemail.run({ id, at, seconds: fact.seconds, transcript: fact.transcript })
      break
  }
  const isOver = fact.type === 'ended' || fact.type === 'missed'
  if (isOver && byLine) sql(db).over.run({ id, at })
  return isOver || fact.type === 'ringing' ? regroup(db, id) : [callNamed(db, id)]
}

/** Decides anew which calls around this one are the same, and names each by whichever of its parts was told of first. */
function regroup(db: WritableDB, id: string): string[] {
  const beside = toldBeside(db, id)
  const changed = new Set([callNamed(db, id)])
  const byId = new Map(beside.map((row) => [row.id, row]))
  const told = beside.flatMap(({ id: name, line_id, ringing_at, over_at }) => (line_id !== null && ringing_at !== null ? [{ id: name, lineId: line_id, at: ringing_at, overAt: over_at }] : []))
  for (const group of sameCalls(told)) {
    const rows = group.flatMap((name) => byId.get(name) ?? [])
    const first = rows.toSorted((a, b) => a.n - b.n)[0]
    for (const row of rows) {
      if (!first || row.call_id === first.id) continue
      changed.add(row.call_id).add(first.id)
      sql(db).join.run(first.id, row.id)
    }
  }
  // Whatever is left of a conversation would go with its last contact: those that stay are put in place first.
  return [...changed].toSorted((a, b) => partsOf(db, b).length - partsOf(db, a).length)
}

/**
 * The calls that may be one with this or with each other: of the same number and direction, each within reach of the
 * next. Empty where all of them are one line's, where the number was withheld, and in a flood.
 */
export function toldBeside(db: ReadableDB, id: string): ToldRow[] {
  const own = toldById(db, id)
  if (!own || own.conversation_id === null || own.ringing_at === null || !isNumber(own.conversation_id)) return []
  let [first, last] = [own.ringing_at, own.ringing_at]
  for (;;) {
    const rows = sql(db).near.all(own.conversation_id, own.direction, first - SAME_CALL_WITHIN, last + SAME_CALL_WITHIN, MOST_TOGETHER + 1) as ToldRow[]
    if (rows.length > MOST_TOGETHER) return []
    const from = Math.min(first, rows[0]?.ringing_at ?? first)
    const until = Math.max(last, rows.at(-1)?.ringing_at ?? last)
    if (from === first && until === last) return rows.some(({ line_id }) => line_id !== own.line_id) ? rows : []
    ;[first, last] = [from, until]
  }
}

export function toldById(db: ReadableDB, id: string): ToldRow | null {
  return (sql(db).byId.get(id) as ToldRow | undefined) ?? null
}

/** What was told of a call, the first line's part first. */
export function partsOf(db: ReadableDB, callId: string): ToldRow[] {
  return sql(db).ofCall.all(callId) as ToldRow[]
}

/** The call that a line's id of it stands for. */
export function callNamed(db: ReadableDB, id: string): string {
  return toldById(db, id)?.call_id ?? id
}

/** The lines that told of this call. */
export function linesOfCall(db: ReadableDB, callId: string): string[] {
  return (sql(db).lines.all(callId) as { line_id: string }[]).map((row) => row.line_id)
}

/**
 * Where a call stands that is said to ring with this number. Each phone of a group may report it: one that saw no
 * number never takes the call away from the number another one saw.
 */
export function conversationOfCall(db: ReadableDB, id: string, said: string): string {
  const known = toldById(db, id)?.conversation_id ?? null
  return known === null || (!isNumber(known) && isNumber(said)) ? said : known
}
