import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { CallRow } from './calls.ts'
import { linesOfCall } from './told.ts'

/**
 * By the conversations that anything passed in since, which are few beside all there are: contacts are ordered within
 * their conversation, not among all.
 */
const sql = statements({
  calls: `SELECT k.* FROM conversations v CROSS JOIN contacts c ON c.conversation_id = v.id AND c.at BETWEEN @from AND @until AND c.type = 'call'
          CROSS JOIN calls k ON k.id = c.id WHERE v.last_at >= @from AND k.direction = 'in'`,
  texts: `SELECT count(*) AS texts FROM conversations v CROSS JOIN contacts c ON c.conversation_id = v.id AND c.at BETWEEN @from AND @until AND c.type = 'text'
          CROSS JOIN texts t ON t.id = c.id WHERE v.last_at >= @from AND t.direction = 'in' AND t.line_id = @lineId`,
})

/** The inbound calls and the number of inbound texts that came over a line in a span of time (ms UTC, both ends included). */
export function contactsOverLine(db: ReadableDB, lineId: string, from: number, until: number): { calls: CallRow[]; texts: number } {
  const calls = (sql(db).calls.all({ from, until }) as CallRow[]).filter((call) => linesOfCall(db, call.id).includes(lineId))
  return { calls, texts: (sql(db).texts.get({ from, until, lineId }) as { texts: number }).texts }
}
