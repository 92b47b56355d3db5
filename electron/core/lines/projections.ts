import { statements } from '../journal/statements.ts'
import type { Subject } from '../journal/subject.ts'

const sql = statements({
  put: `INSERT INTO lines (id, kind, name, enabled, settings) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, settings = excluded.settings`,
})

export const linesSubject: Subject<'line.saved'> = {
  tables: ['lines'],
  kinds: {
    'line.saved': {
      project: (db, { body }) => void sql(db).put.run(body.lineId, body.kind, body.name, body.enabled ? 1 : 0, JSON.stringify(body.settings)),
      touches: (_db, { body }) => [{ type: 'line', id: body.lineId }],
    },
  },
}
