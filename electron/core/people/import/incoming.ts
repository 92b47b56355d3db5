import type { PatientBody } from '@shared/events/people.ts'
import type { VisitView } from '@shared/contract/views.ts'

/** What every source of records (a list, FHIR, HL7) reads its people into; from here on they go one way. */

/** The fields a source can bring, as they would stand in the journal. Empty means that it says nothing about the field. */
export type PersonValues = Pick<PatientBody, 'givenName' | 'familyName' | 'preferredName' | 'pronouns' | 'birthDate' | 'language' | 'email' | 'externalId' | 'phones'> & {
  otherIds: string[]
  /** What kind of source the ids are from; empty for a list. */
  idSource: string
}

/** A visit or appointment as the practice software has it. */
export type IncomingVisit = {
  /** Its id there, with the kind of source before it: `fhir:Encounter/8f2`, `hl7:4711`. The same id later is the same visit, moved or cancelled. */
  visitId: string
  /** ms UTC */
  at: number
  status: VisitView['status']
  clinician: string
  /** What it is for, as the desk says it; nothing clinical beyond that. */
  reason: string
}

/** One person read and checked, with notes about what could not be read; or why they are left out. */
export type Incoming = {
  /** Where it stands: a line, a resource or a message, counted from 1. */
  line: number
  /** For the report. */
  name: string
  notes: string[]
  visits: IncomingVisit[]
} & ({ values: PersonValues; skip: null } | { values: null; skip: string })
