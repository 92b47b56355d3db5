import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  tick: `INSERT INTO call_checks (call_id, line, at, by_actor) VALUES (?, ?, ?, ?)
         ON CONFLICT (call_id, line) DO UPDATE SET at = excluded.at, by_actor = excluded.by_actor`,
  untick: 'DELETE FROM call_checks WHERE call_id = ? AND line = ?',
  // Ticked under the name that one line had for the call, which may be one with another line's by now.
  of: `SELECT line, by_actor, min(at) FROM call_checks WHERE call_id IN (SELECT ? UNION SELECT id FROM told_calls WHERE call_id = ?)
       GROUP BY line ORDER BY min(at), line`,
})

/** Ticks a line of the checklist for a call, or takes the tick back, under whatever name the call had. */
export function putCheck(db: WritableDB, { callIds, line, checked }: { callIds: readonly string[]; line: string; checked: boolean }, at: number, actor: string): void {
  const [callId] = callIds
  if (!checked) for (const id of callIds) sql(db).untick.run(id, line)
  else if (callId !== undefined) sql(db).tick.run(callId, line, at, actor)
}

/** What was made sure of in a call, as it was ticked: the words, and who did it. */
export function checksOf(db: ReadableDB, callId: string): { line: string; actor: string }[] {
  return (sql(db).of.all(callId, callId) as { line: string; by_actor: string }[]).map(({ line, by_actor }) => ({ line, actor: by_actor }))
}
