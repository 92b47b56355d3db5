import { describe, expect, it } from 'vitest'
import { fixture, messageOf, read, ROSA, told } from './testing.ts'
import { typeOf } from './read.ts'

const everyman = {
  givenName: 'ADAM', familyName: 'EVERYMAN', preferredName: '', pronouns: '', birthDate: '1988-08-18', language: 'ar', email: '', externalId: 'PATID1234', otherIds: ['test1:PATID1234'], idSource: 'hl7',
}
const clock = (text: string): number => Date.parse(text)

describe('every public message is read right', () => {
  it.each(['A01-01', 'A03-01', 'A04-01', 'A08-01'])('ADT %s: the person and their visit', (name) => {
    expect(told(fixture(`ADT-${name}`))).toMatchObject({
      kind: 'records',
      records: [{ name: 'ADAM EVERYMAN', skip: null, values: { ...everyman, phones: [{ number: '78788788', label: 'mobile' }, { number: '12121212', label: 'mobile' }, { number: '7777' }, { number: '1111' }] }, visits: [{ visitId: 'hl7:visit/40007716', at: clock('2015-02-08T11:34:19+01:10'), status: 'kept', clinician: 'Dr. Mohammed Alaz', reason: '' }] }],
    })
  })

  it.each(['A28-01', 'A31-01'])('ADT %s: the person alone', (name) => {
    expect(told(fixture(`ADT-${name}`))).toMatchObject({ kind: 'records', records: [{ values: everyman, visits: [] }] })
  })

  it('ADT A40: two records of one person', () => {
    expect(told(fixture('ADT-A40-01'))).toMatchObject({
      kind: 'merge',
      merges: [{ from: ['BCBS:56789', '56789'], into: ['BCBS:12345', '12345'], record: { values: { givenName: 'Test', familyName: 'Test', birthDate: '2018-02-05', externalId: '12345', otherIds: ['BCBS:12345', 'BCBS:56789', '56789'], phones: [{ number: '111 1111111', label: 'home' }] } } }],
    })
  })

  it('ADT A01 of version 2.3, with a byte order mark before it', () => {
    expect(told(fixture('ADT01-23'))).toMatchObject({ records: [{ values: { givenName: 'DONALD', familyName: 'DUCK', birthDate: '1924-10-10', externalId: '10006579', phones: [{ number: '+18885551212', label: 'home' }] }, visits: [{ visitId: 'hl7:visit/40007716', at: clock('2005-01-10T04:55:02+07:00'), clinician: 'WALT DISNEY' }] }] })
  })

  const moved = clock('2021-09-24T09:30:00+02:15')
  it.each([
    ['S12-01', 'booked', moved],
    ['S13-01', 'booked', moved],
    ['S14-01', 'booked', moved],
    ['S15-01', 'cancelled', moved],
    ['S16-01', 'cancelled', moved],
    ['S17-01', 'cancelled', moved],
    ['S26-01', 'noShow', moved],
    ['S12_1', 'booked', clock('2020-10-04T11:26:00+02:15')],
  ])('SIU %s: the appointment is %s', (name, status, at) => {
    const result = told(fixture(`SIU-${name}`))
    expect(result).toMatchObject({ kind: 'records', records: [{ values: everyman, visits: [{ visitId: 'hl7:36996', at, status, reason: 'Emergency' }] }] })
  })

  it('SIU: who sees them, by the first person booked', () => {
    expect(told(fixture('SIU-S13-01'))).toMatchObject({ records: [{ visits: [{ clinician: 'Robert GE' }] }] })
  })

  it('an ADT A60 holds nothing a desk keeps', () => {
    expect(typeOf(read(fixture('SIU_12')))).toEqual({ type: 'ADT', event: 'A60' })
    expect(told(fixture('SIU_12'))).toEqual({ kind: 'nothing', says: 'Nothing in ADT^A60 is kept here' })
  })

  it('and nothing clinical of any of them', () => {
    for (const name of ['ADT-A01-01', 'ADT-A08-01', 'SIU-S12-01', 'SIU-S13-01', 'SIU-S15-01', 'SIU-S26-01']) {
      const all = JSON.stringify(told(fixture(name)))
      expect(all).not.toMatch(/PENICILLIN|pharyngitis|Biopsy|colon|stroke|Hemogram|Catholic|Methodist|2106|123456789|PSSN|DLN-123|Ann Arbor/i)
    }
  })
})

const person = (pid: string, event = 'ADT^A28', header: Record<number, string> = {}): unknown => {
  const result = told(messageOf(event, [pid], header))
  return result.kind === 'records' ? result.records[0] : result
}

describe('a person', () => {
  it('is called by the legal name; a nickname is what they go by, an alias is not', () => {
    expect(person('PID|1||7||Ruiz^Paquita^^^^^A~Ruiz^Paco^^^^^N~Ruiz Gómez^Francisco^^^^^L~Díaz^Francisca^^^^^M')).toMatchObject({ values: { givenName: 'Francisco', familyName: 'Ruiz Gómez', preferredName: 'Paco' } })
    expect(person('PID|1||7||Lee^Ann^^^^^L~Lee^Annie^^^^^D')).toMatchObject({ values: { givenName: 'Ann', preferredName: 'Annie' } })
    expect(person('PID|1||7||Lee^Ann^^^^^L||||^Nan^^^^^N')).toMatchObject({ values: { preferredName: 'Nan' } })
  })

  it('has the ids that name them, never a social security or account number', () => {
    expect(person('PID|1||9^^^LAB^PI~078-05-1120^^^USSSA^SS~77^^^HOSP&1.2.3&ISO^MR~D1^^^^DL~5^^^X^AN||Lee^Ann')).toMatchObject({ values: { externalId: '77', otherIds: ['LAB:9', 'HOSP:77'] } })
    expect(person('PID|1|55|||Lee^Ann')).toMatchObject({ values: { externalId: '55', otherIds: [] } })
  })

  it('has the numbers that can be called, with what each is', () => {
    expect(person('PID|1||7||Lee^Ann||||||||(555)010-0101^PRN^PH~^PRN^CP^^1^555^0100102~^NET^Internet^ann@example.org~5550100109^PRN^FX|^WPN^PH^^1^555^0100103^42||||||||||||||||||||||||||^PRS^CP^^^^^^^^^+15550100104')).toMatchObject({
      values: {
        email: 'ann@example.org',
        phones: [{ number: '+15550100101', label: 'home' }, { number: '+15550100102', label: 'mobile' }, { number: '+15550100103', display: expect.stringContaining('ext. 42') as unknown, label: 'work' }, { number: '+15550100104', label: 'mobile' }],
      },
    })
  })

  it.each([
    ['19670304', '1967-03-04', 0],
    ['19670304235959-0800', '1967-03-04', 0],
    ['00000000', '', 0],
    ['0000', '', 0],
    ['1967', '', 0],
    ['19671332', '', 1],
    ['20990101', '', 1],
    ['18000101', '', 1],
    ['03/04/1967', '', 1],
    ['""', '', 0],
  ])('is born on %s: %s', (written, birthDate, notes) => {
    const record = person(`PID|1||7||Lee^Ann||${written}`)
    expect(record).toMatchObject({ values: { birthDate } })
    expect((record as { notes: string[] }).notes).toHaveLength(notes)
  })

  it.each([['es', 'es'], ['spa^Spanish^HL70296', 'es'], ['^Spanish', 'es'], ['x1^^L^es-US', 'es'], ['qqq', '']])('speaks %s: %s', (written, language) => {
    expect(person(`PID|1||7||Lee^Ann||||||||||${written}`)).toMatchObject({ values: { language } })
  })

  it('is left out without a name and an id, and with letters that cannot be read', () => {
    expect(person('PID|1||||""')).toMatchObject({ values: null, skip: 'PID has no name and no id' })
    expect(person('PID|1||7||N\uFFFDez^Rosa')).toMatchObject({ values: null, skip: expect.stringContaining('charset') as unknown })
  })

  it.each([
    ['8859/1', 'latin1', 'Núñez'],
    ['ISO_8859-1', 'latin1', 'Núñez'],
    ['UNICODE UTF-8', 'utf8', 'Núñez'],
    ['', 'utf8', 'Núñez'],
    ['', 'latin1', 'Núñez'],
    ['ASCII', 'latin1', 'Núñez'],
    ['UNICODE UTF-8', 'latin1', 'Núñez'],
    ['KLINGON', 'utf8', 'Núñez'],
  ] as const)('is read in charset “%s” from bytes in %s', (declared, encoding, family) => {
    const bytes = Buffer.from(messageOf('ADT^A28', [ROSA], { 18: declared }).toString('utf8'), encoding)
    expect(told(bytes)).toMatchObject({ records: [{ values: { familyName: family } }] })
  })

  it('is read in Polish, and an \\X..\\ in the charset of its message', () => {
    const bytes = Buffer.concat([messageOf('ADT^A28', [], { 18: '8859/2' }), Buffer.from('PID|1||7||\\XA3\\uk^'), Buffer.from([0xa3, 0x75]), Buffer.from('\r')])
    expect(told(bytes)).toMatchObject({ records: [{ values: { familyName: 'Łuk', givenName: 'Łu' }, notes: [] }] })
  })

  it('whose charset is not what it says, is taken with a note', () => {
    expect(told(Buffer.from(messageOf('ADT^A28', [ROSA], { 18: 'UNICODE UTF-8' }).toString(), 'latin1'))).toMatchObject({ records: [{ notes: ['it says UTF-8 and is not; read as windows-1252'] }] })
  })
})

const visit = (segments: string[], event = 'SIU^S12', known: Parameters<typeof told>[1] = () => null): unknown => {
  const result = told(messageOf(event, segments), known)
  return result.kind === 'records' ? result.records[0]?.visits[0] : result
}

describe('an appointment', () => {
  const sch = (more = ''): string => `SCH|P1|4711|||||FOLLOWUP^Follow-up of the knee${more}`

  it('is at the practice’s own clock where no offset stands', () => {
    expect(visit([sch(), ROSA, 'AIS|1|A|X|202603161430'])).toMatchObject({ at: clock('2026-03-16T14:30:00-05:00'), reason: 'Follow-up of the knee', status: 'booked' })
    expect(visit([sch(), ROSA, 'AIS|1|A|X|202601161430'])).toMatchObject({ at: clock('2026-01-16T14:30:00-06:00') })
    expect(visit([sch(), ROSA, 'AIS|1|A|X|20260316143000.5+0100'])).toMatchObject({ at: clock('2026-03-16T14:30:00+01:00') })
  })

  it('in an hour that the clock skips or repeats is read as calendars do', () => {
    expect(visit([sch(), ROSA, 'AIS|1|A|X|202603080230'])).toMatchObject({ at: clock('2026-03-08T03:30:00-05:00') })
    expect(visit([sch(), ROSA, 'AIS|1|A|X|202611010130'])).toMatchObject({ at: clock('2026-11-01T01:30:00-05:00') })
  })

  it.each([['BOOKED', 'booked'], ['Cancelled', 'cancelled'], ['Canceled', 'cancelled'], ['No-Show', 'noShow'], ['NOSHOW', 'noShow'], ['Complete', 'kept'], ['Arrived', 'kept'], ['Pending', 'booked'], ['', 'booked'], ['X9^Checked in', 'kept']])('with status %s is %s', (code, status) => {
    expect(visit([sch(`|||||||||||||||||||${code}`.slice(1)), ROSA, 'AIS|1|A|X|202603161430'], 'SIU^S14')).toMatchObject({ status })
  })

  it('keeps the time it had when a cancellation says none, and is refused when nobody knows one', () => {
    expect(visit([sch(), ROSA], 'SIU^S15', (id) => (id === 'hl7:4711' ? { at: 5000, status: 'booked' } : null))).toMatchObject({ visitId: 'hl7:4711', at: 5000, status: 'cancelled' })
    expect(visit([sch(), ROSA], 'SIU^S15')).toMatchObject({ kind: 'refused', code: 'AE', number: 101 })
  })

  it.each(['00000000', '000000000000', '20260231120000', '202603162460', '20260316', 'tomorrow'])('at %s is refused, known or not', (at) => {
    expect(visit([sch(), ROSA, `AIS|1|A|X|${at}`], 'SIU^S13', () => ({ at: 5000, status: 'booked' }))).toMatchObject({ kind: 'refused', code: 'AE', says: 'The appointment cannot be read: its time cannot be read' })
  })

  it('goes by the placer’s id where there is no filler’s, and is refused without any', () => {
    expect(visit(['SCH|P1', ROSA, 'AIS|1|A|X|202603161430'])).toMatchObject({ visitId: 'hl7:P1' })
    expect(visit(['SCH||', ROSA, 'AIS|1|A|X|202603161430'])).toMatchObject({ kind: 'refused', says: expect.stringContaining('name no appointment') as unknown })
  })

  it('of several patients is a visit for each; without one it is nothing here', () => {
    expect(told(messageOf('SIU^S12', [sch(), ROSA, 'PID|2||78||Lee^Ann', 'AIS|1|A|X|202603161430']))).toMatchObject({ records: [{ visits: [{ visitId: 'hl7:4711/77' }] }, { visits: [{ visitId: 'hl7:4711/78' }] }] })
    expect(told(messageOf('SIU^S12', [sch(), 'AIS|1|A|X|202603161430']))).toMatchObject({ kind: 'nothing' })
  })
})

describe('a message', () => {
  it.each([
    [{ 9: 'ORU^R01' }, 'AR', 200],
    [{ 9: '' }, 'AE', 101],
    [{ 11: 'T' }, 'AR', 202],
    [{ 12: '2.2' }, 'AR', 203],
    [{ 12: '3.0' }, 'AR', 203],
  ])('with %j is refused', (header, code, number) => {
    expect(told(messageOf('ADT^A08', [ROSA], header))).toMatchObject({ kind: 'refused', code, number })
  })

  it.each(['2.3', '2.3.1', '2.4', '2.5', '2.5.1', '2.6', '2.7', '2.7.1', '2.8', '2.8.2', '2.5^USA', ''])('of version “%s” is taken', (version) => {
    expect(told(messageOf('ADT^A08', [ROSA], { 12: version }))).toMatchObject({ kind: 'records' })
  })

  it('without a PID, with two MSH, or with an event only in EVN', () => {
    expect(told(messageOf('ADT^A08', ['EVN|A08']))).toMatchObject({ kind: 'refused', code: 'AE', number: 100 })
    expect(told(Buffer.concat([messageOf('ADT^A08', [ROSA]), messageOf('ADT^A08', [ROSA])]))).toMatchObject({ kind: 'refused', code: 'AR' })
    expect(told(messageOf('ADT', ['EVN|A31', ROSA], { 12: '2.3' }))).toMatchObject({ kind: 'records' })
  })

  it('with segments nobody knows is read for those that are known', () => {
    expect(told(messageOf('ADT^A08', ['ZZZ|1|2', 'not a segment', '|||', ROSA, 'OBX|1|ST|secret']))).toMatchObject({ records: [{ values: { familyName: 'Núñez' } }] })
  })
})
