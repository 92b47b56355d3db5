import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import type { Argument } from '@shared/contract/index.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { rebuild } from '../journal/journal.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { allRows } from '../testing/tables.ts'
import { importFile } from './import/testing.ts'
import { mergeEvents } from './merge.ts'
import { searchPeople } from './search.ts'

const HOME = '+15550100177'
const MOBILE = '+15550100188'
const clock = testClock()
let core: Core
let desk: Desk

beforeEach(async () => {
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
})

const person = async (givenName: string, more: Argument<'people.create'>['fields'] = {}): Promise<string> =>
  (await desk.done('people.create', { conversationId: null, fields: { givenName, familyName: 'Grant', ...more } })).patientId
const visit = (visitId: string, patientId: string): void =>
  void core.record([{ kind: 'visit.recorded', body: { visitId, patientId, at: clock.at, status: 'kept', clinician: 'Dr. Chen', reason: '', note: '', matter: null }, at: clock.at, actor: 'rule:import' }])
const merge = async (from: string, into: string, taken: Argument<'people.merge'>['taken'] = []): Promise<unknown> => desk.done('people.merge', { from, into, taken })
const card = async (patientId: string): Promise<unknown> => desk.done('people.card', { patientId })
const found = (words: string): string[] => searchPeople(core.db, words, 10, 0).rows.map(({ id }) => id)
/** All but what a later change of a field leaves in the history, and when. */
const rows = (): unknown => ({ ...allRows(core.db, ['rosa', 'rosita', '0100188']), patient_changes: null, patient_origins: null, former_phones: null, patients: core.db.prepare('SELECT * FROM patients ORDER BY id').all().map((row) => ({ ...(row as object), row: null })) })

describe('two records of one person', () => {
  test('become one with everything of both: visits, numbers, alerts, ids; a value of the survivor stays, an empty one is filled', async () => {
    const rosa = await person('Rosa', { externalId: '17', alerts: ['Latex'], phones: [{ number: HOME, label: 'home' }] })
    const rosita = await person('Rosita', { externalId: '99', email: 'r@example.org', alerts: ['Latex', 'Deaf, left ear'], language: 'es', phones: [{ number: HOME, label: 'home' }, { number: MOBILE, label: 'mobile', mayLeaveMessage: true }] })
    visit('v1', rosa)
    visit('v2', rosita)
    await merge(rosita, rosa)
    expect(await card(rosa)).toMatchObject({
      givenName: 'Rosa', email: 'r@example.org', language: 'es', externalId: '17', alerts: ['Latex', 'Deaf, left ear'],
      phones: [{ number: HOME }, { number: MOBILE, mayLeaveMessage: true }], visits: [{}, {}], household: [], merged: [{ id: rosita, name: 'Rosita Grant', by: 'the desk' }],
    })
    // A nickname of Rosa's, who is the only one left.
    expect(found('rosita')).toEqual([rosa])
    expect(searchPeople(core.db, '', 10, 0).total).toBe(1)
    expect((await desk.done('people.history', { patientId: rosa })).map(({ field, before }) => [field, before])).toContainEqual(['givenName', 'Rosita'])
    const changed = core.db.prepare(`SELECT body FROM journal WHERE kind = 'patient.changed' ORDER BY seq DESC LIMIT 1`).get() as { body: string }
    expect(JSON.parse(changed.body)).toMatchObject({ changes: { otherIds: ['99'] } })
  })

  test('take the values that were chosen from the one that goes, but never an empty one', async () => {
    const rosa = await person('Rosa', { birthDate: '1954-11-30', email: 'old@example.org', externalId: '17' })
    const rosita = await person('Rosita', { birthDate: '1954-11-03', externalId: '99' })
    await merge(rosita, rosa, ['givenName', 'birthDate', 'email', 'externalId'])
    expect(await card(rosa)).toMatchObject({ givenName: 'Rosita', birthDate: '1954-11-03', email: 'old@example.org', externalId: '99' })
    expect(core.db.prepare(`SELECT body FROM journal WHERE kind = 'patient.merged'`).all()).toHaveLength(1)
  })

  test('keep being found by the id of the one that went: its card, its changes, its conversations, its answers', async () => {
    const [rosa, rosita, third] = [await person('Rosa'), await person('Rosita'), await person('Rose')]
    desk.tell({ type: 'ringing', at: clock.at, callId: 'c1', direction: 'in', number: MOBILE })
    await desk.done('conversations.identify', { conversationId: MOBILE, patientId: rosita })
    await merge(rosita, rosa)
    await merge(rosa, third)
    expect(desk.conversation(MOBILE).who).toMatchObject({ kind: 'patient', patientId: third, name: 'Rose Grant' })
    expect(await card(rosita)).toMatchObject({ id: third })
    await desk.done('people.change', { patientId: rosita, changes: { email: 'r@example.org' } })
    expect(await card(third)).toMatchObject({ email: 'r@example.org' })
    await desk.done('conversations.identify', { conversationId: MOBILE, patientId: rosa })
    expect(desk.conversation(MOBILE).who).toMatchObject({ patientId: third })
    expect(mergeEvents(core, rosita, third, 'line:hl7')).toEqual([])
    expect(mergeEvents(core, 'nobody', third, 'line:hl7')).toEqual([])
    expect(await desk.refused('people.merge', { from: rosa, into: rosita, taken: [] })).toBe('notFound')
  })

  test('who pays for whom follows, and nobody pays for themselves', async () => {
    const rosa = await person('Rosa')
    const child = await person('Ana', { guarantorId: rosa })
    const again = await person('Rosita', { guarantorId: child })
    await merge(rosa, again)
    expect(await card(child)).toMatchObject({ guarantorId: again })
    await merge(again, child)
    expect(await card(child)).toMatchObject({ guarantorId: null })
  })

  test('are shown side by side with who entered each value and when', async () => {
    const rosa = await person('Rosa', { birthDate: '1954-11-30' })
    clock.at += MINUTE
    await importFile(core, 'First name,Last name,DOB\nRosita,Grant,1954-11-03\n')
    const rosita = found('rosita')[0] ?? ''
    await desk.done('people.change', { patientId: rosita, changes: { birthDate: '1954-11-30' } })
    const preview = await desk.done('people.mergePreview', { a: rosita, b: rosa })
    expect(preview.sides).toMatchObject([{ patientId: rosita, made: { by: 'patients.csv' } }, { patientId: rosa, made: { by: 'the desk', at: clock.at - MINUTE } }])
    expect(preview.fields.find(({ field }) => field === 'givenName')?.values).toMatchObject([{ value: 'Rosita', by: 'patients.csv' }, { value: 'Rosa', by: 'the desk' }])
    expect(preview.fields.find(({ field }) => field === 'birthDate')?.values).toMatchObject([{ by: 'the desk', at: clock.at }, { by: 'the desk', at: clock.at - MINUTE }])
  })
})

describe('taking them apart again', () => {
  test('leaves everything as it was', async () => {
    const rosa = await person('Rosa', { phones: [{ number: HOME, label: 'home' }], externalId: '17' })
    const rosita = await person('Rosita', { email: 'r@example.org', externalId: '99', phones: [{ number: MOBILE, label: 'mobile', mayLeaveMessage: false }] })
    await person('Ana', { guarantorId: rosita })
    visit('v1', rosita)
    desk.tell({ type: 'ringing', at: clock.at, callId: 'c1', direction: 'in', number: HOME })
    await desk.done('conversations.identify', { conversationId: HOME, patientId: rosita })
    const before = rows()
    await merge(rosita, rosa, ['givenName'])
    expect(rows()).not.toEqual(before)
    await desk.done('people.unmerge', { from: rosita })
    expect(rows()).toEqual(before)
    const lived = allRows(core.db, ['rosa'])
    rebuild(core.db as WritableDB)
    expect(allRows(core.db, ['rosa'])).toEqual(lived)
  })

  test('keeps what was changed in the survivor since, and takes only the numbers that the other brought', async () => {
    const rosa = await person('Rosa', { phones: [{ number: HOME, label: 'home' }] })
    const rosita = await person('Rosita', { email: 'r@example.org', language: 'es', phones: [{ number: MOBILE, label: 'mobile' }] })
    await merge(rosita, rosa)
    await desk.done('people.change', { patientId: rosa, changes: { email: 'new@example.org', phones: [{ number: HOME, label: 'home' }, { number: MOBILE, label: 'mobile' }, { number: '+15550100166', label: 'work' }] } })
    await desk.done('people.unmerge', { from: rosita })
    expect(await card(rosa)).toMatchObject({ email: 'new@example.org', language: '', phones: [{ number: HOME }, { number: '+15550100166' }] })
    expect(await card(rosita)).toMatchObject({ email: 'r@example.org', phones: [{ number: MOBILE }] })
  })

  test('is refused in the wrong order, and for records that are not joined', async () => {
    const [rosa, rosita, rose] = [await person('Rosa'), await person('Rosita'), await person('Rose')]
    await merge(rosita, rosa)
    await merge(rosa, rose)
    expect(await desk.refused('people.unmerge', { from: rosita })).toBe('conflict')
    expect(await desk.refused('people.unmerge', { from: rose })).toBe('conflict')
    await desk.done('people.unmerge', { from: rosa })
    await desk.done('people.unmerge', { from: rosita })
    expect([rosa, rosita, rose].map((id) => found('grant').includes(id))).toEqual([true, true, true])
  })
})

test('a list that is read again does not bring back the record that was joined, nor does undoing an import lose its survivor', async () => {
  const rosa = await person('Rosa', { birthDate: '1954-11-30' })
  const file = 'First name,Last name,DOB\nRosita,Grant,1954-11-30\n'
  const importId = await importFile(core, file)
  const rosita = found('rosita')[0] ?? ''
  await merge(rosa, rosita)
  await importFile(core, file)
  expect(searchPeople(core.db, '', 10, 0).total).toBe(1)
  await importFile(core, 'First name,Last name,DOB\nRosa,Grant,1954-11-30\n')
  expect(searchPeople(core.db, '', 10, 0).total).toBe(1)
  await desk.done('imports.undo', { importId })
  await core.imports.idle()
  expect(searchPeople(core.db, '', 10, 0).rows.map(({ id }) => id)).toEqual([rosita])
})
