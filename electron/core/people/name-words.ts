import type Database from 'better-sqlite3'
import { oneEdit } from '@shared/rules/duplicates.ts'
import { nameWords } from '@shared/rules/fold.ts'
import { SHORTEST_NAME, withOneLetterLess } from '@shared/rules/typing-errors.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

/**
 * Version 70: every word that was ever in a name, under itself and under itself with each one letter less, so that a name with a typing
 * error is found without reading them all; days of birth and last digits of numbers by an index.
 */
export const nameWordTables = `
CREATE TABLE name_words (key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (key, word)) STRICT, WITHOUT ROWID;
CREATE INDEX patients_by_birthday ON patients(substr(birth_date, 6)) WHERE birth_date <> '';
CREATE INDEX phones_by_ending ON phones(substr(number, -4));
`

const sql = statements({
  learn: 'INSERT INTO name_words (key, word) VALUES (?, ?) ON CONFLICT DO NOTHING',
  under: 'SELECT DISTINCT n.word FROM json_each(?) k JOIN name_words n ON n.key = k.value ORDER BY n.word',
  all: 'SELECT given_name || char(32) || preferred_name || char(32) || family_name AS names FROM patients',
})

/** Keeps the words of a name for `similarWords`. They stay when the person goes: a word says nothing about anybody. */
export function learnWords(db: WritableDB, words: readonly string[]): void {
  for (const word of words) {
    if (word.length < SHORTEST_NAME || sql(db).learn.run(word, word).changes === 0) continue
    for (const key of withOneLetterLess(word)) sql(db).learn.run(key, word)
  }
}

/** The words of names that are one typing error away from this folded one, in alphabetical order. */
export function similarWords(db: ReadableDB, word: string): string[] {
  if (word.length < SHORTEST_NAME - 1) return []
  const near = sql(db).under.all(JSON.stringify(withOneLetterLess(word))) as { word: string }[]
  return near.map((row) => row.word).filter((other) => oneEdit(word, other))
}

/** For the migration, whose handle is not branded yet: learns the names of everybody there is. */
export function learnAll(handle: Database.Database): void {
  const db = handle as WritableDB
  const known = new Set<string>()
  for (const { names } of sql(db).all.iterate() as Iterable<{ names: string }>) for (const word of nameWords(names)) known.add(word)
  learnWords(db, [...known])
}
