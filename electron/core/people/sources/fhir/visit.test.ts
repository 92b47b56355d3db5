import { describe, expect, it } from 'vitest'
import type { IncomingVisit } from '../../import/incoming.ts'
import { ana, collect, ndjson, read, recordsOf } from './testing.ts'

const chen = { resourceType: 'Practitioner', id: 'c', identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9' }], name: [{ prefix: ['Dr.'], given: ['Mei'], family: 'Chen' }] }
const role = { resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: 'Practitioner/c' } }
const encounter = { resourceType: 'Encounter', id: 'e', status: 'finished', subject: { reference: 'Patient/ana' }, period: { start: '2026-03-02T09:00:00-05:00' } }
const appointment = { resourceType: 'Appointment', id: 'a', status: 'booked', start: '2026-03-20T14:00:00Z', participant: [{ actor: { reference: 'Patient/ana' } }, { actor: { reference: 'Practitioner/c' } }] }

async function visitsOf(...resources: readonly object[]): Promise<IncomingVisit[]> {
  return (await read(...resources, ana, chen, role))[0]?.visits ?? []
}

describe('an Encounter', () => {
  it.each([
    ['planned', 'booked'], ['arrived', 'kept'], ['in-progress', 'kept'], ['finished', 'kept'], ['cancelled', 'cancelled'], ['entered-in-error', undefined], ['unknown', undefined], ['toString', undefined],
  ])('that is %s is %s', async (status, ours) => {
    expect((await visitsOf({ ...encounter, status }))[0]?.status).toBe(ours)
  })

  it('has its own id, its start, and what it is for as the desk says it, never a diagnosis', async () => {
    const coded = { text: 'Well child visit (procedure)', coding: [{ display: 'no' }] }
    expect(await visitsOf({ ...encounter, type: [coded], reasonCode: [{ text: 'End-stage renal disease' }], diagnosis: [{ condition: { display: 'Renal' } }] })).toEqual([
      { visitId: 'fhir:Encounter/e', at: Date.UTC(2026, 2, 2, 14), status: 'kept', clinician: '', reason: 'Well child visit' },
    ])
  })

  it.each([
    ['a reference', { reference: 'Practitioner/c' }],
    ['a reference to a version on a server', { reference: 'https://fhir.example.org/r4/Practitioner/c/_history/3' }],
    ['a condition', { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9', display: 'Somebody' }],
    ['an identifier', { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '9' } }],
    ['a role', { reference: 'PractitionerRole/r' }],
    ['nothing but a display', { reference: 'Practitioner/elsewhere', display: 'Dr. Mei Chen' }],
  ])('names its clinician by %s', async (_how, individual) => {
    expect((await visitsOf({ ...encounter, participant: [{ individual }] }))[0]?.clinician).toBe('Dr. Mei Chen')
  })

  it('names who performs it before who is responsible, and no relative', async () => {
    const as = (code: string, display: string, reference = `Practitioner/${display}`): object => ({ type: [{ coding: [{ code }] }], individual: { reference, display } })
    const participant = [as('ESC', 'Aunt', 'RelatedPerson/1'), as('ATND', 'Head'), as('PPRF', 'Doer')]
    expect((await visitsOf({ ...encounter, participant }))[0]?.clinician).toBe('Doer')
  })

  it('that is part of another is not counted again', async () => {
    expect(await visitsOf({ ...encounter, partOf: { reference: 'Encounter/x' } })).toEqual([])
  })
})

describe('an Appointment', () => {
  it.each([
    ['booked', 'booked'], ['arrived', 'kept'], ['checked-in', 'kept'], ['fulfilled', 'kept'], ['cancelled', 'cancelled'], ['noshow', 'noShow'], ['proposed', undefined], ['pending', undefined], ['waitlist', undefined], ['entered-in-error', undefined],
  ])('that is %s is %s', async (status, ours) => {
    expect((await visitsOf({ ...appointment, status }))[0]?.status).toBe(ours)
  })

  it('has its own id, clinician and service', async () => {
    expect(await visitsOf({ ...appointment, serviceType: [{ text: 'Cleaning' }], appointmentType: { text: 'Routine' }, reasonCode: [{ text: 'Caries' }], description: 'Caries', comment: 'Caries' })).toEqual([
      { visitId: 'fhir:Appointment/a', at: Date.UTC(2026, 2, 20, 14), status: 'booked', clinician: 'Dr. Mei Chen', reason: 'Cleaning' },
    ])
  })

  it('and the encounter that came of it are one visit, whichever is read first', async () => {
    const met = { ...encounter, appointment: [{ reference: 'Appointment/a' }], type: [{ text: 'Check-up' }] }
    const one = [{ visitId: 'fhir:Appointment/a', at: Date.UTC(2026, 2, 20, 14), status: 'kept', clinician: 'Dr. Mei Chen', reason: 'Check-up' }]
    expect(await visitsOf(met, { ...appointment, status: 'arrived' })).toEqual(one)
    expect(await visitsOf({ ...appointment, status: 'arrived' }, met)).toEqual(one)
    expect((await visitsOf(met))[0]?.visitId).toBe('fhir:Appointment/a')
  })

  it('of several people is a visit of each, and never the same one', async () => {
    const ben = { ...ana, id: 'ben', name: [{ family: 'Ruiz', given: ['Ben'] }] }
    const both = { ...appointment, participant: [...appointment.participant, { actor: { reference: 'Patient/ben' } }] }
    const records = await read(both, ana, ben, chen)
    expect(records.map(({ name, visits }) => [name, visits[0]?.visitId])).toEqual([['Ana Ruiz', 'fhir:Appointment/a'], ['Ben Ruiz', 'fhir:Appointment/a#Patient/ben']])
  })

  it('in a Bundle finds its people by what the Bundle calls them', async () => {
    const entry = (fullUrl: string, resource: object): object => ({ fullUrl, resource })
    const actor = (reference: string): object => ({ actor: { reference } })
    const bundle = {
      entry: [entry('urn:uuid:A1', { ...appointment, participant: [actor('urn:uuid:c1'), actor('urn:uuid:p1')] }), entry('urn:uuid:P1', { ...ana, id: undefined }), entry('urn:uuid:c1', { ...chen, id: undefined })],
      type: 'transaction',
      resourceType: 'Bundle',
    }
    const [first] = await recordsOf(await collect({ 'bundle.json': JSON.stringify(bundle) }))
    expect(first).toMatchObject({ name: 'Ana Ruiz', visits: [{ visitId: 'fhir:Appointment/a', clinician: 'Dr. Mei Chen' }], values: { externalId: '', otherIds: [] } })
  })
})

describe('visits', () => {
  it('of somebody who is not in the files are kept for whoever has that id here', async () => {
    expect(await read(encounter)).toMatchObject([{ values: { givenName: '', familyName: '', externalId: '', otherIds: ['Patient/ana'], idSource: 'fhir' }, visits: [{ visitId: 'fhir:Encounter/e' }] }])
  })

  it.each([
    ['without a date', { period: {} }, 'a visit has no date that can be read'],
    ['in the year 0000', { period: { start: '0000-01-01T00:00:00Z' } }, 'a visit has no date that can be read'],
    ['on a day that does not exist', { period: { start: '2026-02-30' } }, 'a visit has no date that can be read'],
    ['of a year alone', { period: { start: '2026' } }, 'a visit has no date that can be read'],
    ['of nobody', { subject: { display: 'Ana' } }, 'a visit names no patient'],
    ['of a group', { subject: { reference: 'Group/1' } }, 'a visit is of somebody who is not in these records'],
    ['without an id', { id: undefined }, 'a visit has no id to know it again by'],
    ['with an id that is none', { id: '../x' }, 'a visit has no id to know it again by'],
  ])('%s are left out and told', async (_what, fields, reason) => {
    const records = await read({ ...encounter, ...fields }, ana)
    expect(records[0]?.visits).toEqual([])
    expect(records[1]?.skip).toContain(reason)
  })

  it('on a day without a time are on that day where the practice is', async () => {
    expect((await visitsOf({ ...encounter, period: { start: '2026-03-02' } }))[0]?.at).toBe(Date.UTC(2026, 2, 2, 5))
    expect((await visitsOf({ ...encounter, period: { start: '2026-03-02T09:00:00' } }))[0]?.at).toBe(Date.UTC(2026, 2, 2, 14))
  })

  it('told twice are as the newer record has them, whichever is read first', async () => {
    const [older, newer] = [{ ...appointment, meta: { lastUpdated: '2026-03-01T10:00:00+01:00' } }, { ...appointment, status: 'cancelled', meta: { lastUpdated: '2026-03-01T09:30:00Z' } }]
    for (const both of [[older, newer], [newer, older]]) expect((await visitsOf(...both)).map(({ status }) => status)).toEqual(['cancelled'])
  })

  it('of one person are the newest hundred', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ ...encounter, id: `e${index}`, period: { start: new Date(Date.UTC(2020, 0, 1 + index)).toISOString() } }))
    const [first] = await recordsOf(await collect({ 'Encounter.ndjson': ndjson(...many), 'Patient.ndjson': ndjson(ana) }))
    expect(first?.visits).toHaveLength(100)
    expect(first?.visits.at(-1)?.visitId).toBe('fhir:Encounter/e129')
    expect(first?.notes).toEqual(['only the newest 100 of 130 visits'])
  })
})
