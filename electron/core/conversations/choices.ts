import { HOUR } from '@shared/time.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { openCallsIn } from './calls.ts'

/**
 * Who it was, each time it was asked. An answer holds for what passed since the question was opened, and is kept: the next call
 * from the same number asks anew, and the last answer is then a reason, never the answer (DESIGN "Who is it").
 */
const sql = statements({
  question: `SELECT v.asked_at, v.last_at, (SELECT c.at FROM choices c WHERE c.conversation_id = v.id AND c.since = v.asked_at) AS chosen_at
             FROM conversations v WHERE v.id = ?`,
  ask: 'UPDATE conversations SET asked_at = ?, patient_id = NULL WHERE id = ?',
  close: 'UPDATE choices SET until = ? WHERE conversation_id = ? AND until IS NULL',
  answer: 'UPDATE conversations SET patient_id = ? WHERE id = ?',
  keep: `INSERT INTO choices (conversation_id, since, patient_id, at, by_actor) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (conversation_id, since) DO UPDATE SET patient_id = excluded.patient_id, at = excluded.at, by_actor = excluded.by_actor`,
  forget: 'DELETE FROM choices WHERE conversation_id = ? AND since = ?',
  ofAny: 'SELECT DISTINCT conversation_id FROM choices WHERE patient_id = ?',
  last: 'SELECT patient_id, at FROM choices WHERE conversation_id = ? ORDER BY since DESC LIMIT 1',
  ofPerson: 'SELECT since, until FROM choices WHERE patient_id = ? AND conversation_id = ? ORDER BY since DESC LIMIT 5',
  lastOfType: 'SELECT at FROM contacts WHERE conversation_id = ? AND type = ? AND at >= ? AND at < ? ORDER BY at DESC LIMIT 1',
})

/** A text within this time of the last contact goes on with the same exchange, ms; after it, somebody else may be holding the phone. */
const EXCHANGE = 4 * HOUR

type Question = { asked_at: number; last_at: number; chosen_at: number | null }

/** A new inbound call: who it is, is asked anew, but not under the hands of somebody who is in a call with that number. */
export function askOfCall(db: WritableDB, conversationId: string, at: number, callId: string): void {
  if (openCallsIn(db, conversationId).some((call) => call.id !== callId)) return
  ask(db, conversationId, at)
}

/** An inbound text, before it is put into its conversation. */
export function askOfText(db: WritableDB, conversationId: string, at: number): void {
  const question = sql(db).question.get(conversationId) as Question | undefined
  if (question && at - Math.max(question.last_at, question.chosen_at ?? 0) > EXCHANGE && openCallsIn(db, conversationId).length === 0) ask(db, conversationId, at)
}

function ask(db: WritableDB, conversationId: string, at: number): void {
  const question = sql(db).question.get(conversationId) as Question | undefined
  // What is told late happened before the question, or before its answer.
  if (!question || at <= Math.max(question.asked_at, question.chosen_at ?? 0)) return
  sql(db).close.run(at, conversationId)
  sql(db).ask.run(at, conversationId)
}

/** Somebody says who it is, or takes that back (null). What passed since the question was opened follows. */
export function choose(db: WritableDB, conversationId: string, patientId: string | null, at: number, actor: string): void {
  const question = sql(db).question.get(conversationId) as Question | undefined
  if (!question) return
  sql(db).answer.run(patientId, conversationId)
  if (patientId === null) sql(db).forget.run(conversationId, question.asked_at)
  else sql(db).keep.run(conversationId, question.asked_at, patientId, at, actor)
}

/** The conversations in which any of these ids was ever chosen: they show the person's name, or name them as a reason. */
export function conversationsChosenFor(db: ReadableDB, ids: readonly string[]): string[] {
  return ids.flatMap((id) => (sql(db).ofAny.all(id) as { conversation_id: string }[]).map((row) => row.conversation_id))
}

/** Who was chosen last for this number, and when (ms UTC). */
export function lastChoice(db: ReadableDB, conversationId: string): { patientId: string; at: number } | null {
  const row = sql(db).last.get(conversationId) as { patient_id: string; at: number } | undefined
  return row ? { patientId: row.patient_id, at: row.at } : null
}

/**
 * When a call and a text last passed with one person over a number, ms UTC. Over a number of theirs alone everything counts;
 * over one that several use, only what passed while they were the answer.
 * @param ids the person's id, and those of records that were joined to theirs
 */
export function lastPassed(db: ReadableDB, ids: readonly string[], number: string, alone: boolean): { call: number | null; text: number | null } {
  const spans = alone
    ? [{ since: 0, until: null }]
    : ids.flatMap((id) => sql(db).ofPerson.all(id, number) as { since: number; until: number | null }[])
  const last = (type: 'call' | 'text'): number | null => {
    const times = spans.flatMap(({ since, until }) => (sql(db).lastOfType.get(number, type, since, until ?? Number.MAX_SAFE_INTEGER) as { at: number } | undefined)?.at ?? [])
    return times.length === 0 ? null : Math.max(...times)
  }
  return { call: last('call'), text: last('text') }
}
