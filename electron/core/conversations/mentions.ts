import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  put: 'INSERT INTO mentions (conversation_id, staff_id, contact_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  seen: 'DELETE FROM mentions WHERE conversation_id = ? AND staff_id = ?',
  of: 'SELECT DISTINCT staff_id FROM mentions WHERE conversation_id = ? ORDER BY staff_id',
})

/** A note names a colleague, who is to look at it. */
export function putMention(db: WritableDB, conversationId: string, staffId: string, contactId: string): void {
  sql(db).put.run(conversationId, staffId, contactId)
}

/** They have seen to what notes here ask of them: by saying so, or by doing something in the conversation. */
export function dropMentions(db: WritableDB, conversationId: string, staffId: string): void {
  sql(db).seen.run(conversationId, staffId)
}

/** Staff whom notes here name and who have not looked. */
export function mentionedIn(db: ReadableDB, conversationId: string): string[] {
  return (sql(db).of.all(conversationId) as { staff_id: string }[]).map((row) => row.staff_id)
}
