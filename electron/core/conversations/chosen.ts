import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({ chosen: 'SELECT 1 FROM choices WHERE patient_id = ? LIMIT 1' })

/** Whether somebody said of a conversation, now or at an earlier time, that it is with this person. */
export function isChosenSomewhere(db: ReadableDB, patientId: string): boolean {
  return sql(db).chosen.get(patientId) !== undefined
}
