import { fold } from '@shared/rules/fold.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import type { Lookup } from './match.ts'
import { KNOWN_COLUMNS, nameKey, toKnown, type Known } from './people-index.ts'

const sql = statements({
  withId: `SELECT ${KNOWN_COLUMNS} FROM patient_ids i JOIN patients p ON p.id = i.patient_id WHERE i.value = ? LIMIT 50`,
  // Every word of the name stands in the index; the exact name is compared below.
  named: `SELECT ${KNOWN_COLUMNS} FROM people_words w JOIN patients p ON p.row = w.rowid WHERE people_words MATCH ? LIMIT 500`,
})

/** Everybody as they are in the file, asked by index: for a few records at a time, where reading all people first would be too much. */
export function peopleNow(db: ReadableDB): Lookup['base'] {
  return {
    withId: (value) => sql(db).withId.all(value).map(toKnown),
    named(name): Known[] {
      const words = name.split(/[| ]/).filter((word) => word !== '')
      if (words.length === 0) return []
      const match = words.map((word) => `"${fold(word).replaceAll('"', '')}"`).join(' AND ')
      return sql(db).named.all(match).map(toKnown).filter(({ given, family }) => nameKey(given, family) === name)
    },
  }
}
