import type { ImportView } from '@shared/contract/views.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import { actorName } from '../../practice/queries.ts'

const sql = statements({
  recent: 'SELECT * FROM imports ORDER BY at DESC LIMIT 20',
  byId: 'SELECT * FROM imports WHERE id = ?',
  unfinished: `SELECT id, state FROM imports WHERE state IN ('running', 'undoing') ORDER BY at DESC`,
})

export function recentImports(db: ReadableDB): ImportView[] {
  return sql(db).recent.all().map((row) => toImport(db, row))
}

export function importById(db: ReadableDB, importId: string): ImportView | null {
  const row = sql(db).byId.get(importId)
  return row ? toImport(db, row) : null
}

/** Imports that were cut off while they were written or undone, newest first. */
export function unfinishedImports(db: ReadableDB): { id: string; state: 'running' | 'undoing' }[] {
  return sql(db).unfinished.all() as { id: string; state: 'running' | 'undoing' }[]
}

function toImport(db: ReadableDB, row: unknown): ImportView {
  const { id, file_name, at, by_actor, state, created, changed, unchanged, skipped, differing, visits } = row as Omit<ImportView, 'fileName' | 'by'> & { file_name: string; by_actor: string }
  return { id, fileName: file_name, at, by: actorName(db, by_actor), state, created, changed, unchanged, skipped, differing, visits }
}
