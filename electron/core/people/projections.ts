import { nameWords } from '@shared/rules/fold.ts'
import type { PatientBody } from '@shared/events/people.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { Subject, Touched } from '../journal/subject.ts'
import { followUpIdsOf } from './card/queries.ts'
import { learnWords } from './name-words.ts'
import { patientsWithNumber } from './numbers.ts'
import { visitById } from './queries.ts'
import { forgetCount } from './count.ts'
import { fromPatient, toPatient, toPhone, type PatientRecord } from './rows.ts'

const sql = statements({
  put: `INSERT INTO patients (id, given_name, family_name, preferred_name, pronouns, birth_date, language, email, channel, time_of_day,
          clinician, alerts, guarantor_id, relation, patient_since, external_id, other_ids, id_source, import_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET given_name = excluded.given_name, family_name = excluded.family_name, preferred_name = excluded.preferred_name,
          pronouns = excluded.pronouns, birth_date = excluded.birth_date, language = excluded.language, email = excluded.email,
          channel = excluded.channel, time_of_day = excluded.time_of_day, clinician = excluded.clinician, alerts = excluded.alerts,
          guarantor_id = excluded.guarantor_id, relation = excluded.relation, patient_since = excluded.patient_since, external_id = excluded.external_id,
          other_ids = excluded.other_ids, id_source = excluded.id_source`,
  addId: 'INSERT INTO patient_ids (value, patient_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  clearIds: 'DELETE FROM patient_ids WHERE patient_id = ?',
  byId: 'SELECT * FROM patients WHERE id = ?',
  row: 'SELECT row FROM patients WHERE id = ?',
  remove: 'DELETE FROM patients WHERE id = ?',
  phones: 'SELECT number, display, label, may_leave FROM phones WHERE patient_id = ? ORDER BY position',
  addPhone: 'INSERT INTO phones (number, patient_id, position, display, label, may_leave) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number, patient_id) DO NOTHING',
  keepFormer: 'INSERT INTO former_phones (patient_id, number) SELECT patient_id, number FROM phones WHERE patient_id = ? ON CONFLICT DO NOTHING',
  clearPhones: 'DELETE FROM phones WHERE patient_id = ?',
  answersFor: 'SELECT guarantor_id AS id FROM patients WHERE id = @patientId AND guarantor_id IS NOT NULL UNION SELECT id FROM patients WHERE guarantor_id = @patientId',
  everHad: 'SELECT number FROM phones WHERE patient_id = @patientId UNION SELECT number FROM former_phones WHERE patient_id = @patientId',
  putWords: 'INSERT INTO people_words (rowid, words) VALUES (?, ?)',
  dropWords: 'DELETE FROM people_words WHERE rowid = ?',
  putDigits: 'INSERT INTO people_digits (rowid, digits) VALUES (?, ?)',
  dropDigits: 'DELETE FROM people_digits WHERE rowid = ?',
  addChange: 'INSERT INTO patient_changes (seq, patient_id, field, at, by_actor, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  clearChanges: 'DELETE FROM patient_changes WHERE patient_id = ?',
  addImportChange: 'INSERT INTO import_changes (import_id, patient_id, field, seq, before, after) VALUES (?, ?, ?, ?, ?, ?)',
  clearImportChanges: 'DELETE FROM import_changes WHERE patient_id = ?',
  putVisit: `INSERT INTO visits (id, patient_id, at, status, clinician, reason, note, matter) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET patient_id = excluded.patient_id, at = excluded.at, status = excluded.status, clinician = excluded.clinician,
               reason = excluded.reason, note = excluded.note, matter = excluded.matter`,
  removeVisit: 'DELETE FROM visits WHERE id = ?',
  addImportVisit: 'INSERT INTO import_visits (import_id, visit_id, seq, patient_id, before, after) VALUES (?, ?, ?, ?, ?, ?)',
  clearImportVisits: 'DELETE FROM import_visits WHERE patient_id = ?',
  // Theirs of once more, which was settled, stays settled; another value opens it again.
  putDifference: `INSERT INTO differences (patient_id, field, theirs, source, at, import_id) VALUES (?, ?, ?, ?, ?, ?)
                  ON CONFLICT (patient_id, field) DO UPDATE SET settled = settled AND theirs = excluded.theirs,
                    theirs = excluded.theirs, source = excluded.source, at = excluded.at, import_id = excluded.import_id`,
  settle: 'UPDATE differences SET settled = 1 WHERE patient_id = ? AND field = ? AND theirs = ?',
  forgetDifference: 'DELETE FROM differences WHERE patient_id = ? AND field = ? AND import_id = ?',
  clearDifferences: 'DELETE FROM differences WHERE patient_id = ?',
  clearVisits: 'DELETE FROM visits WHERE patient_id = ?',
  putOrigin: 'INSERT INTO patient_origins (patient_id, at, by_actor) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  startImport: `INSERT INTO imports (id, file_name, at, by_actor, state) VALUES (?, ?, ?, ?, 'running') ON CONFLICT (id) DO NOTHING`,
  endImport: 'UPDATE imports SET state = ?, created = ?, changed = ?, unchanged = ?, skipped = ?, differing = ?, visits = ? WHERE id = ?',
})

export const peopleSubject: Subject<'patient.created' | 'patient.changed' | 'patient.removed' | 'visit.recorded' | 'visit.removed' | 'patient.differs' | 'patient.settled' | 'import.started' | 'import.ended'> = {
  tables: ['patient_changes', 'import_changes', 'import_visits', 'differences', 'patient_ids', 'visits', 'phones', 'former_phones', 'patients', 'imports', 'people_words', 'people_digits', 'patient_origins', 'name_words'],
  kinds: {
    'patient.created': {
      project(db, { at, actor, body }) {
        forgetCount(db)
        sql(db).putOrigin.run(body.patientId, at, actor)
        const { phones, ...fields } = body.fields
        sql(db).put.run(...fromPatient({ ...fields, id: body.patientId, importId: body.importId }))
        putPhones(db, body.patientId, phones)
        putIds(db, body.patientId, fields)
        indexWords(db, body.patientId, body.fields)
      },
      touches: (db, { body }) => concerned(db, body.patientId),
    },
    'patient.changed': {
      project(db, { seq, at, actor, body }) {
        const row = sql(db).byId.get(body.patientId)
        if (!row) return
        const before = toPatient(row)
        const { phones, ...changes } = body.changes
        const after: PatientRecord = { ...before, ...changes }
        for (const field of Object.keys(changes) as (keyof typeof changes)[]) {
          noteChange(db, seq, body.patientId, field, at, actor, asText(before[field]), asText(after[field]))
          noteImport(db, seq, body, field, before[field], after[field])
        }
        sql(db).put.run(...fromPatient(after))
        if (changes.externalId !== undefined || changes.otherIds) {
          sql(db).clearIds.run(body.patientId)
          putIds(db, body.patientId, after)
        }
        const oldPhones = phonesOf(db, body.patientId)
        if (phones) {
          noteChange(db, seq, body.patientId, 'phones', at, actor, oldPhones.map((phone) => phone.display).join(', '), phones.map((phone) => phone.display).join(', '))
          noteImport(db, seq, body, 'phones', oldPhones, phones)
          clearPhones(db, body.patientId)
          putPhones(db, body.patientId, phones)
        }
        dropWords(db, body.patientId)
        indexWords(db, body.patientId, { ...after, phones: phones ?? oldPhones })
      },
      touches: (db, { body }) => concerned(db, body.patientId),
    },
    'patient.removed': {
      project(db, { body }) {
        forgetCount(db)
        dropWords(db, body.patientId)
        clearPhones(db, body.patientId)
        sql(db).clearVisits.run(body.patientId)
        sql(db).clearChanges.run(body.patientId)
        sql(db).clearImportChanges.run(body.patientId)
        sql(db).clearImportVisits.run(body.patientId)
        sql(db).clearDifferences.run(body.patientId)
        sql(db).clearIds.run(body.patientId)
        sql(db).remove.run(body.patientId)
      },
      touches: (db, { body }) => concerned(db, body.patientId),
    },
    'visit.recorded': {
      project(db, { seq, body }) {
        const { importId, ...visit } = body
        const before = importId === undefined ? null : visitById(db, body.visitId)
        if (importId !== undefined) sql(db).addImportVisit.run(importId, body.visitId, seq, body.patientId, before && JSON.stringify(before), JSON.stringify(visit))
        sql(db).putVisit.run(body.visitId, body.patientId, body.at, body.status, body.clinician, body.reason, body.note, body.matter ? JSON.stringify(body.matter) : null)
      },
      touches: (db, { body }) => concerned(db, body.patientId),
    },
    'visit.removed': {
      project: (db, { body }) => void sql(db).removeVisit.run(body.visitId),
      touches: (db, { body }) => concerned(db, body.patientId),
    },
    'patient.differs': {
      project(db, { at, body }) {
        // Somebody may have decided about this very value; then it is no news.
        sql(db).putDifference.run(body.patientId, body.field, body.theirs, body.source, at, body.importId)
      },
      touches: (_db, { body }) => [{ type: 'patient', id: body.patientId }],
    },
    'patient.settled': {
      project(db, { body }) {
        if (body.importId === undefined) sql(db).settle.run(body.patientId, body.field, body.theirs)
        else sql(db).forgetDifference.run(body.patientId, body.field, body.importId)
      },
      touches: (_db, { body }) => [{ type: 'patient', id: body.patientId }],
    },
    'import.started': {
      project: (db, { at, actor, body }) => void sql(db).startImport.run(body.importId, body.fileName, at, actor),
      touches: (_db, { body }) => [{ type: 'import', id: body.importId }],
    },
    'import.ended': {
      project: (db, { body }) => void sql(db).endImport.run(body.state, body.created, body.changed, body.unchanged, body.skipped, body.differing ?? 0, body.visits ?? 0, body.importId),
      touches: (_db, { body }) => [{ type: 'import', id: body.importId }],
    },
  },
}

/** For this subject's other projections: writes one person whole, but for their numbers. */
export function putPatient(db: WritableDB, patient: PatientRecord): void {
  sql(db).put.run(...fromPatient(patient))
}

export function putIds(db: WritableDB, patientId: string, { externalId, otherIds }: Pick<PatientBody, 'externalId' | 'otherIds'>): void {
  for (const value of [externalId, ...(otherIds ?? [])]) if (value !== '') sql(db).addId.run(value, patientId)
}

export function putPhones(db: WritableDB, patientId: string, phones: PatientBody['phones']): void {
  phones.forEach((phone, position) => sql(db).addPhone.run(phone.number, patientId, position, phone.display, phone.label, phone.mayLeaveMessage === undefined ? null : Number(phone.mayLeaveMessage)))
}

export function clearPhones(db: WritableDB, patientId: string): void {
  sql(db).keepFormer.run(patientId)
  sql(db).clearPhones.run(patientId)
}

export function phonesOf(db: ReadableDB, patientId: string): PatientBody['phones'] {
  return sql(db).phones.all(patientId).map(toPhone)
}

export function noteChange(db: WritableDB, seq: number, patientId: string, field: string, at: number, actor: string, before: string, after: string): void {
  if (before !== after) sql(db).addChange.run(seq, patientId, field, at, actor, before, after)
}

/** Keeps what stood before an import, exactly, for its undo. */
function noteImport(db: WritableDB, seq: number, { patientId, importId }: { patientId: string; importId: string | null }, field: string, before: unknown, after: unknown): void {
  if (importId !== null) sql(db).addImportChange.run(importId, patientId, field, seq, JSON.stringify(before), JSON.stringify(after))
}

function asText(value: string | string[] | null | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}

function rowOf(db: ReadableDB, patientId: string): number | undefined {
  return (sql(db).row.get(patientId) as { row: number } | undefined)?.row
}

export function indexWords(db: WritableDB, patientId: string, fields: Pick<PatientBody, 'givenName' | 'familyName' | 'preferredName' | 'birthDate' | 'phones'>): void {
  const row = rowOf(db, patientId)
  // As the question is folded (shared/rules/search.ts).
  const words = nameWords([fields.givenName, fields.preferredName, fields.familyName].join(' '))
  learnWords(db, words)
  sql(db).putWords.run(row, [...words, fields.birthDate.replaceAll('-', '')].join(' ').trim())
  sql(db).putDigits.run(row, fields.phones.map((phone) => phone.number.replace(/\D/g, '')).join(' '))
}

export function dropWords(db: WritableDB, patientId: string): void {
  const row = rowOf(db, patientId)
  if (row === undefined) return
  sql(db).dropWords.run(row)
  sql(db).dropDigits.run(row)
}

/** A person, the conversations of the numbers they have or had (the feed shows their name), and who shares those or answers for them (their card shows it). */
export function concerned(db: ReadableDB, patientId: string): Touched[] {
  const numbers = (sql(db).everHad.all({ patientId }) as { number: string }[]).map((row) => row.number)
  return [
    { type: 'patient', id: patientId },
    ...followUpIdsOf(db, patientId).map((id): Touched => ({ type: 'followUp', id })),
    ...(sql(db).answersFor.all({ patientId }) as { id: string }[]).map(({ id }): Touched => ({ type: 'patient', id })),
    ...numbers.map((id): Touched => ({ type: 'conversation', id })),
    ...numbers.flatMap((number) => patientsWithNumber(db, number)).map((id): Touched => ({ type: 'patient', id })),
  ]
}
