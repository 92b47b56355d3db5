import type { PatientBody } from '@shared/events/people.ts'
import type { PatientRow, PhoneView, VisitView } from '@shared/contract/views.ts'

/** Row types of the people tables and the one function each that turns a row into what the code works with. */

export type PatientRecord = Omit<PatientBody, 'phones'> & { id: string; importId: string | null }

type PatientTableRow = {
  id: string
  given_name: string
  family_name: string
  preferred_name: string
  pronouns: string
  birth_date: string
  language: string
  email: string
  channel: PatientBody['channel']
  time_of_day: PatientBody['timeOfDay']
  clinician: string
  alerts: string
  guarantor_id: string | null
  relation: string
  patient_since: string
  external_id: string
  other_ids: string
  id_source: string
  import_id: string | null
}

export function toPatient(row: unknown): PatientRecord {
  const r = row as PatientTableRow
  return {
    id: r.id,
    givenName: r.given_name,
    familyName: r.family_name,
    preferredName: r.preferred_name,
    pronouns: r.pronouns,
    birthDate: r.birth_date,
    language: r.language,
    email: r.email,
    channel: r.channel,
    timeOfDay: r.time_of_day,
    clinician: r.clinician,
    alerts: JSON.parse(r.alerts) as string[],
    guarantorId: r.guarantor_id,
    relation: r.relation,
    patientSince: r.patient_since,
    externalId: r.external_id,
    otherIds: JSON.parse(r.other_ids) as string[],
    idSource: r.id_source,
    importId: r.import_id,
  }
}

/** A row of the search: a few columns of `patients`, and their numbers as one text. */
export function toPatientRow(row: unknown): PatientRow {
  const r = row as Pick<PatientTableRow, 'id' | 'given_name' | 'family_name' | 'preferred_name' | 'birth_date' | 'language'> & { phone: string | null }
  const name = { givenName: r.given_name, familyName: r.family_name, preferredName: r.preferred_name }
  return { id: r.id, fullName: fullNameOf(name), initials: initialsOfPatient(name), birthDate: r.birth_date, phone: r.phone ?? '', language: r.language }
}

/** The columns of `patients` in the order of the insert statement. */
export function fromPatient(patient: PatientRecord): unknown[] {
  return [
    patient.id,
    patient.givenName,
    patient.familyName,
    patient.preferredName,
    patient.pronouns,
    patient.birthDate,
    patient.language,
    patient.email,
    patient.channel,
    patient.timeOfDay,
    patient.clinician,
    JSON.stringify(patient.alerts),
    patient.guarantorId,
    patient.relation,
    patient.patientSince,
    patient.externalId,
    JSON.stringify(patient.otherIds ?? []),
    patient.idSource ?? '',
    patient.importId,
  ]
}

export type PhoneRecord = Omit<PhoneView, 'optedOutAt' | 'mark'>

export function toPhone(row: unknown): PhoneRecord {
  const { number, display, label, may_leave: mayLeave } = row as PhoneRecord & { may_leave: number | null }
  return { number, display, label, ...(mayLeave !== null && { mayLeaveMessage: mayLeave === 1 }) }
}

export function toVisit(row: unknown): VisitView {
  const r = row as Omit<VisitView, 'matter'> & { matter: string | null }
  return { id: r.id, at: r.at, status: r.status, clinician: r.clinician, reason: r.reason, note: r.note, matter: r.matter ? (JSON.parse(r.matter) as Record<string, string>) : null }
}

/** "Maria “Mari” Alvarez": the full name with the preferred one where it differs. */
export function fullNameOf(patient: Pick<PatientBody, 'givenName' | 'preferredName' | 'familyName'>): string {
  const nick = patient.preferredName && patient.preferredName !== patient.givenName ? `“${patient.preferredName}”` : ''
  return [patient.givenName, nick, patient.familyName].filter(Boolean).join(' ') || 'No name yet'
}

/** Given and family name, for the feed. */
export function shortNameOf(patient: Pick<PatientBody, 'givenName' | 'preferredName' | 'familyName'>): string {
  return [patient.givenName || patient.preferredName, patient.familyName].filter(Boolean).join(' ') || 'No name yet'
}

export function initialsOfPatient(patient: Pick<PatientBody, 'givenName' | 'preferredName' | 'familyName'>): string {
  const first = patient.givenName || patient.preferredName
  return `${[...first][0] ?? ''}${[...patient.familyName][0] ?? ''}`.toLocaleUpperCase() || '?'
}
