import type Database from 'better-sqlite3'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { openDatabase, type ReadableDB } from '../../electron/core/journal/database.ts'
import { searchPeople } from '../../electron/core/people/search.ts'
import { timeFigure, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { PRACTICE_NOW } from './practice/model.ts'
import { bare, execute, recording, timed, type Execution } from './recorded.ts'

const PEOPLE = 150
/** As many as the palette and the people picker show. */
const LIMIT = 8

/** The full-text query alone: which rows match, without reading them. Its limit is written out: a parameter there makes SQLite plan anew each time. */
const FLOORS = {
  words: 'SELECT rowid FROM people_words WHERE people_words MATCH ?',
  digits: 'SELECT rowid FROM people_digits WHERE people_digits MATCH ?',
  both: 'SELECT rowid FROM people_words WHERE people_words MATCH ? AND rowid IN (SELECT rowid FROM people_digits WHERE people_digits MATCH ?)',
  ends: 'SELECT patient_id FROM phones WHERE substr(number, -4) = ? AND substr(number, ?) = ?',
}

/**
 * (d) Each key of somebody typing a name or a part of a number, from words to rows.
 * The floor is the index queries of the same key with the same limit, which give row ids only.
 */
export function measureSearch(practice: Practice, limit = LIMIT): Figure {
  const db = openDatabase(practice.file, practice.key)
  try {
    const typed = whatIsTyped(db)
    const recorder = recording(db)
    const known = new Map<string, Database.Statement<unknown[]>>()
    const samples: number[] = []
    const floors: number[] = []
    typed.forEach((words, index) => {
      searchPeople(recorder.db, words, limit, 0, PRACTICE_NOW)
      const floor = bare(db, recorder.taken().flatMap(floorOf), known)
      // In turns, so that neither always finds what the other has just read.
      const first = index % 2 === 0 ? timed(() => execute(floor)) : 0
      samples.push(timed(() => searchPeople(db, words, limit, 0, PRACTICE_NOW)))
      floors.push(index % 2 === 0 ? first : timed(() => execute(floor)))
    })
    return timeFigure(samples, floors, { text: 'ratio <= 2, p99 <= 16 ms', ratio: 2, p99: 16 })
  } finally {
    db.close()
  }
}

function floorOf({ text, how, parameters }: Execution): Execution[] {
  const [first, second] = parameters
  const [limit, offset] = parameters.slice(-2)
  const floor = (index: keyof typeof FLOORS, ...match: unknown[]): Execution[] => [{ text: `${FLOORS[index]} LIMIT ${Number(limit)} OFFSET ${Number(offset)}`, how, parameters: match }]
  // Which names are one typing error away is the index's work too.
  if (text.includes('name_words')) return [{ text, how, parameters }]
  if (!text.includes('MATCH')) return text.includes('substr(number, -4)') ? floor('ends', ...parameters.slice(0, -2)) : []
  if (!text.includes('people_words')) return floor('digits', first)
  return text.includes('p.row IN (SELECT rowid FROM people_digits') ? floor('both', first, second) : floor('words', first)
}

/** "m", "ma", "mar", … "maria a", "maria al"; "0177", "01771", …; "mar 017". */
function whatIsTyped(db: ReadableDB): string[] {
  const random = createRandom(2)
  const people = db.prepare('SELECT p.given_name AS given, p.family_name AS family, n.number FROM patients p JOIN phones n ON n.patient_id = p.id WHERE n.position = 0 ORDER BY p.id').all() as { given: string; family: string; number: string }[]
  return random
    .shuffle(people)
    .slice(0, PEOPLE)
    .flatMap(({ given, family, number }, index) => {
      const [name, then] = index % 3 === 0 ? [family, given] : [given, family]
      const words = keysOf(name).concat(keysOf(then).slice(0, 4).map((part) => `${name} ${part}`))
      const fragment = number.slice(random.int(2, 5))
      const digits = [3, 4, 5, 7].map((length) => fragment.slice(0, length))
      return [...words, ...digits, `${given.slice(0, 3)} ${fragment.slice(0, 3)}`]
    })
}

function keysOf(name: string): string[] {
  const letters = [...name.toLocaleLowerCase()]
  return letters.map((_, index) => letters.slice(0, index + 1).join(''))
}
