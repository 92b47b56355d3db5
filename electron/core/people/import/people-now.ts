import { fold } from '@shared/rules/fold.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import type { Lookup } from './match.ts'
import { KNOWN_COLUMNS, namesOf, toKnown, type Known } from './people-index.ts'

const sql = statements({
  withId: `SELECT ${KNOWN_COLUMNS} FROM patient_ids i JOIN patients p ON p.id = i.patient_id WHERE i.value = ? LIMIT 50`,
  // Every word of the name stands in the index; the exact name is compared below.
  named: `SELECT ${KNOWN_COLUMNS} FROM people_words w JOIN patients p ON p.row = w.rowid WHERE people_words MATCH ? LIMIT 500`,
  // Few: names that somebody corrected, or that the practice software changed.
  renamed: `SELECT ${KNOWN_COLUMNS} FROM patients p WHERE p.id IN (SELECT patient_id FROM patient_changes WHERE field IN ('givenName', 'familyName') AND by_actor <> 'rule:import')`,
})

/** Everybody as they are in the file, asked by index: for a few records at a time, where reading all people first would be too much. */
export function peopleNow(db: ReadableDB): Lookup['base'] {
  return {
    withId: (value) => sql(db).withId.all(value).map(toKnown),
    named(name): Known[] {
      const words = name.split(/[| ]/).filter((word) => word !== '')
      if (words.length === 0) return []
      const match = words.map((word) => `"${fold(word).replaceAll('"', '')}"`).join(' AND ')
      const found = new Map([...sql(db).named.all(match), ...sql(db).renamed.all()].map(toKnown).map((known) => [known.id, known]))
      return [...found.values()].filter((known) => namesOf(known).includes(name))
    },
  }
}
