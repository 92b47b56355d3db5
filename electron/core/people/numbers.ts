import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({ owners: 'SELECT patient_id FROM phones WHERE number = ?' })

/** The ids of everyone who has this exact number. */
export function patientsWithNumber(db: ReadableDB, number: string): string[] {
  return (sql(db).owners.all(number) as { patient_id: string }[]).map((row) => row.patient_id)
}
