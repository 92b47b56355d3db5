import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryPractice, testClock } from '../../testing/practice.ts'
import { peopleHandlers } from '../commands.ts'
import { noFields } from '../phones.ts'
import { patientCard } from '../queries.ts'
import { searchPeople } from '../search.ts'
import { eventsOfDecision } from './apply.ts'
import { Run } from './decide.ts'
import { takeIn } from './follow.ts'
import type { Incoming, IncomingVisit, PersonValues } from './incoming.ts'
import { PeopleIndex } from './people-index.ts'
import { peopleNow } from './people-now.ts'
import { inSlices } from './slices.ts'
import { BATCH, type Source } from './source.ts'
import { ana, call, importFile } from './testing.ts'

const { now } = testClock()

const nothing: PersonValues = { givenName: '', familyName: '', preferredName: '', pronouns: '', birthDate: '', language: '', email: '', externalId: '', otherIds: [], idSource: 'hl7', phones: [] }
const mobile = (number: string) => ({ number, display: number, label: 'mobile' as const })

function record(values: Partial<PersonValues>, visits: IncomingVisit[] = []): Incoming {
  return { line: 1, name: `${values.givenName ?? ''} ${values.familyName ?? ''}`, notes: [], visits, values: { ...nothing, ...values }, skip: null }
}

const booked: IncomingVisit = { visitId: 'hl7:4711', at: 1_000, status: 'booked', clinician: 'Dr. Chen', reason: 'Check-up' }
const rosa = { givenName: 'Rosa', familyName: 'Núñez', birthDate: '1967-03-04', externalId: '77', otherIds: ['HOSP:9'] }

describe('what the practice software tells live', () => {
  it('makes a person once, and moves their appointment', async () => {
    const { core } = await temporaryPractice({ now })
    const [made] = takeIn(core, 'HL7', [record(rosa, [booked])])
    expect(made).toMatchObject({ outcome: 'create' })
    takeIn(core, 'HL7', [record(rosa, [booked]), record({ externalId: '77' }, [{ ...booked, at: 5_000 }]), record({ ...rosa, externalId: '', otherIds: ['HOSP:9'] }, [{ ...booked, at: 5_000, status: 'cancelled', reason: '' }])])
    const { rows } = searchPeople(core.db, 'rosa', 5, 0)
    expect(rows).toHaveLength(1)
    expect(patientCard(core.db, rows[0]?.id ?? '')?.visits).toMatchObject([{ at: 5_000, status: 'cancelled', clinician: 'Dr. Chen', reason: 'Check-up' }])
  })

  it('never takes somebody for another by a phone alone, nor one id for two people', async () => {
    const { core } = await temporaryPractice({ now })
    takeIn(core, 'HL7', [record({ ...rosa, phones: [mobile('+15550100177')] })])
    expect(takeIn(core, 'HL7', [record({ givenName: 'Ana', familyName: 'Ruiz', phones: [mobile('+15550100177')] })])).toMatchObject([{ outcome: 'create' }])
    expect(takeIn(core, 'HL7', [record({ givenName: 'Otto', familyName: 'Weber', birthDate: '1950-01-01', externalId: '77' })])).toMatchObject([{ outcome: 'skip', detail: expect.stringContaining('belongs to somebody else') as unknown }])
    expect(takeIn(core, 'HL7', [record({ externalId: 'nobody' }, [booked])])).toMatchObject([{ outcome: 'skip' }])
  })

  it('finds somebody a list brought by another id, and keeps both ids', async () => {
    const { core } = await temporaryPractice({ now })
    await importFile(core, 'Chart number,First name,Last name,DOB\n12,Rosa,Nunez,1967-03-04\n')
    expect(takeIn(core, 'HL7', [record(rosa)])).toMatchObject([{ outcome: 'change' }])
    const { rows } = searchPeople(core.db, 'rosa', 5, 0)
    expect(rows).toHaveLength(1)
    expect(patientCard(core.db, rows[0]?.id ?? '')).toMatchObject({ externalId: '12' })
    expect(takeIn(core, 'HL7', [record({ externalId: '77' }, [booked])])).toMatchObject([{ outcome: 'change', patientId: rows[0]?.id }])
    expect(takeIn(core, 'HL7', [record(rosa)])).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('changes what it told itself, again and again, and leaves what the desk has since put in its place', async () => {
    const { core } = await temporaryPractice({ now })
    takeIn(core, 'HL7', [record({ ...rosa, email: 'a@example.org' })])
    expect(takeIn(core, 'HL7', [record({ ...rosa, email: 'b@example.org' })])).toMatchObject([{ outcome: 'change' }])
    expect(takeIn(core, 'HL7', [record({ ...rosa, email: 'c@example.org' })])).toMatchObject([{ outcome: 'change' }])
    const patientId = searchPeople(core.db, 'rosa', 5, 0).rows[0]?.id ?? ''
    await peopleHandlers['people.change'](core, { patientId, changes: { email: 'd@example.org' } }, ana)
    expect(takeIn(core, 'HL7', [record({ ...rosa, email: 'e@example.org' })])).toMatchObject([{ outcome: 'differ' }])
  })

  it('leaves what the desk entered, shows both, and takes theirs only when somebody says so', async () => {
    const { core } = await temporaryPractice({ now })
    core.record([{ kind: 'patient.created', body: { patientId: 'p', fields: { ...noFields, givenName: 'Rosa', familyName: 'Núñez', birthDate: '1967-03-04', language: 'en', email: 'a@example.org' }, importId: null }, at: now(), actor: 'desk' }])
    expect(takeIn(core, 'HL7', [record({ ...rosa, language: 'es', email: 'b@example.org' })])).toMatchObject([{ outcome: 'differ' }])
    const card = () => patientCard(core.db, 'p')
    expect(card()).toMatchObject({ language: 'en', email: 'a@example.org', externalId: '77' })
    expect(card()?.differences).toMatchObject([{ field: 'email', ours: 'a@example.org', theirs: 'b@example.org', source: 'HL7' }, { field: 'language', ours: 'en', by: 'the desk', theirs: 'es' }])
    const settle = async (field: 'language' | 'email', theirs: string, take: 'ours' | 'theirs') => peopleHandlers['people.settle'](core, { patientId: 'p', field, theirs, take }, ana)
    await settle('language', 'es', 'theirs')
    await settle('email', 'b@example.org', 'ours')
    expect(card()).toMatchObject({ language: 'es', email: 'a@example.org', differences: [] })
    await expect(settle('email', 'b@example.org', 'theirs')).rejects.toThrow('decided about this already')
    // The same word once more is no news, another one is.
    expect(takeIn(core, 'HL7', [record({ ...rosa, email: 'b@example.org' })])).toMatchObject([{ outcome: 'unchanged' }])
    takeIn(core, 'HL7', [record({ ...rosa, email: 'c@example.org' })])
    expect(card()?.differences).toMatchObject([{ field: 'email', theirs: 'c@example.org' }])
  })
})

/** A source of these records, as FHIR or a server is one. */
function sourceOf(records: readonly Incoming[]): Source {
  return {
    name: 'records',
    total: records.length,
    async *batches() {
      for (let at = 0; at < records.length; at += BATCH) yield records.slice(at, at + BATCH)
    },
  }
}

describe('an import of records with visits', () => {
  it('is undone whole: people, visits, moved visits and what differs', async () => {
    const { core } = await temporaryPractice({ now })
    core.record([
      { kind: 'patient.created', body: { patientId: 'p', fields: { ...noFields, givenName: 'Rosa', familyName: 'Núñez', birthDate: '1967-03-04', language: 'en' }, importId: null }, at: now(), actor: 'desk' },
      { kind: 'visit.recorded', body: { visitId: 'hl7:4711', patientId: 'p', at: 1, status: 'booked', clinician: 'Dr. Wu', reason: 'Knee', note: 'bring films', matter: { en: 'knee' } }, at: now(), actor: 'desk' },
    ])
    const tables = () => ['patients', 'visits', 'differences', 'phones', 'patient_ids'].map((table) => core.db.prepare(`SELECT * FROM ${table}`).all())
    const before = tables()
    const records = [record({ ...rosa, language: 'es' }, [booked, { ...booked, visitId: 'hl7:4712', at: 500 }]), record({ givenName: 'New', familyName: 'One', externalId: '5' }, [{ ...booked, visitId: 'hl7:1' }])]
    const importId = core.imports.apply(sourceOf(records), 'ana')
    await core.imports.idle()
    expect(core.db.prepare('SELECT state, created, changed, differing, visits FROM imports').get()).toEqual({ state: 'done', created: 1, changed: 0, differing: 1, visits: 3 })
    expect(patientCard(core.db, 'p')?.visits).toMatchObject([{ at: 1_000, note: 'bring films', matter: { en: 'knee' } }, { id: 'hl7:4712' }])
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(tables()).toEqual(before)
  })
})

describe('the practice asked by index', () => {
  const name = fc.constantFrom('Ana', 'José', 'Rosa María', 'O’Brien', 'Li', '')
  const values = fc.record({ givenName: name, familyName: name, birthDate: fc.constantFrom('', '1980-01-01', '1990-02-02'), externalId: fc.constantFrom('', '1', '2'), otherIds: fc.subarray(['a', 'b']), phones: fc.subarray([mobile('+15550100101'), mobile('+15550100102')]) })

  it('decides as the whole list of people does', async () => {
    const { core } = await temporaryPractice({ now })
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 6 }), async (all) => {
        for (const one of all) {
          const read = record(one)
          const index = await PeopleIndex.load(core.db, inSlices())
          const newId = core.newId()
          const [byIndex, byList] = [peopleNow(core.db), index].map((base) => new Run(core, base, () => newId).decide(read))
          expect(byIndex).toEqual(byList)
          if (byIndex) core.record(eventsOfDecision(byIndex, { importId: null, source: 'HL7', at: now(), actor: 'rule:hl7' }))
        }
      }),
      { numRuns: 40 },
    )
  })
})
