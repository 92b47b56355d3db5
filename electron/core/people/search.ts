import type { PatientRow } from '@shared/contract/views.ts'
import { parseSearch } from '@shared/rules/search.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { patientRowOf } from './queries.ts'
import { toPatient } from './rows.ts'

const sql = statements({
  words: 'SELECT p.* FROM people_words w JOIN patients p ON p.row = w.rowid WHERE people_words MATCH ? LIMIT ? OFFSET ?',
  digits: 'SELECT p.* FROM people_digits d JOIN patients p ON p.row = d.rowid WHERE people_digits MATCH ? LIMIT ? OFFSET ?',
  both: `SELECT p.* FROM people_words w JOIN patients p ON p.row = w.rowid
         WHERE people_words MATCH ? AND p.row IN (SELECT rowid FROM people_digits WHERE people_digits MATCH ?) LIMIT ? OFFSET ?`,
  newest: 'SELECT * FROM patients ORDER BY row DESC LIMIT ? OFFSET ?',
  count: 'SELECT count(*) AS total FROM patients',
})

/**
 * Search as you type: name words in any order and without diacritics (the last one as far as it is typed),
 * a birth date in any usual form, a fragment of at least three phone digits. No words: the newest people.
 * `now` (ms UTC) tells in which century a birth year of two digits lies.
 * @returns the rows, and how many patients there are in all
 */
export function searchPeople(db: ReadableDB, words: string, limit: number, offset: number, now: number | null = null): { rows: PatientRow[]; total: number } {
  const { total } = sql(db).count.get() as { total: number }
  const rows = find(db, words, limit, offset, now).map((row) => patientRowOf(db, toPatient(row)))
  return { rows, total }
}

function find(db: ReadableDB, words: string, limit: number, offset: number, now: number | null): unknown[] {
  const { names, digits, birthDate } = parseSearch(words, now)
  const terms = [...names.map((name) => `"${name.replaceAll('"', '')}"*`), ...(birthDate ? [`"${birthDate.replaceAll('-', '')}"`] : [])]
  const match = terms.join(' AND ')
  // A run of digits may be a phone or a birth date; a date that was read as one is not searched as a phone too.
  const phone = digits && !birthDate ? `"${digits}"` : null
  if (match && phone) return sql(db).both.all(match, phone, limit, offset)
  if (match) return sql(db).words.all(match, limit, offset)
  if (phone) return sql(db).digits.all(phone, limit, offset)
  return words.trim() === '' ? sql(db).newest.all(limit, offset) : []
}
