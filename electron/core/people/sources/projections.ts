import { statements } from '../../journal/statements.ts'
import type { Subject } from '../../journal/subject.ts'

const sql = statements({
  put: 'INSERT INTO record_sources (id, enabled, settings) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, settings = excluded.settings',
})

export const sourcesSubject: Subject<'records.saved'> = {
  tables: ['record_sources'],
  kinds: {
    'records.saved': {
      project: (db, { body }) => void sql(db).put.run(body.source, body.enabled ? 1 : 0, JSON.stringify(body.settings)),
      touches: (_db, { body }) => [{ type: 'records', id: body.source }],
    },
  },
}
