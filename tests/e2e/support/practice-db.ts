import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Opens the closed practice file of a folder, or a copy of it, for reading with the key that lies in the folder. */
export function openPracticeFile(folder: string, file = join(folder, 'practice.db')): Database.Database {
  const db = new Database(file, { readonly: true })
  db.pragma(`cipher='sqlcipher'`)
  db.pragma(`key="x'${readFileSync(join(folder, 'rapport.key'), 'utf8').trim()}'"`)
  return db
}

/** The source keys of everything a line reported, in the order it was recorded. */
export function recordedSourceKeys(folder: string): string[] {
  const db = openPracticeFile(folder)
  try {
    return (db.prepare('SELECT source_key AS key FROM journal WHERE source_key IS NOT NULL ORDER BY seq').all() as { key: string }[]).map(({ key }) => key)
  } finally {
    db.close()
  }
}
