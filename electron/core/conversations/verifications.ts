import type { ConversationView } from '@shared/contract/views.ts'
import { verifiedUntil } from '@shared/rules/verified.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { survivorOf } from '../people/merged.ts'
import { actorName } from '../practice/queries.ts'
import { callById } from './calls.ts'
import { lastClosing, promiseOwed } from './promises.ts'
import { callNamed } from './told.ts'

export const verificationTables = `
-- The newest check of who is at the phone, by conversation; the journal keeps every one.
CREATE TABLE verifications (conversation_id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, call_id TEXT, how TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- "We will call you by 3:00": what a text of ours promised, ms UTC; and the same of a reply that is still being written.
ALTER TABLE texts ADD COLUMN promised_at INTEGER;
CREATE INDEX texts_promised ON texts(conversation_id, at) WHERE promised_at IS NOT NULL;
ALTER TABLE drafts ADD COLUMN promised_at INTEGER;
`

const sql = statements({
  put: `INSERT INTO verifications (conversation_id, patient_id, call_id, how, at, by_actor) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (conversation_id) DO UPDATE SET patient_id = excluded.patient_id, call_id = excluded.call_id, how = excluded.how, at = excluded.at, by_actor = excluded.by_actor`,
  drop: 'DELETE FROM verifications WHERE conversation_id = ?',
  of: 'SELECT * FROM verifications WHERE conversation_id = ?',
  newestCalls: 'SELECT id, ringing_at FROM calls WHERE conversation_id = ? AND ringing_at IS NOT NULL ORDER BY ringing_at DESC LIMIT 2',
  missed: `SELECT at FROM contacts WHERE conversation_id = ? AND effect = 'opens' AND type = 'call' AND at > ? ORDER BY at DESC, id DESC LIMIT 5`,
})

type Row = { patient_id: string; call_id: string | null; how: 'birthDate' | 'otherWay'; at: number; by_actor: string }

export function putVerification(db: WritableDB, it: { conversationId: string; patientId: string; callId: string | null; how: string }, at: number, actor: string): void {
  sql(db).put.run(it.conversationId, it.patientId, it.callId, it.how, at, actor)
}

export function dropVerification(db: WritableDB, conversationId: string): void {
  sql(db).drop.run(conversationId)
}

/** The check that counts in this call (rules/verified.ts), or null. `patientId` is who the conversation is with now. */
export function verificationOf(db: ReadableDB, conversationId: string, patientId: string | null): ConversationView['verified'] {
  const row = sql(db).of.get(conversationId) as Row | undefined
  if (!row) return null
  const callId = row.call_id === null ? null : callNamed(db, row.call_id)
  const call = callId === null ? null : callById(db, callId)
  const later = (sql(db).newestCalls.all(conversationId) as { id: string; ringing_at: number }[]).find(({ id }) => id !== callId)
  const endedAt = call && (call.ended_at ?? call.missed_at ?? call.voicemail_at)
  const until = verifiedUntil({ patientId: survivorOf(db, row.patient_id), at: row.at }, patientId, call && { endedAt }, later?.ringing_at ?? null)
  return until === undefined ? null : { how: row.how, at: row.at, by: actorName(db, row.by_actor), until }
}

/**
 * What we owe somebody in the call that goes on: their calls that nobody took since we last spoke or wrote, and a promise that was not
 * kept. The call under way settles neither; what would be said in it must not vanish at the moment it is answered.
 * @param openCallIds the calls that ring or are talked in now
 */
export function owedTo(db: ReadableDB, conversationId: string, openCallIds: readonly string[]): Pick<ConversationView, 'missedAt' | 'promise'> {
  const closing = lastClosing(db, conversationId, openCallIds)
  const missedAt = (sql(db).missed.all(conversationId, closing?.at ?? Number.MIN_SAFE_INTEGER) as { at: number }[]).map(({ at }) => at)
  const made = promiseOwed(db, conversationId, closing)
  return { missedAt, promise: made && { id: made.id, madeAt: made.at, dueAt: made.due_at, by: actorName(db, made.by_actor), byHand: made.byHand === 1 } }
}
