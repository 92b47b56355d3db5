import type { FollowUpView, PatientView } from '@shared/contract/views.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import { actorName } from '../../practice/queries.ts'
import { initialsOfPatient, shortNameOf, toPatient } from '../rows.ts'

const open = `SELECT f.id AS follow_up_id, f.patient_id, f.due, f.what, f.template_id, f.by_actor, f.at, s.visit_at, v.reason, p.*,
  (SELECT number FROM phones WHERE patient_id = f.patient_id ORDER BY label <> 'mobile', position LIMIT 1) AS number
  FROM follow_ups f JOIN patients p ON p.id = f.patient_id
  LEFT JOIN follow_up_sources s ON s.follow_up_id = f.id LEFT JOIN visits v ON v.id = s.visit_id WHERE f.done_at IS NULL`

const sql = statements({
  preferences: 'SELECT id, kind, text, by_actor, at FROM preferences WHERE patient_id = ? ORDER BY at',
  followUps: 'SELECT id, due, what, template_id, by_actor, at FROM follow_ups WHERE patient_id = ? AND done_at IS NULL ORDER BY due',
  open: `${open} ORDER BY f.due LIMIT ?`,
  one: `${open} AND f.id = ?`,
  remembered: 'SELECT 1 FROM preferences WHERE patient_id = @patientId UNION ALL SELECT 1 FROM follow_ups WHERE patient_id = @patientId AND (done_at IS NOT NULL OR id NOT IN (SELECT follow_up_id FROM follow_up_sources)) LIMIT 1',
  idsOf: 'SELECT id FROM follow_ups WHERE patient_id = ? AND done_at IS NULL',
})

/** What the desk noted about how to treat somebody, oldest first. */
export function preferencesOf(db: ReadableDB, patientId: string): PatientView['preferences'] {
  return (sql(db).preferences.all(patientId) as (Omit<PatientView['preferences'][number], 'by'> & { by_actor: string })[]).map(({ by_actor, ...rest }) => ({ ...rest, by: actorName(db, by_actor) }))
}

/** What is to be done for one person, the soonest first. */
export function followUpsOf(db: ReadableDB, patientId: string): PatientView['followUps'] {
  return (sql(db).followUps.all(patientId) as { id: string; due: string; what: string; template_id: string | null; by_actor: string; at: number }[]).map(({ template_id, by_actor, ...rest }) => ({ ...rest, templateId: template_id, by: actorName(db, by_actor) }))
}

/** Whether anything was noted or planned for somebody by hand, or done for them; an import that brought them is then not their only trace. */
export function isRemembered(db: ReadableDB, patientId: string): boolean {
  return sql(db).remembered.get({ patientId }) !== undefined
}

/** Ids of what is to be done for somebody: windows show their name there. */
export function followUpIdsOf(db: ReadableDB, patientId: string): string[] {
  return (sql(db).idsOf.all(patientId) as { id: string }[]).map(({ id }) => id)
}

/** What is to be done for anybody, the soonest first. */
export function openFollowUps(db: ReadableDB, limit: number): FollowUpView[] {
  return sql(db).open.all(limit).map((row) => toFollowUp(db, row))
}

/** One that is still to be done, or null. */
export function followUpById(db: ReadableDB, id: string): FollowUpView | null {
  const row = sql(db).one.get(id)
  return row ? toFollowUp(db, row) : null
}

function toFollowUp(db: ReadableDB, row: unknown): FollowUpView {
  const { follow_up_id: id, patient_id: patientId, due, what, template_id: templateId, by_actor, at, number, visit_at, reason } = row as Record<'follow_up_id' | 'patient_id' | 'due' | 'what' | 'by_actor', string> & { template_id: string | null; at: number; number: string | null; visit_at: number | null; reason: string | null }
  const patient = toPatient(row)
  return { id, patientId, name: shortNameOf(patient), initials: initialsOfPatient(patient), number, due, what, templateId, by: actorName(db, by_actor), at, visit: visit_at === null ? null : { at: visit_at, reason: reason ?? '' } }
}
