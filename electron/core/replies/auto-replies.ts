import type { NotSentWhy, Occasion } from '@shared/contract/views.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  put: 'INSERT INTO auto_replies (cause_id, conversation_id, at, occasion, why, text_id) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (cause_id) DO NOTHING',
  of: 'SELECT at, occasion, why, text_id FROM auto_replies WHERE cause_id = ?',
  lastSent: `SELECT at FROM auto_replies WHERE conversation_id = ? AND text_id IS NOT NULL AND occasion <> 'afterHours' ORDER BY at DESC LIMIT 1`,
  sentAfterHours: `SELECT 1 FROM auto_replies WHERE conversation_id = ? AND text_id IS NOT NULL AND occasion = 'afterHours' AND at >= ? LIMIT 1`,
})

export type Decision = { at: number; occasion: Occasion | null; why: NotSentWhy | null; textId: string | null }

/** Writes down what a rule did about a call or text; the first decision stays. */
export function putDecision(db: WritableDB, it: { causeId: string; conversationId: string; occasion: Occasion | null; why: NotSentWhy | null; textId: string | null }, at: number): void {
  sql(db).put.run(it.causeId, it.conversationId, at, it.occasion, it.why, it.textId)
}

/** What a rule did about a call or text, or null while nothing was decided. */
export function decisionAbout(db: ReadableDB, causeId: string): Decision | null {
  const row = sql(db).of.get(causeId) as { at: number; occasion: Occasion | null; why: NotSentWhy | null; text_id: string | null } | undefined
  return row ? { at: row.at, occasion: row.occasion, why: row.why, textId: row.text_id } : null
}

/** When the last text-back or voicemail answer went to this number, ms UTC. */
export function lastTextBackAt(db: ReadableDB, conversationId: string): number | null {
  return (sql(db).lastSent.get(conversationId) as { at: number } | undefined)?.at ?? null
}

/** Whether somebody who wrote after hours was answered by itself since. */
export function answeredAfterHoursSince(db: ReadableDB, conversationId: string, since: number): boolean {
  return sql(db).sentAfterHours.get(conversationId, since) !== undefined
}
