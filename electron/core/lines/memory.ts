import type { WritableDB, ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

/**
 * Where each line stands with its provider: when it was last live, how far it has read. Like drafts it is no practice
 * data and so not in the journal: a minute's mark for each line would fill it, and losing one costs only repetition.
 */
const sql = statements({
  get: 'SELECT value FROM line_memory WHERE line_id = ? AND name = ?',
  set: 'INSERT INTO line_memory (line_id, name, value) VALUES (?, ?, ?) ON CONFLICT (line_id, name) DO UPDATE SET value = excluded.value',
  forget: 'DELETE FROM line_memory WHERE line_id = ? AND name = ?',
})

export type LineMemory = { get: (lineId: string, name: string) => string | null; set: (lineId: string, name: string, value: string) => void; forget: (lineId: string, name: string) => void }

export function lineMemory(db: WritableDB): LineMemory {
  return {
    get: (lineId, name) => remembered(db, lineId, name),
    set: (lineId, name, value) => void sql(db).set.run(lineId, name, value),
    forget: (lineId, name) => void sql(db).forget.run(lineId, name),
  }
}

export function remembered(db: ReadableDB, lineId: string, name: string): string | null {
  return (sql(db).get.get(lineId, name) as { value: string } | undefined)?.value ?? null
}
