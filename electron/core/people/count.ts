import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({ count: 'SELECT count(*) AS total FROM patients' })

const counted = new WeakMap<ReadableDB, number>()

/** How many patients there are. Counting reads a whole index, so it is done anew only after somebody came or went. */
export function countPeople(db: ReadableDB): number {
  const known = counted.get(db)
  if (known !== undefined) return known
  const { total } = sql(db).count.get() as { total: number }
  // A number read inside a transaction would stay after its rollback.
  if (!db.inTransaction) counted.set(db, total)
  return total
}

/** For the projections that add or remove somebody. */
export function forgetCount(db: ReadableDB): void {
  counted.delete(db)
}
