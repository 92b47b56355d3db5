import { beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../../../core.ts'
import { deskAt, type Desk } from '../../../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../../../testing/practice.ts'
import { patientCard } from '../../queries.ts'
import { searchPeople } from '../../search.ts'
import { looksLikeHl7, messagesIn } from './file.ts'
import { appointment, fixture, messageOf, ROSA } from './testing.ts'

let core: Core
let desk: Desk

beforeEach(async () => {
  ;({ core } = await temporaryPractice({ now: testClock().now }))
  desk = deskAt(core)
})

const file = (...parts: (Buffer | string)[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))))

async function plan(...files: Uint8Array<ArrayBuffer>[]) {
  const staged = await desk.done('imports.stage', { files: files.map((bytes, at) => ({ fileName: `feed-${at}.hl7`, bytes })) })
  expect(staged.kind).toBe('records')
  return { stageId: staged.stageId, rows: staged.kind === 'records' ? staged.rows : 0, ...(await desk.done('imports.plan', { stageId: staged.stageId, mapping: null })) }
}

const rosa = () => patientCard(core.db, searchPeople(core.db, 'rosa nunez', 5, 0).rows[0]?.id ?? '')

describe('a file of messages', () => {
  it('is looked over, taken in with the last word of each, and undone whole', async () => {
    const feed = file(messageOf('ADT^A28', [ROSA]), messageOf('SIU^S12', appointment('20260316143000')), messageOf('ADT^A31', [ROSA.replace('Rosa', 'Rosalía')]), messageOf('SIU^S13', appointment('20260317100000')), messageOf('SIU^S15', ['SCH||4711', ROSA]))
    const { stageId, ...planned } = await plan(feed)
    expect(planned).toMatchObject({ rows: 5, create: 1, skip: 0, visits: 1 })
    expect(core.db.prepare('SELECT count(*) AS n FROM patients').get()).toEqual({ n: 0 })
    const { importId } = await desk.done('imports.apply', { stageId, mapping: null })
    await core.imports.idle()
    expect(rosa()).toMatchObject({ givenName: 'Rosa', externalId: '77', visits: [{ at: Date.parse('2026-03-17T10:00:00-04:00'), status: 'cancelled' }] })
    await desk.done('imports.undo', { importId })
    await core.imports.idle()
    expect(core.db.prepare('SELECT (SELECT count(*) FROM patients) + (SELECT count(*) FROM visits) AS n').get()).toEqual({ n: 0 })
  })

  it.each([['\r'], ['\n'], ['\r\n']])('is read with lines that end in %j', async (end) => {
    const feed = file(Buffer.concat([messageOf('ADT^A28', [ROSA]), messageOf('SIU^S12', appointment('20260316143000'))]).toString().replaceAll('\r', end))
    expect(await plan(feed)).toMatchObject({ rows: 2, create: 1, visits: 1, skip: 0 })
  })

  it('may be a batch, which is missed an end, and whose count is compared', async () => {
    const [one, two] = [messageOf('ADT^A28', [ROSA]), messageOf('ADT^A28', ['PID|1||78||Weber^Otto'])]
    expect(await plan(file('FHS|^~\\&|PMS\rBHS|^~\\&|PMS\r', one, two, 'BTS|2\rFTS|1\r'))).toMatchObject({ rows: 2, create: 2, skip: 0 })
    expect(await plan(file('BHS|^~\\&|PMS\r', one, two, 'BTS|3\r'))).toMatchObject({ create: 2, skip: 1, lines: expect.arrayContaining([expect.objectContaining({ detail: expect.stringContaining('counts 3 messages') as unknown })]) as unknown })
    expect(await plan(file('FHS|^~\\&|PMS\r', one, two.subarray(0, 60)))).toMatchObject({ skip: 2, lines: expect.arrayContaining([expect.objectContaining({ detail: expect.stringContaining('cut off') as unknown })]) as unknown })
  })

  it('is several: all that are chosen, in order', async () => {
    expect(await plan(...['ADT-A01-01', 'ADT-A03-01', 'ADT-A08-01', 'ADT-A28-01', 'ADT-A40-01', 'ADT01-23', 'SIU-S12-01', 'SIU-S13-01', 'SIU-S26-01', 'SIU_12'].map((name) => file(fixture(name))))).toMatchObject({ rows: 10, create: 2, skip: 1, visits: 3 })
  })

  it('broken or hostile ends in the report', async () => {
    const feed = file(messageOf('ADT^A28', [ROSA]), 'MSH\r', 'MSH|||||\r', messageOf('ORU^R01', ['OBX|1']), messageOf('SIU^S12', appointment('000000000000')), messageOf('ADT^A28', ['PID|1||||=cmd()^@SUM(A1)||00000000']), messageOf('ADT^A08', ['EVN']), 'MSH|^~\\&|', Buffer.alloc(3 * 1024 * 1024, 'x'))
    const { stageId, ...planned } = await plan(feed)
    expect(planned).toMatchObject({ rows: 8, create: 2, skip: 6 })
    const { csv } = await desk.done('imports.problems', { stageId, mapping: null })
    expect(csv).toContain('Its MSH-1 and MSH-2')
    expect(csv).toContain('Only ADT and SIU')
    expect(csv).toContain('its time cannot be read')
    expect(csv).toContain('larger than 1 MB')
    expect(csv).not.toMatch(/(?:^|,)[=@]/m)
  })

  it('without MSH is no HL7, beside a list is refused, and one line of 190 MB is a line of the report', async () => {
    expect(await desk.refused('imports.stage', { files: [{ fileName: 'a.hl7', bytes: Buffer.from('FHS|^~\\&|PMS\rPID|1\r') }] })).toBe('badArgument')
    expect(await desk.refused('imports.stage', { files: [{ fileName: 'a.hl7', bytes: file(messageOf('ADT^A28', [ROSA])) }, { fileName: 'b.csv', bytes: Buffer.from('First,Last\nAna,Ruiz\n') }] })).toBe('badArgument')
    expect(looksLikeHl7(Buffer.from('MSHname,other\nx,y\n'))).toBe(false)
    const long = Buffer.alloc(190 * 1024 * 1024, 'MSH|')
    long.write('MSH|^~\\&|')
    expect(await plan(file(long))).toMatchObject({ rows: 1, skip: 1 })
  })

  it('is found by the messages in it, wherever they begin', () => {
    expect([...messagesIn(Buffer.from('\ufeffMSH|1\rPID|MSH|\r\x0bMSH|2\x1c\r\nMSH|3'))].map(({ bytes, number }) => `${number} ${bytes.toString().slice(0, 5)}`)).toEqual(['1 MSH|1', '2 MSH|2', '3 MSH|3'])
  })
})
