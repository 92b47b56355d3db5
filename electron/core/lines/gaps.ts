import type { GapView } from '@shared/contract/views.ts'
import { callStateOf, type CallRow } from '../conversations/calls.ts'
import { contactsOverLine } from '../conversations/over-line.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { Untold } from './line.ts'
import { lineName } from './queries.ts'

const sql = statements({
  unseen: 'SELECT * FROM line_gaps WHERE seen = 0 AND from_at > 0 ORDER BY from_at',
  byId: 'SELECT * FROM line_gaps WHERE id = ?',
  unseenAround: 'SELECT id FROM line_gaps WHERE seen = 0 AND line_id = ? AND from_at <= ? AND until_at >= ?',
})

type GapRow = { id: string; line_id: string; from_at: number; until_at: number; untold: string; seen: number }

/** Times in which a line was away and that nobody has seen yet, oldest first. */
export function unseenGaps(db: ReadableDB): GapView[] {
  return sql(db).unseen.all().map((row) => toGap(db, row as GapRow))
}

export function gapById(db: ReadableDB, gapId: string): GapView | null {
  const row = sql(db).byId.get(gapId) as GapRow | undefined
  return row ? toGap(db, row) : null
}

/** The unseen gaps of a line in which this moment lies: what is told of it late counts in them. */
export function gapsAround(db: ReadableDB, lineId: string, at: number): string[] {
  return (sql(db).unseenAround.all(lineId, at, at) as { id: string }[]).map((row) => row.id)
}

/** Counted when it is looked at, so that what a provider tells late counts too. */
function toGap(db: ReadableDB, row: GapRow): GapView {
  const { calls, texts } = contactsOverLine(db, row.line_id, row.from_at, row.until_at)
  const isMissed = (call: CallRow): boolean => ['missed', 'voicemail'].includes(callStateOf(call))
  return {
    id: row.id,
    lineId: row.line_id,
    lineName: lineName(db, row.line_id),
    from: row.from_at,
    until: row.until_at,
    calls: calls.length,
    missed: calls.filter(isMissed).length,
    texts,
    untold: JSON.parse(row.untold) as Untold[],
    seen: row.seen === 1,
  }
}
