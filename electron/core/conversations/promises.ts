import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  put: 'INSERT INTO promises (id, conversation_id, at, due_at, by_actor) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  release: 'UPDATE promises SET released = 1 WHERE id = ?',
  byId: 'SELECT conversation_id, due_at, released FROM promises WHERE id = ?',
  lastClosing: `SELECT at, id FROM contacts WHERE conversation_id = ? AND effect = 'closes' AND undone = 0 AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY at DESC, id DESC LIMIT 1`,
  inText: `SELECT id, at, promised_at AS due_at, by_actor, 0 AS byHand FROM texts WHERE conversation_id = ? AND promised_at IS NOT NULL AND state NOT IN ('cancelled', 'failed') ORDER BY at DESC, id DESC LIMIT 1`,
  byHand: 'SELECT id, at, due_at, by_actor, 1 AS byHand FROM promises WHERE conversation_id = ? AND released = 0 ORDER BY at DESC, id DESC LIMIT 1',
})

/** A call that we promised and owe: `id` is the text that said so, or the promise made by hand. Times are ms UTC. */
export type Promise = { id: string; at: number; due_at: number; by_actor: string; byHand: number }
type Closing = { at: number; id: string }

export function putPromise(db: WritableDB, id: string, conversationId: string, at: number, dueAt: number, actor: string): void {
  sql(db).put.run(id, conversationId, at, dueAt, actor)
}

export function releasePromise(db: WritableDB, id: string): void {
  sql(db).release.run(id)
}

/** A promise made by hand, and whether it was taken back. */
export function promiseById(db: ReadableDB, id: string): { conversationId: string; dueAt: number; released: boolean } | null {
  const row = sql(db).byId.get(id) as { conversation_id: string; due_at: number; released: number } | undefined
  return row ? { conversationId: row.conversation_id, dueAt: row.due_at, released: row.released === 1 } : null
}

/** The last call, reply or resolve that settled something here. @param openCallIds calls that go on, which settle nothing yet */
export function lastClosing(db: ReadableDB, conversationId: string, openCallIds: readonly string[] = []): Closing | null {
  return (sql(db).lastClosing.get(conversationId, JSON.stringify(openCallIds)) as Closing | undefined) ?? null
}

/** The newest promise of a call, unless a call we were in or a later word of ours kept it. */
export function promiseOwed(db: ReadableDB, conversationId: string, closing = lastClosing(db, conversationId)): Promise | null {
  const made = [sql(db).inText.get(conversationId), sql(db).byHand.get(conversationId)].flatMap((row) => (row === undefined ? [] : [row as Promise]))
  const newest = made.toSorted((a, b) => b.at - a.at)[0]
  const kept = newest !== undefined && closing !== null && closing.id !== newest.id && closing.at >= newest.at
  return newest && !kept ? newest : null
}
