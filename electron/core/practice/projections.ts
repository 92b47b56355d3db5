import type { Subject, Touched } from '../journal/subject.ts'
import { statements } from '../journal/statements.ts'
import { AUTOMATIC_SINCE } from './queries.ts'

const sql = statements({
  putField: 'INSERT INTO practice (field, value) VALUES (?, ?) ON CONFLICT (field) DO UPDATE SET value = excluded.value',
  putStaff: `INSERT INTO staff (id, name, initials, extension) VALUES (?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, initials = excluded.initials, extension = excluded.extension, removed = 0`,
  removeStaff: 'UPDATE staff SET removed = 1 WHERE id = ?',
  sit: 'INSERT INTO desks (desk, staff_id) VALUES (?, ?) ON CONFLICT (desk) DO UPDATE SET staff_id = excluded.staff_id',
  hide: 'INSERT INTO hidden_names (desk, by) VALUES (?, ?) ON CONFLICT (desk) DO UPDATE SET by = excluded.by',
  reveal: 'DELETE FROM hidden_names WHERE desk = ?',
})

const practice: Touched = { type: 'practice', id: 'practice' }

export const practiceSubject: Subject<'practice.changed' | 'day.noted' | 'day.read' | 'staff.saved' | 'staff.removed' | 'staff.cameToDesk' | 'privacy.hidden' | 'privacy.revealed' | 'data.exported'> = {
  tables: ['practice', 'staff', 'desks', 'hidden_names'],
  kinds: {
    'practice.changed': {
      project(db, { at, body }) {
        for (const [field, value] of Object.entries(body)) sql(db).putField.run(field, JSON.stringify(value))
        // What came before a rule was set is none of its business.
        if (body.automatic) sql(db).putField.run(AUTOMATIC_SINCE, String(at))
      },
      touches: () => [practice],
    },
    'day.noted': {
      project: (db, { at, actor, body: { day, body } }) => void sql(db).putField.run('closingNote', JSON.stringify(body === '' ? null : { day, body, by: actor, at })),
      touches: () => [practice],
    },
    'day.read': {
      project: (db, { at, actor }) => void sql(db).putField.run('handoverRead', JSON.stringify({ by: actor, at })),
      touches: () => [practice],
    },
    'staff.saved': {
      project: (db, { body }) => void sql(db).putStaff.run(body.staffId, body.name, body.initials, body.extension ?? ''),
      touches: (_db, { body }) => [{ type: 'staff', id: body.staffId }],
    },
    'staff.removed': {
      project: (db, { body }) => void sql(db).removeStaff.run(body.staffId),
      touches: (_db, { body }) => [{ type: 'staff', id: body.staffId }],
    },
    'staff.cameToDesk': {
      project: (db, { desk, body }) => void sql(db).sit.run(desk, body.staffId),
      touches: () => [],
    },
    'privacy.hidden': {
      project: (db, { desk, body }) => void sql(db).hide.run(desk, body.by),
      touches: () => [],
    },
    // Who, what and when stands in the journal alone.
    'data.exported': { project: () => undefined, touches: () => [] },
    'privacy.revealed': {
      project: (db, { desk }) => void sql(db).reveal.run(desk),
      touches: () => [],
    },
  },
}
