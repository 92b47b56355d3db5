import type { FoundRow } from '@shared/contract/views.ts'
import type { DateOrder } from '@shared/rules/calendar-date.ts'
import { whyMatched } from '@shared/rules/matched.ts'
import { parseSearch, type Search } from '@shared/rules/search.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { countPeople } from './count.ts'
import { toPatientRow } from './rows.ts'
import { tiersOf, type Tier } from './search-tiers.ts'

/** What a row shows and no more, in one statement: this runs at every key. */
const row = `p.id, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.language,
  (SELECT group_concat(display, ', ') FROM (SELECT display FROM phones WHERE patient_id = p.id ORDER BY position)) AS phone`

const byWords = 'FROM people_words w JOIN patients p ON p.row = w.rowid WHERE people_words MATCH ?'
const hasDigits = 'SELECT rowid FROM people_digits WHERE people_digits MATCH ?'
const ending = 'SELECT patient_id FROM phones WHERE substr(number, -4) = ? AND substr(number, ?) = ?'

const FROM: Readonly<Record<Tier['by'], string>> = {
  words: byWords,
  wordsEnds: `${byWords} AND p.id IN (${ending})`,
  wordsDigits: `${byWords} AND p.row IN (${hasDigits}) AND p.id NOT IN (${ending})`,
  wordsDay: `${byWords} AND substr(p.birth_date, 6) = ?`,
  wordsNotDigits: `${byWords} AND p.row NOT IN (${hasDigits})`,
  ends: `FROM patients p WHERE p.id IN (${ending})`,
  digits: `FROM people_digits d JOIN patients p ON p.row = d.rowid WHERE people_digits MATCH ? AND p.id NOT IN (${ending})`,
  day: `FROM patients p WHERE substr(p.birth_date, 6) = ? AND p.birth_date <> ''`,
}

const rowsBy = statements(each((from) => `SELECT ${row} ${from} LIMIT ? OFFSET ?`))
const countBy = statements(each((from) => `SELECT count(*) AS n FROM (SELECT 1 ${from} LIMIT ?)`))
const sql = statements({ newest: `SELECT ${row} FROM patients p ORDER BY p.row DESC LIMIT ? OFFSET ?` })

/** From this many people on that fit as typed, nobody is shown who would fit with a typing error. */
const ENOUGH = 5

/**
 * Search as you type: name words in any order and without diacritics (each as far as it is typed), nicknames, and where those find
 * few, one typing error; a birth date in any usual form; a fragment of at least three phone digits. No words: the newest people.
 * `now` (ms UTC) tells in which century a birth year of two digits lies, `order` which number of 3/4/1967 is the month.
 * @returns the rows, the best fit first, each with why it is there where that is not plain to see; and how many patients there are in all
 */
export function searchPeople(db: ReadableDB, words: string, limit: number, offset: number, now: number | null = null, order: DateOrder = 'mdy'): { rows: FoundRow[]; total: number } {
  const search = parseSearch(words, now, order)
  const rows = words.trim() === '' ? sql(db).newest.all(limit, offset).map((one) => ({ ...toPatientRow(one), why: [] })) : find(db, search, limit, offset)
  return { rows, total: countPeople(db) }
}

/** One page of all tiers, one after another. */
function find(db: ReadableDB, search: Search, limit: number, offset: number): FoundRow[] {
  const rows: FoundRow[] = []
  /** How many people the tiers so far hold. */
  let before = 0
  for (const { by, parameters, plain } of tiersOf(db, search, () => before < ENOUGH)) {
    const skip = Math.max(0, offset - before)
    const found = rowsBy(db)[by].all(...parameters, limit - rows.length, skip)
    for (const one of found) rows.push(plain ? { ...toPatientRow(one), why: [] } : toFoundRow(one, search))
    if (rows.length === limit) break
    before += found.length > 0 || skip === 0 ? skip + found.length : (countBy(db)[by].get(...parameters, skip) as { n: number }).n
  }
  return rows
}

function toFoundRow(row: unknown, search: Search): FoundRow {
  const shown = toPatientRow(row)
  const { given_name, preferred_name, family_name } = row as { given_name: string; preferred_name: string; family_name: string }
  return { ...shown, why: whyMatched(search, { names: [given_name, preferred_name, family_name], birthDate: shown.birthDate, phones: shown.phone }) }
}

function each(text: (from: string) => string): Record<Tier['by'], string> {
  return Object.fromEntries(Object.entries(FROM).map(([by, from]) => [by, text(from)])) as Record<Tier['by'], string>
}
