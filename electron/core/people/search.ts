import type { PatientRow } from '@shared/contract/views.ts'
import { parseSearch } from '@shared/rules/search.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { countPeople } from './count.ts'
import { toPatientRow } from './rows.ts'

/** What a row shows and no more, in one statement: this runs at every key. */
const row = `p.id, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.language,
  (SELECT group_concat(display, ', ') FROM (SELECT display FROM phones WHERE patient_id = p.id ORDER BY position)) AS phone`

const sql = statements({
  words: `SELECT ${row} FROM people_words w JOIN patients p ON p.row = w.rowid WHERE people_words MATCH ? LIMIT ? OFFSET ?`,
  digits: `SELECT ${row} FROM people_digits d JOIN patients p ON p.row = d.rowid WHERE people_digits MATCH ? LIMIT ? OFFSET ?`,
  both: `SELECT ${row} FROM people_words w JOIN patients p ON p.row = w.rowid
         WHERE people_words MATCH ? AND p.row IN (SELECT rowid FROM people_digits WHERE people_digits MATCH ?) LIMIT ? OFFSET ?`,
  newest: `SELECT ${row} FROM patients p ORDER BY p.row DESC LIMIT ? OFFSET ?`,
})

/**
 * Search as you type: name words in any order and without diacritics (the last one as far as it is typed),
 * a birth date in any usual form, a fragment of at least three phone digits. No words: the newest people.
 * `now` (ms UTC) tells in which century a birth year of two digits lies.
 * @returns the rows, and how many patients there are in all
 */
export function searchPeople(db: ReadableDB, words: string, limit: number, offset: number, now: number | null = null): { rows: PatientRow[]; total: number } {
  return { rows: find(db, words, limit, offset, now).map(toPatientRow), total: countPeople(db) }
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
