import type { PatientFields, PatientView } from '@shared/contract/views.ts'
import type { DateOrder } from '@shared/rules/calendar-date.ts'
import { birthDateProblem, readSince, readTypedDate, typedDate } from './typed-date.ts'

/** The fields of the form as they stand in it: dates as typed, everything else as it will be sent. */
export type FormValues = Omit<PatientFields, 'guarantorId'>
export type FormField = keyof FormValues

/** How dates are read here: the country's order, the practice's time and its zone. */
export type Reading = { order: DateOrder; now: number; timeZone: string }

export type Problems = Partial<Record<FormField, string>>

const EMPTY: FormValues = {
  givenName: '',
  familyName: '',
  preferredName: '',
  pronouns: '',
  birthDate: '',
  language: '',
  email: '',
  channel: 'any',
  timeOfDay: 'any',
  clinician: '',
  alerts: [],
  phones: [],
  relation: '',
  patientSince: '',
  externalId: '',
}

const FIELDS = Object.keys(EMPTY) as FormField[]

/** What the form shows before anybody types: the person, with what was already known laid over. */
export function startValues(patient: PatientView | null, prefill: Partial<PatientFields>, order: DateOrder): FormValues {
  const known: FormValues = { ...(patient ? fieldsOf(patient) : EMPTY), ...pickFields(prefill) }
  const phones = known.phones.length > 0 ? known.phones : [{ number: '', label: 'mobile' as const }]
  return { ...known, phones, birthDate: typedDate(known.birthDate, order), patientSince: typedDate(known.patientSince, order) }
}

/** The person's fields as the form would send them. */
function fieldsOf(patient: PatientView): FormValues {
  return { ...EMPTY, ...pickFields({ ...patient, phones: undefined }), phones: patient.phones.map(({ display, label, mayLeaveMessage }) => ({ number: display, label, ...(mayLeaveMessage !== undefined && { mayLeaveMessage }) })) }
}

function pickFields(source: Partial<FormValues>): Partial<FormValues> {
  return Object.fromEntries(FIELDS.filter((field) => source[field] !== undefined).map((field) => [field, source[field]]))
}

/** What keeps the form from being saved, per field, in words for the desk. */
export function problemsOf(values: FormValues, { order, now, timeZone }: Reading): Problems {
  const problems: Problems = {}
  if (![values.givenName, values.familyName, values.preferredName].some((name) => name.trim())) problems.givenName = 'Write at least one name.'
  const birth = birthDateProblem(values.birthDate, order, now, timeZone)
  if (birth) problems.birthDate = birth
  if (values.patientSince.trim() && readSince(values.patientSince, order, now) === null) problems.patientSince = 'Write a year like 2016, or a date.'
  if (values.email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email.trim())) problems.email = 'This is not an email address yet.'
  return problems
}

/** The values as the contract wants them: trimmed, dates in ISO, empty lines gone. Only call it when there are no problems. */
function toFields(values: FormValues, { order, now }: Reading): FormValues {
  const texts = Object.fromEntries(FIELDS.flatMap((field) => (typeof values[field] === 'string' ? [[field, values[field].trim()]] : [])))
  return {
    ...values,
    ...texts,
    birthDate: readTypedDate(values.birthDate, order, now) ?? '',
    patientSince: readSince(values.patientSince, order, now) ?? '',
    alerts: values.alerts.map((alert) => alert.trim()).filter(Boolean),
    phones: values.phones.map((phone) => ({ ...phone, number: phone.number.trim() })).filter((phone) => phone.number),
  }
}

/**
 * What to send. For a person who is there: only fields that were touched (or came with `prefill`) and now differ, so that what a
 * colleague changed meanwhile stays. For a new person: everything that is not empty, and what the form does not show.
 */
export function changesOf(patient: PatientView | null, prefill: Partial<PatientFields>, touched: Partial<FormValues>, reading: Reading): Partial<PatientFields> {
  const fields = toFields({ ...startValues(patient, prefill, reading.order), ...touched }, reading)
  const before = patient ? fieldsOf(patient) : EMPTY
  const asked = patient ? FIELDS.filter((field) => field in touched || field in prefill) : FIELDS
  const changes = Object.fromEntries(asked.filter((field) => !same(fields[field], before[field])).map((field) => [field, fields[field]]))
  return { ...(prefill.guarantorId ? { guarantorId: prefill.guarantorId } : {}), ...changes }
}

/** Whether something was typed that would be lost. */
export function isTouched(start: FormValues, touched: Partial<FormValues>): boolean {
  return FIELDS.some((field) => touched[field] !== undefined && !same(touched[field], start[field]))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
