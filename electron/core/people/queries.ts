import type { PatientView } from '@shared/contract/views.ts'
import type { EventBody } from '@shared/events/index.ts'
import { markOf } from '../conversations/number-marks.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { actorName } from '../practice/queries.ts'
import { optedOutAt } from '../replies/consent.ts'
import { followUpsOf, preferencesOf } from './card/queries.ts'
import { differencesOf } from './import/differences.ts'
import { mergesOf } from './merged.ts'
import { fullNameOf, initialsOfPatient, toPatient, toPhone, toVisit, type PatientRecord } from './rows.ts'

const sql = statements({
  byId: 'SELECT * FROM patients WHERE id = ?',
  byPhone: 'SELECT p.* FROM phones n JOIN patients p ON p.id = n.patient_id WHERE n.number = ? ORDER BY p.id',
  phones: 'SELECT number, display, label, may_leave FROM phones WHERE patient_id = ? ORDER BY position',
  visits: 'SELECT id, at, status, clinician, reason, note, matter FROM visits WHERE patient_id = ? ORDER BY at DESC',
  visit: 'SELECT id, patient_id, at, status, clinician, reason, note, matter FROM visits WHERE id = ?',
  nextVisit: `SELECT at FROM visits WHERE patient_id = ? AND status = 'booked' AND at > ? ORDER BY at LIMIT 1`,
  // Who shares a number with them, who answers for them, and for whom they answer.
  household: `SELECT p.* FROM patients p WHERE p.id IN (
                SELECT theirs.patient_id FROM phones mine JOIN phones theirs ON theirs.number = mine.number WHERE mine.patient_id = @patientId
                UNION SELECT guarantor_id FROM patients WHERE id = @patientId
                UNION SELECT id FROM patients WHERE guarantor_id = @patientId
              ) AND p.id <> @patientId ORDER BY p.birth_date LIMIT 12`,
  lastChanges: `SELECT c.field, c.at, c.by_actor FROM patient_changes c
                WHERE c.patient_id = ? AND c.seq = (SELECT max(seq) FROM patient_changes WHERE patient_id = c.patient_id AND field = c.field) ORDER BY c.at DESC`,
  history: 'SELECT field, at, by_actor, before, after FROM patient_changes WHERE patient_id = ? ORDER BY seq DESC LIMIT 500',
  // From one name to the next in the index; DISTINCT would read every visit there ever was.
  clinicians: `WITH RECURSIVE name(clinician) AS (
                 SELECT min(clinician) FROM visits WHERE clinician > ''
                 UNION ALL SELECT (SELECT min(clinician) FROM visits WHERE clinician > name.clinician) FROM name WHERE name.clinician IS NOT NULL
               ) SELECT clinician FROM name WHERE clinician IS NOT NULL LIMIT 200`,
})

/** The full card of one person, or null when they are not (or no longer) there. */
export function patientCard(db: ReadableDB, patientId: string): PatientView | null {
  const row = sql(db).byId.get(patientId)
  if (!row) return null
  const { importId: _, otherIds: __, idSource: ___, ...patient } = toPatient(row)
  return {
    ...patient,
    fullName: fullNameOf(patient),
    calledName: patient.preferredName || patient.givenName,
    initials: initialsOfPatient(patient),
    phones: sql(db).phones.all(patientId).map((phone) => ({ ...toPhone(phone), optedOutAt: optedOutAt(db, toPhone(phone).number), mark: markOf(db, toPhone(phone).number) })),
    visits: sql(db).visits.all(patientId).map(toVisit),
    household: (sql(db).household.all({ patientId }) as unknown[]).map(toPatient).map((member) => ({ id: member.id, fullName: fullNameOf(member), relation: member.relation })),
    preferences: preferencesOf(db, patientId),
    followUps: followUpsOf(db, patientId),
    differences: differencesOf(db, patientId).filter(({ field, theirs }) => patient[field] !== theirs).map(({ field, ...theirs }) => ({ field, ours: patient[field], ...whoSince(db, patientId, field), ...theirs })),
    merged: mergesOf(db, patientId),
    lastChanges: (sql(db).lastChanges.all(patientId) as ChangeRow[]).map((change) => ({ field: change.field, at: change.at, by: actorName(db, change.by_actor) })),
  }
}

/** Who entered what stands in a field, and since when; the desk, at an unknown time, where it was never changed. */
function whoSince(db: ReadableDB, patientId: string, field: string): { by: string; since: number | null } {
  const change = (sql(db).lastChanges.all(patientId) as ChangeRow[]).find((one) => one.field === field)
  return change ? { by: actorName(db, change.by_actor), since: change.at } : { by: 'the desk', since: null }
}

type ChangeRow = { field: string; at: number; by_actor: string; before: string; after: string }

/** Every change of a person's fields, newest first. */
export function patientHistory(db: ReadableDB, patientId: string): { at: number; by: string; field: string; before: string; after: string }[] {
  return (sql(db).history.all(patientId) as ChangeRow[]).map((change) => ({
    at: change.at,
    by: actorName(db, change.by_actor),
    field: change.field,
    before: change.before,
    after: change.after,
  }))
}

export function patientById(db: ReadableDB, patientId: string): PatientRecord | null {
  const row = sql(db).byId.get(patientId)
  return row ? toPatient(row) : null
}

export function phonesOf(db: ReadableDB, patientId: string): ReturnType<typeof toPhone>[] {
  return sql(db).phones.all(patientId).map(toPhone)
}

/** The people who have this exact number. */
export function patientsByPhone(db: ReadableDB, number: string): PatientRecord[] {
  return (sql(db).byPhone.all(number) as unknown[]).map(toPatient)
}

/** One visit, as its event would say it; null when it is not known. */
export function visitById(db: ReadableDB, visitId: string): Omit<EventBody<'visit.recorded'>, 'importId'> | null {
  const row = sql(db).visit.get(visitId)
  if (!row) return null
  const { id: _, ...visit } = toVisit(row)
  return { visitId, patientId: (row as { patient_id: string }).patient_id, ...visit }
}

export function nextVisitAt(db: ReadableDB, patientId: string, now: number): number | null {
  return (sql(db).nextVisit.get(patientId, now) as { at: number } | undefined)?.at ?? null
}

export function cliniciansOf(db: ReadableDB): string[] {
  return (sql(db).clinicians.all() as { clinician: string }[]).map((row) => row.clinician)
}
