import { HOUR } from '@shared/time.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  heard: `INSERT INTO line_hours (line_id, hour, events, last_at) VALUES (?, ?, 1, ?)
          ON CONFLICT (line_id, hour) DO UPDATE SET events = events + 1, last_at = max(last_at, excluded.last_at)`,
  since: 'SELECT hour, events FROM line_hours WHERE line_id = ? AND hour >= ? ORDER BY hour',
  newest: 'SELECT last_at FROM line_hours WHERE line_id = ? ORDER BY hour DESC LIMIT 1',
})

/** For the projection of a call or text that came over a line: one more in its hour. */
export function lineHeard(db: WritableDB, lineId: string, at: number): void {
  sql(db).heard.run(lineId, Math.floor(at / HOUR), at)
}

/** How many calls and texts came over a line in each hour since `from`; `hour` is its start, ms UTC. Hours without any are left out. */
export function heardSince(db: ReadableDB, lineId: string, from: number): { hour: number; events: number }[] {
  return (sql(db).since.all(lineId, Math.floor(from / HOUR)) as { hour: number; events: number }[]).map(({ hour, events }) => ({ hour: hour * HOUR, events }))
}

/** When the last call or text came over a line, ms UTC. */
export function lastHeard(db: ReadableDB, lineId: string): number | null {
  return (sql(db).newest.get(lineId) as { last_at: number } | undefined)?.last_at ?? null
}
