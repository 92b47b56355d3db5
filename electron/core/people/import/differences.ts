import type { DifferingField } from '@shared/contract/views.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'

const sql = statements({
  same: 'SELECT 1 FROM differences WHERE patient_id = ? AND field = ? AND theirs = ?',
  open: 'SELECT field, theirs, source, at FROM differences WHERE patient_id = ? AND settled = 0 ORDER BY at, field',
})

/** Where the practice software has another value than the desk entered, and nobody has decided yet. */
export type OpenDifference = { field: DifferingField; theirs: string; source: string; at: number }

export function differencesOf(db: ReadableDB, patientId: string): OpenDifference[] {
  return sql(db).open.all(patientId) as OpenDifference[]
}

/** Whether this very value was told before, decided upon or not. */
export function knowsDifference(db: ReadableDB, patientId: string, field: DifferingField, theirs: string): boolean {
  return sql(db).same.get(patientId, field, theirs) !== undefined
}
