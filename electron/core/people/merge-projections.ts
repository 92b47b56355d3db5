import { statements } from '../journal/statements.ts'
import type { Subject, Touched } from '../journal/subject.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import type { PatientBody } from '@shared/events/people.ts'
import { conversationsChosenFor } from '../conversations/choices.ts'
import { forgetCount } from './count.ts'
import { everyIdOf } from './merged.ts'
import { clearPhones, concerned, dropWords, indexWords, noteChange, phonesOf, putIds, putPatient, putPhones } from './projections.ts'
import { shortNameOf, toPatient, type PatientRecord } from './rows.ts'

const sql = statements({
  byId: 'SELECT * FROM patients WHERE id = ?',
  remove: 'DELETE FROM patients WHERE id = ?',
  visits: 'SELECT id FROM visits WHERE patient_id = ? ORDER BY id',
  moveVisit: 'UPDATE visits SET patient_id = ? WHERE id = ? AND patient_id = ?',
  preferences: 'SELECT id FROM preferences WHERE patient_id = ? ORDER BY id',
  movePreference: 'UPDATE preferences SET patient_id = ? WHERE id = ? AND patient_id = ?',
  followUps: 'SELECT id FROM follow_ups WHERE patient_id = ? ORDER BY id',
  moveFollowUp: 'UPDATE follow_ups SET patient_id = ? WHERE id = ? AND patient_id = ?',
  clearIds: 'DELETE FROM patient_ids WHERE patient_id = ?',
  wards: 'SELECT id FROM patients WHERE guarantor_id = ? ORDER BY id',
  setGuarantor: 'UPDATE patients SET guarantor_id = ? WHERE id = ? AND guarantor_id = ?',
  join: 'INSERT INTO merged_patients (id, into_id, name, at, by_actor, kept) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  joined: 'SELECT kept FROM merged_patients WHERE id = ? AND into_id = ?',
  part: 'DELETE FROM merged_patients WHERE id = ?',
  forgetChanges: 'DELETE FROM patient_changes WHERE patient_id = ? AND seq = ?',
  tellApart: 'INSERT INTO told_apart (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING',
  maybeSame: 'DELETE FROM told_apart WHERE a = ? AND b = ?',
})

/** All that stood under the id of a record that was joined to another. */
type Kept = { seq: number; before: Partial<PatientBody>; after: Partial<PatientBody>; patient: PatientRecord; phones: PatientBody['phones']; visits: string[]; preferences: string[]; followUps: string[]; wards: string[] }

/** What a person is told by; where the two records differed, the survivor's history keeps the value that was given up. */
const TOLD_BY = ['givenName', 'familyName', 'preferredName', 'birthDate', 'email'] as const

/**
 * Two records of one person become one. The record that goes keeps its history, and what other subjects hold under its id; who asks
 * for it is led to the survivor (people/merged.ts). What changes in the survivor's fields is told by a `patient.changed` before it.
 */
export const mergeSubject: Subject<'patient.merged' | 'patient.unmerged' | 'patient.toldApart'> = {
  tables: ['merged_patients', 'told_apart'],
  kinds: {
    'patient.merged': {
      project(db, { seq, at, actor, body: { from, into, before, after } }) {
        const [row, survivorRow] = [sql(db).byId.get(from), sql(db).byId.get(into)]
        if (!row || !survivorRow || from === into) return
        const [patient, survivor] = [toPatient(row), toPatient(survivorRow)]
        const kept: Kept = { seq, before, after, patient, phones: phonesOf(db, from), visits: idsOf(sql(db).visits.all(from)), preferences: idsOf(sql(db).preferences.all(from)), followUps: idsOf(sql(db).followUps.all(from)), wards: idsOf(sql(db).wards.all(from)) }
        sql(db).join.run(from, into, shortNameOf(patient), at, actor, JSON.stringify(kept))
        forgetCount(db)
        dropWords(db, from)
        clearPhones(db, from)
        sql(db).clearIds.run(from)
        sql(db).remove.run(from)
        moveRecords(db, kept, from, into)
        for (const id of kept.wards) sql(db).setGuarantor.run(id === into ? null : into, id, from)
        noteChange(db, seq, into, 'merged', at, actor, '', shortNameOf(patient))
        for (const field of TOLD_BY) if (patient[field] !== '') noteChange(db, seq, into, field, at, actor, patient[field], survivor[field])
      },
      touches: (db, { body }) => both(db, body),
    },
    'patient.unmerged': {
      project(db, { body: { from, into } }) {
        const row = sql(db).joined.get(from, into) as { kept: string } | undefined
        if (!row) return
        const kept = JSON.parse(row.kept) as Kept
        const { seq, patient, phones, wards } = kept
        sql(db).part.run(from)
        forgetCount(db)
        putPatient(db, patient)
        putPhones(db, from, phones)
        putIds(db, from, patient)
        indexWords(db, from, { ...patient, phones })
        moveRecords(db, kept, into, from)
        for (const id of wards) if (id !== into) sql(db).setGuarantor.run(from, id, into)
        sql(db).forgetChanges.run(into, seq)
      },
      touches: (db, { body }) => both(db, body),
    },
    'patient.toldApart': {
      project(db, { body: { a, b, apart } }) {
        const pair = a < b ? [a, b] : [b, a]
        if (apart) sql(db).tellApart.run(...pair)
        else sql(db).maybeSame.run(...pair)
      },
      touches: (_db, { body }) => [body.a, body.b].map((id): Touched => ({ type: 'patient', id })),
    },
  },
}

function moveRecords(db: WritableDB, { visits, preferences, followUps }: Kept, from: string, into: string): void {
  for (const id of visits) sql(db).moveVisit.run(into, id, from)
  for (const id of preferences) sql(db).movePreference.run(into, id, from)
  for (const id of followUps) sql(db).moveFollowUp.run(into, id, from)
}

function idsOf(rows: unknown[]): string[] {
  return (rows as { id: string }[]).map(({ id }) => id)
}

function both(db: ReadableDB, { from, into }: { from: string; into: string }): Touched[] {
  const chosen = conversationsChosenFor(db, [from, ...everyIdOf(db, into)])
  return [...concerned(db, from), ...concerned(db, into), ...chosen.map((id): Touched => ({ type: 'conversation', id }))]
}
