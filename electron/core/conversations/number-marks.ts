import type { NumberMark } from '@shared/contract/views.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  of: 'SELECT kind, name FROM number_marks WHERE number = ?',
  put: `INSERT INTO number_marks (number, kind, name, at, by_actor) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET kind = excluded.kind, name = excluded.name, at = excluded.at, by_actor = excluded.by_actor`,
  drop: 'DELETE FROM number_marks WHERE number = ?',
})

/** What a number is, whoever has it; null where nobody has said. */
export function markOf(db: ReadableDB, number: string): NumberMark | null {
  return (sql(db).of.get(number) as NumberMark | undefined) ?? null
}

export function putNumberMark(db: WritableDB, number: string, mark: NumberMark | null, at: number, actor: string): void {
  if (mark) sql(db).put.run(number, mark.kind, mark.name, at, actor)
  else sql(db).drop.run(number)
}

/** Whether nobody waits behind this number, whatever comes from it: we do not want its calls, or it is one of ours. */
export function waitsForNobody(db: ReadableDB, number: string): boolean {
  const kind = markOf(db, number)?.kind
  return kind === 'blocked' || kind === 'internal'
}

/** Whether this number gets no automatic text, not even the answer to STOP; a person may still write to it. */
export function neverAutomatic(db: ReadableDB, number: string): boolean {
  return waitsForNobody(db, number)
}

/** Whether the desk is always asked who it is, also where one person has the number. */
export function alwaysAsks(mark: NumberMark | null): boolean {
  return mark?.kind === 'shared' || mark?.kind === 'facility'
}
