import type { ReadableDB } from '../journal/database.ts'
import { projectedTables } from '../journal/kinds.ts'
import { searchPeople } from '../people/search.ts'

/** Every projected row, and what the search index answers (its own tables may differ in bytes and mean the same). */
export function allRows(db: ReadableDB, searches: readonly string[] = []): Record<string, unknown> {
  const rows: Record<string, unknown> = {}
  for (const table of projectedTables) {
    if (!isSearchIndex(db, table)) rows[table] = db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()
  }
  for (const words of searches) rows[`search ${words}`] = searchPeople(db, words, 200, 0)
  return rows
}

/** Tables nobody named as projected, besides the journal and what is not practice data. */
export function unprojectedTables(db: ReadableDB): string[] {
  const names = (db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).all() as { name: string }[]).map((row) => row.name)
  return names.filter((name) => !projectedTables.some((table) => name === table || (isSearchIndex(db, table) && name.startsWith(`${table}_`))))
}

function isSearchIndex(db: ReadableDB, table: string): boolean {
  const { sql } = db.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table) as { sql: string }
  return sql.startsWith('CREATE VIRTUAL TABLE')
}
