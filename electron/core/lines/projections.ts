import { statements } from '../journal/statements.ts'
import type { Subject, Touched } from '../journal/subject.ts'

const sql = statements({
  put: `INSERT INTO lines (id, kind, name, enabled, settings) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, settings = excluded.settings`,
  gap: 'INSERT INTO line_gaps (id, line_id, from_at, until_at, untold) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  seen: 'UPDATE line_gaps SET seen = 1 WHERE id = ?',
})

export const linesSubject: Subject<'line.saved' | 'line.wasAway' | 'line.gapsSeen'> = {
  tables: ['lines', 'line_gaps', 'line_hours'],
  kinds: {
    'line.saved': {
      project: (db, { body }) => void sql(db).put.run(body.lineId, body.kind, body.name, body.enabled ? 1 : 0, JSON.stringify(body.settings)),
      touches: (_db, { body }) => [{ type: 'line', id: body.lineId }],
    },
    'line.wasAway': {
      project: (db, { body }) => void sql(db).gap.run(body.gapId, body.lineId, body.from, body.until, JSON.stringify(body.untold)),
      touches: (_db, { body }) => [{ type: 'gap', id: body.gapId }],
    },
    'line.gapsSeen': {
      project: (db, { body }) => body.gapIds.forEach((gapId) => sql(db).seen.run(gapId)),
      touches: (_db, { body }) => body.gapIds.map((id): Touched => ({ type: 'gap', id })),
    },
  },
}
