import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  all: 'SELECT * FROM lines ORDER BY name',
  byId: 'SELECT * FROM lines WHERE id = ?',
})

export type LineSettings = Record<string, string | number | boolean>
export type LineRecord = { id: string; kind: string; name: string; enabled: boolean; settings: LineSettings }

export function allLines(db: ReadableDB): LineRecord[] {
  return sql(db).all.all().map(toLine)
}

export function lineById(db: ReadableDB, lineId: string): LineRecord | null {
  const row = sql(db).byId.get(lineId)
  return row ? toLine(row) : null
}

export function lineName(db: ReadableDB, lineId: string | null): string {
  return (lineId ? lineById(db, lineId)?.name : null) ?? 'Phone'
}

function toLine(row: unknown): LineRecord {
  const { id, kind, name, enabled, settings } = row as { id: string; kind: string; name: string; enabled: number; settings: string }
  return { id, kind, name, enabled: enabled === 1, settings: JSON.parse(settings) as LineSettings }
}
