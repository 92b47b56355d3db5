import type { EventKind } from '@shared/events/index.ts'
import { statements } from '../../journal/statements.ts'
import type { Subject, Touched } from '../../journal/subject.ts'

const sql = statements({
  note: `INSERT INTO preferences (id, patient_id, kind, text, by_actor, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, text = excluded.text, by_actor = excluded.by_actor, at = excluded.at`,
  forget: 'DELETE FROM preferences WHERE id = ?',
  plan: `INSERT INTO follow_ups (id, patient_id, due, what, template_id, by_actor, at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET due = excluded.due, what = excluded.what, template_id = excluded.template_id, by_actor = excluded.by_actor, at = excluded.at`,
  done: 'UPDATE follow_ups SET done_at = ?, done_by = ?, how = ? WHERE id = ? AND done_at IS NULL',
  reopen: 'UPDATE follow_ups SET done_at = NULL, done_by = NULL, how = NULL WHERE id = ?',
  remove: 'DELETE FROM follow_ups WHERE id = ?',
  withdraw: 'DELETE FROM follow_ups WHERE id = ? AND done_at IS NULL',
  putSource: 'INSERT OR REPLACE INTO follow_up_sources (follow_up_id, rule_id, visit_id, visit_at) VALUES (?, ?, ?, ?)',
  forgetSource: 'DELETE FROM follow_up_sources WHERE follow_up_id = ? AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE id = follow_up_id)',
  putRule: 'INSERT OR REPLACE INTO follow_up_rules (id, enabled, visit_type, clinician, days, recall, what, template_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  removeRule: 'DELETE FROM follow_up_rules WHERE id = ?',
})

type CardKind = Extract<EventKind, `preference.${string}` | `followUp.${string}` | `followUpRule.${string}`>

const patient = ({ body }: { body: { patientId: string } }): Touched[] => [{ type: 'patient', id: body.patientId }]
const followUp = (event: { body: { patientId: string; followUpId: string } }): Touched[] => [...patient(event), { type: 'followUp', id: event.body.followUpId }]

/** Preferences and follow-ups: their events, and the tables these fill. */
export const cardSubject: Subject<CardKind> = {
  tables: ['preferences', 'follow_ups', 'follow_up_sources', 'follow_up_rules'],
  kinds: {
    'preference.noted': {
      project: (db, { at, actor, body }) => void sql(db).note.run(body.preferenceId, body.patientId, body.kind, body.text, actor, at),
      touches: (_db, event) => patient(event),
    },
    'preference.removed': { project: (db, { body }) => void sql(db).forget.run(body.preferenceId), touches: (_db, event) => patient(event) },
    'followUp.planned': {
      project(db, { at, actor, body: { followUpId, patientId, due, what, templateId, source } }) {
        sql(db).plan.run(followUpId, patientId, due, what, templateId, actor, at)
        if (source) sql(db).putSource.run(followUpId, source.ruleId, source.visitId, source.visitAt)
      },
      touches: (_db, event) => followUp(event),
    },
    'followUp.done': { project: (db, { at, actor, body }) => void sql(db).done.run(at, actor, body.how, body.followUpId), touches: (_db, event) => followUp(event) },
    'followUp.reopened': { project: (db, { body }) => void sql(db).reopen.run(body.followUpId), touches: (_db, event) => followUp(event) },
    'followUp.removed': { project: (db, { body }) => void sql(db).remove.run(body.followUpId), touches: (_db, event) => followUp(event) },
    'followUp.withdrawn': {
      project(db, { body }) {
        sql(db).withdraw.run(body.followUpId)
        // A visit that comes back is followed up again, and so is one before a visit that did not take place.
        if (body.why !== 'notDone') sql(db).forgetSource.run(body.followUpId)
      },
      touches: (_db, event) => followUp(event),
    },
    'followUpRule.saved': {
      project: (db, { body: { ruleId, rule } }) => void sql(db).putRule.run(ruleId, rule.enabled ? 1 : 0, rule.visitType, rule.clinician, rule.days, rule.recall ? 1 : 0, rule.what, rule.templateId),
      touches: (_db, { body }) => [{ type: 'followUpRule', id: body.ruleId }],
    },
    'followUpRule.removed': { project: (db, { body }) => void sql(db).removeRule.run(body.ruleId), touches: (_db, { body }) => [{ type: 'followUpRule', id: body.ruleId }] },
  },
}
