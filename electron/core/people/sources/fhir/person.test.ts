import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../import/incoming.ts'
import { ana, read } from './testing.ts'

async function one(fields: object): Promise<Incoming> {
  const [first] = await read({ ...ana, ...fields })
  if (!first) throw new Error('nobody was read')
  return first
}

const said = async (fields: object): Promise<[unknown, string[]]> => {
  const { values, notes } = await one(fields)
  return [values, notes]
}

describe('a Patient', () => {
  it('brings the official name without middle names, what they go by, and no name they had before', async () => {
    const name = [
      { use: 'maiden', family: 'Soto', given: ['Ana'] },
      { use: 'old', family: 'Old' },
      { use: 'usual', given: ['Anita'], family: 'Ruiz' },
      { use: 'official', given: ['Ana', 'María'], family: 'Ruiz', suffix: ['Jr.', 'MD'], prefix: ['Mrs.'] },
      { use: 'nickname', given: ['Nita'], period: { end: '2020-01-01' } },
    ]
    expect((await one({ name })).values).toMatchObject({ givenName: 'Ana', familyName: 'Ruiz Jr.', preferredName: 'Anita' })
  })

  it('told twice is as the newer record has it, whichever is read first', async () => {
    const older = { ...ana, meta: { lastUpdated: '2025-01-01T00:00:00Z' } }
    const newer = { ...ana, birthDate: '1980-04-13', meta: { lastUpdated: '2025-01-01T00:00:00-01:00' } }
    for (const both of [[older, newer], [newer, older]]) expect((await read(...both)).map(({ values }) => values?.birthDate)).toEqual(['1980-04-13'])
  })

  it('keeps names as the source has them, digits and all', async () => {
    expect((await one({ name: [{ family: 'Medhurst46', given: ['Sumiko254', 'Larue605'] }] })).values).toMatchObject({ givenName: 'Sumiko254', familyName: 'Medhurst46', preferredName: '' })
  })

  it('with nothing but a whole name has it whole', async () => {
    expect((await one({ name: [{ text: 'Ana de la Cruz' }] })).values).toMatchObject({ givenName: 'Ana de la Cruz', familyName: '' })
  })

  it('brings numbers by rank, with their kind, and none that ended', async () => {
    const telecom = [
      { system: 'phone', use: 'work', value: '(555) 010-0103' },
      { system: 'phone', use: 'home', value: '555-010-0102', rank: 2 },
      { system: 'phone', use: 'mobile', value: '+15550100101', rank: 1 },
      { system: 'sms', value: '555 010 0104' },
      { system: 'phone', use: 'old', value: '555-010-0105' },
      { system: 'phone', use: 'home', value: '555-010-0106', period: { end: '2026-03-01' } },
      { system: 'phone', use: 'home', value: '555-010-0107', period: { end: '2026-12-31' } },
      { system: 'fax', value: '555-010-0108' },
      { system: 'phone', use: 'constructor', value: '555-010-0109' },
    ]
    const { values, notes } = await one({ telecom })
    expect(values?.phones.map(({ number, label }) => [number, label])).toEqual([
      ['+15550100101', 'mobile'],
      ['+15550100102', 'home'],
      ['+15550100103', 'work'],
      ['+15550100104', 'mobile'],
      ['+15550100107', 'home'],
      ['+15550100109', 'other'],
    ])
    expect(notes).toEqual([])
  })

  it('brings the chart number first and its own id beside it, and no number of state or insurer', async () => {
    const coded = (code: string, value: string): object => ({ type: { coding: [{ code }] }, value })
    expect((await one({ identifier: [coded('SS', '999-94-5397'), coded('MR', '4711'), coded('DL', 'S99'), coded('MR', '4712')] })).values).toMatchObject({ externalId: '4711', otherIds: ['Patient/ana', '4712'], idSource: 'fhir' })
    expect((await one({})).values).toMatchObject({ externalId: 'ana', otherIds: ['Patient/ana'] })
  })

  it.each([
    ['the preferred of several languages', [{ language: { text: 'English' } }, { language: { coding: [{ code: 'es-MX' }] }, preferred: true }], 'es', []],
    ['the only language', [{ language: { text: 'English (United States)' } }], 'en', []],
    ['no language of several without a preferred one', [{ language: { text: 'English' } }, { language: { text: 'Spanish' } }], '', ['several languages (English, Spanish) and none preferred; left out']],
    ['no language nobody knows', [{ language: { text: 'Klingon' } }], '', ['language “Klingon” is not known; left out']],
  ])('brings %s', async (_what, communication, language, notes) => {
    expect(await said({ communication })).toMatchObject([{ language }, notes])
  })

  it('brings pronouns from the standard extension alone, never a gender identity', async () => {
    const pronouns = { url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns', extension: [{ url: 'value', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA29520-6' }] } }] }
    const identity = { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity', valueCodeableConcept: { text: 'non-binary' } }
    expect((await one({ extension: [identity, pronouns] })).values?.pronouns).toBe('they/them')
    expect(JSON.stringify(await one({ extension: [identity], gender: 'female' }))).not.toMatch(/binary|female/)
  })

  it.each([
    ['with a birth date of zeros', '0000-00-00', '', []],
    ['with a year alone', '1980', '', ['birth date 1980 has no day; left out']],
    ['with a month alone', '1980-04', '', ['birth date 1980-04 has no day; left out']],
    ['with a day', '1980-02-29', '1980-02-29', []],
  ])('%s says no more than that', async (_what, birthDate, date, notes) => {
    expect(await said({ birthDate })).toMatchObject([{ birthDate: date }, notes])
  })

  it.each([
    ['whose birth date does not exist', { birthDate: '1981-02-29' }, 'birth date 1981-02-29 cannot be read'],
    ['born tomorrow', { birthDate: '2026-03-11' }, 'birth date 2026-03-11 is in the future'],
    ['born too long ago', { birthDate: '1899-01-01' }, 'more than 125 years ago'],
    ['who has died', { deceasedDateTime: '2020-01-01' }, 'recorded as deceased'],
    ['who is not active', { active: false }, 'marked as not active'],
    ['whose record was replaced', { link: [{ type: 'replaced-by', other: { reference: 'Patient/2' } }] }, 'another record has replaced this one'],
    ['without a name', { name: [] }, 'no name'],
    ['with a name without a letter', { name: [{ family: '---' }] }, 'no name'],
    ['with a name nobody has', { name: [{ family: 'x'.repeat(121) }] }, 'the name is longer than 120 characters'],
    ['with a name of the wrong kind', { name: 'Ana Ruiz' }, 'no name'],
    ['with a name whose letters are lost', { name: [{ family: 'N�ñez' }] }, 'letters in the name cannot be read'],
  ])('%s is left out with the reason', async (_what, fields, skip) => {
    expect(await one(fields)).toMatchObject({ values: null, visits: [], skip: expect.stringContaining(skip) as string })
  })

  it('has people around them told, whose numbers are not taken', async () => {
    const contact = [{ relationship: [{ text: 'mother' }], name: { given: ['Eva'], family: 'Ruiz' }, telecom: [{ system: 'phone', value: '555-010-0111' }, { system: 'email', value: 'e@example.org' }] }, { name: { text: 'Nobody' } }]
    const guarantor = { resourceType: 'RelatedPerson', id: 'r', patient: { reference: 'Patient/ana' }, relationship: [{ coding: [{ display: 'guarantor' }] }], name: [{ text: 'Leo Ruiz' }], telecom: [{ system: 'phone', value: '555-010-0112' }] }
    const [first] = await read(guarantor, { ...ana, contact })
    expect(first?.notes).toEqual(['not taken: Eva Ruiz (mother), 555-010-0111', 'not taken: Leo Ruiz (guarantor), 555-010-0112'])
    expect(first?.values?.phones).toEqual([])
  })

  it('says nothing else of what stands in it', async () => {
    const [first] = await read({ ...ana, gender: 'female', maritalStatus: { text: 'Married' }, address: [{ line: ['1 Elm St'] }], photo: [{ data: 'AAAA' }], multipleBirthBoolean: true })
    expect(JSON.stringify(first)).not.toMatch(/female|Married|Elm|AAAA/)
  })

  it('with fields of every wrong kind is read as far as it goes', async () => {
    const wrong = [null, 7, 'x', true, [], {}, [[]], [null], { __proto__: 1 }]
    for (const value of wrong) {
      for (const field of ['identifier', 'name', 'telecom', 'communication', 'contact', 'link', 'extension', 'meta', 'birthDate', 'active', 'id']) {
        expect(await read({ ...ana, [field]: value })).toHaveLength(1)
      }
    }
  })
})
