import type { Appointment, AppointmentParticipant, Encounter, EncounterParticipant, Period, Practitioner, PractitionerRole, Reference } from 'fhir/r4'
import type { VisitView } from '@shared/contract/views.ts'
import { many, one, text, type Loose } from './loose.ts'
import { readMoment } from './moment.ts'
import { codesOf, saidName, wordsOf } from './names.ts'
import { updatedAt, type Reading } from './person.ts'
import { keyOf, readReference, resourceKey, type Pointer } from './references.ts'

/** A visit as read, before anybody knows who the patient and the clinician are. */
export type ReadVisit = {
  visitId: string
  /** What it was read from. An encounter that was booked before tells more about the appointment's visit. */
  from: 'Encounter' | 'Appointment'
  resource: string
  /** Whose it is, and with whom. Within a Bundle a reference may not say which of both it means; then it stands in both. */
  patients: Pointer[]
  clinicians: Pointer[]
  at: number
  status: VisitView['status']
  reason: string
  updated: number
}

/** `ignored` says nothing the card shows: entered in error, only proposed, part of another visit. */
export type VisitRead = { visit: ReadVisit } | { problem: string } | 'ignored'

/** The longest the journal takes. */
const LONGEST = { id: 120, clinician: 120, reason: 200 } as const
/** Several people in one appointment are a group; more are no appointment. */
const MOST_PATIENTS = 10
const MOST_CLINICIANS = 4

/** Source: FHIR R4, valueset-encounter-status. */
const ENCOUNTER: ReadonlyMap<string, VisitView['status']> = new Map([
  ['planned', 'booked'], ['arrived', 'kept'], ['triaged', 'kept'], ['in-progress', 'kept'], ['onleave', 'kept'], ['finished', 'kept'], ['cancelled', 'cancelled'],
])

/** Source: FHIR R4, valueset-appointmentstatus. One that is proposed, pending or on the waiting list is not booked yet. */
const APPOINTMENT: ReadonlyMap<string, VisitView['status']> = new Map([
  ['booked', 'booked'], ['arrived', 'kept'], ['checked-in', 'kept'], ['fulfilled', 'kept'], ['cancelled', 'cancelled'], ['noshow', 'noShow'],
])

/** Reads an Encounter. Its reasonCode and diagnosis are not looked at. */
export function readEncounter(encounter: Loose<Encounter>, fullUrl: string, { timeZone }: Reading): VisitRead {
  const status = ENCOUNTER.get(text(encounter.status))
  if (!status || one(encounter.partOf)) return 'ignored'
  const patient = readReference(encounter.subject, 'Patient')
  if (patient.keys.length === 0) return { problem: 'a visit names no patient' }
  const at = readMoment(text(one<Period>(encounter.period)?.start), timeZone)
  if (at === null) return { problem: 'a visit has no date that can be read' }
  const own = resourceKey('Encounter', encounter.id) || keyOf(fullUrl)
  // The visit of an appointment is that appointment, kept: it must not count twice.
  const booked = many<Reference>(encounter.appointment).map((reference) => keyOf(text(reference.reference))).find((key) => key.startsWith('Appointment/'))
  const reason = reasonOf([...many(encounter.type), encounter.serviceType])
  return visit({ own, visitOf: booked ?? own, from: 'Encounter', patients: [patient], clinicians: cliniciansOf(encounter), at, status, reason, updated: updatedAt(encounter) })
}

/** Reads an Appointment. Its reasonCode, comment and description are not looked at. */
export function readAppointment(appointment: Loose<Appointment>, fullUrl: string, { timeZone }: Reading): VisitRead {
  const status = APPOINTMENT.get(text(appointment.status))
  if (!status) return 'ignored'
  const actors = many<AppointmentParticipant>(appointment.participant).map((participant) => readReference(participant.actor, ''))
  const patients = actors.filter(({ keys }) => keys.some((key) => /^(?:Patient[/?]|urn:)/.test(key))).slice(0, MOST_PATIENTS)
  if (patients.length === 0) return { problem: 'an appointment names no patient' }
  const at = readMoment(text(appointment.start), timeZone)
  if (at === null) return { problem: 'an appointment has no time that can be read' }
  const own = resourceKey('Appointment', appointment.id) || keyOf(fullUrl)
  const clinicians = actors.filter(({ keys }) => keys.some((key) => /^(?:Practitioner(?:Role)?[/?]|urn:)/.test(key)))
  const reason = reasonOf([...many(appointment.serviceType), appointment.appointmentType])
  return visit({ own, visitOf: own, from: 'Appointment', patients, clinicians, at, status, reason, updated: updatedAt(appointment) })
}

function visit({ own, visitOf, ...read }: Omit<ReadVisit, 'visitId' | 'resource'> & { own: string; visitOf: string }): VisitRead {
  const visitId = `fhir:${visitOf}`
  if (visitOf === '' || visitId.length > LONGEST.id) return { problem: 'a visit has no id to know it again by' }
  return { visit: { ...read, visitId, resource: own } }
}

/** The name of a Practitioner, as the desk says it. */
export function practitionerName(practitioner: Loose<Practitioner>, now: number): string {
  return saidName(practitioner.name, now).slice(0, LONGEST.clinician)
}

export function practitionerOfRole(role: Loose<PractitionerRole>): Pointer {
  return readReference(role.practitioner, 'Practitioner')
}

/** Whoever performs it first, then who is responsible, then the others of the staff. Source: v3-ParticipationType. */
function cliniciansOf(encounter: Loose<Encounter>): Pointer[] {
  const staff = many<EncounterParticipant>(encounter.participant).flatMap((participant) => {
    const pointer = readReference(participant.individual, 'Practitioner')
    const isRelated = pointer.keys.some((key) => key.startsWith('RelatedPerson'))
    return isRelated || (pointer.keys.length === 0 && pointer.display === '') ? [] : [{ pointer, roles: many(participant.type).flatMap(codesOf) }]
  })
  const order = (roles: readonly string[]): number => (roles.includes('PPRF') ? 0 : roles.includes('ATND') ? 1 : 2)
  return staff.toSorted((a, b) => order(a.roles) - order(b.roles)).slice(0, MOST_CLINICIANS).map(({ pointer }) => pointer)
}

/** What a visit is for. SNOMED's full names end with their kind in brackets, which nobody says: "Well child visit (procedure)". */
function reasonOf(concepts: readonly unknown[]): string {
  const words = concepts.map(wordsOf).find((one) => one !== '') ?? ''
  const said = words.replace(/\s\((?:procedure|regime\/therapy|environment|finding|situation|event|observable entity|qualifier value|disorder)\)$/, '')
  return said.slice(0, LONGEST.reason)
}
