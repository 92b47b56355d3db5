import { Refusal } from '../../../handlers.ts'
import { Collected, personFrom, resourcesIn, type Found } from './collected.ts'
import { documentsOf, linesOf, type Framing } from './framing.ts'
import { readRecord } from './record.ts'

const patient = {
  resourceType: 'Patient',
  id: '1',
  meta: { lastUpdated: '2025-03-01T10:00:00Z' },
  active: true,
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns', extension: [{ url: 'value', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA29519-8' }] } }] }],
  identifier: [{ use: 'usual', type: { coding: [{ code: 'MR' }] }, system: 'urn:oid:1.2', value: '4711' }, { type: { coding: [{ code: 'SS' }] }, value: '000-00-0000' }],
  name: [{ use: 'official', family: 'Álvarez', given: ['María', 'José'], suffix: ['Jr.'] }, { use: 'nickname', given: ['Mari'] }, { use: 'maiden', family: 'Old', period: { end: '2001-01-01' } }],
  telecom: [{ system: 'phone', value: '+1 (555) 010-0177', use: 'mobile', rank: 1 }, { system: 'sms', value: '555-010-0178 / 555-010-0179' }, { system: 'email', value: 'maria@practice.test' }, { system: 'phone', use: 'old', value: '1' }],
  birthDate: '1967-03-04',
  communication: [{ language: { coding: [{ code: 'es-US' }], text: 'Spanish' }, preferred: true }, { language: { text: 'English' } }],
  contact: [{ name: { text: 'Ana' }, relationship: [{ text: 'mother' }], telecom: [{ system: 'phone', value: '555-010-0180' }] }],
  link: [{ other: { reference: 'Patient/2' }, type: 'seealso' }],
}
const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  type: [{ text: 'Well child visit (procedure)' }],
  subject: { reference: 'Patient/1' },
  participant: [{ type: [{ coding: [{ code: 'PPRF' }] }], individual: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9', display: 'Dr. Chen' } }],
  period: { start: '2025-03-04T09:00:00-05:00' },
  appointment: [{ reference: 'Appointment/a1' }],
}
const appointment = {
  resourceType: 'Appointment',
  id: 'a1',
  status: 'booked',
  serviceType: [{ coding: [{ display: 'Check-up' }] }],
  start: '2025-03-04T14:00:00Z',
  participant: [{ actor: { reference: 'urn:uuid:0f' }, status: 'accepted' }, { actor: { reference: 'https://server.test/fhir/PractitionerRole/r1/_history/2' } }],
}
const role = { resourceType: 'PractitionerRole', id: 'r1', practitioner: { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '9' }, display: 'Dr. Chen' } }
const practitioner = { resourceType: 'Practitioner', id: 'p1', identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9' }], name: [{ prefix: ['Dr.'], given: ['Mei'], family: 'Chen' }] }
const related = { resourceType: 'RelatedPerson', id: 'x1', patient: { reference: 'Patient/1' }, relationship: [{ coding: [{ display: 'guarantor' }] }], name: [{ family: 'Li' }], telecom: [{ system: 'phone', value: '555-010-0181' }] }

const all = [encounter, patient, practitioner, role, appointment, related]
const bundle = { link: [{ relation: 'next', url: '?page=2' }], entry: all.map((resource, index) => ({ fullUrl: `urn:uuid:0${index}`, resource })), type: 'transaction', resourceType: 'Bundle' }

const READING = { country: 'US', timeZone: 'America/New_York', now: Date.UTC(2025, 2, 11, 15), today: '2025-03-11' } as const

/** Everything that reads what a FHIR file or server says: by line or as a document, in two pieces, to the end of what is made of it. */
export const fhirFuzz = {
  name: 'fhir',
  // The reader gives way between two records; what one call takes is one record, or a few; these are read in one go.
  largest: 8 * 1024,
  seeds: [...all.map((resource) => JSON.stringify(resource)), all.map((resource) => JSON.stringify(resource)).join('\n'), JSON.stringify(bundle), JSON.stringify([practitioner, role], null, 1)],
  run(input: Buffer): void {
    // Each input the same way each time, and about as many either way.
    readAll(input.length % 2 === 0 ? linesOf(8 * 1024) : documentsOf(8 * 1024), input)
  },
}

function readAll(framing: Framing, input: Buffer): void {
  const collected = new Collected(READING)
  const half = input.length >> 1
  const framed = [input.subarray(0, half), input.subarray(half)].flatMap((piece) => framing.push(piece).map((one) => ({ ...one, bytes: one.bytes && new Uint8Array(one.bytes) })))
  for (const one of [...framed, ...framing.end().framed]) {
    const read = readRecord(one)
    if (read === 'blank') continue
    if ('problem' in read) collected.problem(read.problem, 'here')
    else for (const resource of resourcesIn(read.value)) addUnlessRefused(collected, resource)
  }
  collected.relatedNotes()
  for (const kept of collected.people.values()) personFrom(kept)
  for (const visit of collected.visits.values()) {
    visit.patients.forEach((pointer) => collected.personOf(pointer))
    collected.clinicianOf(visit.clinicians)
  }
}

function addUnlessRefused(collected: Collected, found: Found): void {
  try {
    collected.add(found, 'here')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
