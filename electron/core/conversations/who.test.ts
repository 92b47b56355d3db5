import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { snapshotOf } from '../desk.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+15550100177'
const clock = testClock()
let core: Core
let desk: Desk

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
})

const ring = (callId: string, number: string | null, callerName?: string): void => desk.tell({ type: 'ringing', at: (clock.at += MINUTE), callId, direction: 'in', number, callerName })
const person = async (givenName: string, number = NUMBER, more = {}): Promise<string> =>
  (await desk.done('people.create', { conversationId: null, fields: { givenName, familyName: 'Grant', phones: [{ number, label: 'mobile' }], ...more } })).patientId
const who = (id = NUMBER): unknown => desk.conversation(id).who

describe('who is calling', () => {
  test.each([null, '', 'anonymous', 'Restricted', 'unavailable', 'sip:anonymous@anonymous.invalid', '000-000-0000'])('%j is never merged with another caller', (number) => {
    for (const callId of ['c1', 'c2']) {
      ring(callId, number)
      desk.tell({ type: 'missed', at: clock.at, callId })
    }
    const ids = snapshotOf(core).conversations.map((it) => it.id)
    expect(ids).toHaveLength(2)
    for (const id of ids) expect(desk.conversation(id)).toMatchObject({ waitingFor: { missed: 1 }, textable: false })
  })

  test('is one conversation however the number is written', () => {
    for (const [index, number] of ['+15550100177', '(555) 010-0177', '5550100177', 'sip:+15550100177@pbx.example', 'tel:+1-555-010-0177'].entries()) ring(`c${index}`, number)
    expect(snapshotOf(core).conversations.map((it) => it.id)).toEqual([NUMBER])
  })

  test('is a new number with the caller name as a hint only', () => {
    ring('c1', NUMBER, 'GRANT ROSA')
    expect(who()).toEqual({ kind: 'new', callerName: 'GRANT ROSA' })
  })

  test('is the patient when one person has the number', async () => {
    ring('c1', NUMBER, 'SOMEBODY ELSE')
    const patientId = await person('Rosa')
    expect(who()).toMatchObject({ kind: 'patient', patientId, name: 'Rosa Grant', shares: 1 })
  })

  test('stays a question for a household, ranked with reasons, until somebody says who, and can be corrected', async () => {
    const [rosa, felix] = [await person('Rosa'), await person('Felix')]
    core.record([{ kind: 'visit.recorded', body: { visitId: 'v', patientId: felix, at: clock.at + 2 * HOUR, status: 'booked', clinician: '', reason: '', note: '', matter: null }, at: clock.at, actor: 'rule:import' }])
    ring('c1', NUMBER)
    expect(who()).toMatchObject({ kind: 'household', candidates: [{ patientId: felix, reasons: [{ code: 'visitToday' }] }, { patientId: rosa }] })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: felix })
    expect(who()).toMatchObject({ kind: 'patient', patientId: felix, shares: 2 })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: rosa })
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: null })
    expect(who()).toMatchObject({ kind: 'household' })
  })

  test('can be written to first: the conversation is begun once, and belongs to whoever has the number', async () => {
    const patientId = await person('Rosa')
    const begun = await desk.done('conversations.open', { conversationId: NUMBER })
    expect(begun).toMatchObject({ id: NUMBER, who: { kind: 'patient', patientId }, textable: true, last: null, waitingSince: null })
    const seq = core.lastSeq()
    expect(await desk.done('conversations.open', { conversationId: NUMBER })).toEqual(begun)
    expect(core.lastSeq()).toBe(seq)
    await desk.done('replies.send', { conversationId: NUMBER, body: 'Hello from the clinic.', templateId: null, language: 'en' })
    expect(await desk.refused('conversations.open', { conversationId: 'not a number' })).toBe('blocked')
  })

  test('is asked again when the person somebody chose was removed', async () => {
    const rosa = await person('Rosa')
    ring('c1', '+15550100188')
    await desk.done('conversations.identify', { conversationId: '+15550100188', patientId: rosa })
    core.record([{ kind: 'patient.removed', body: { patientId: rosa, importId: null }, at: clock.at, actor: 'ana' }])
    expect(who('+15550100188')).toMatchObject({ kind: 'new' })
    expect(await desk.refused('conversations.identify', { conversationId: '+15550100188', patientId: rosa })).toBe('notFound')
  })

  test('is known at once when the desk makes a card for a new number', async () => {
    ring('c1', NUMBER)
    const { patientId } = await desk.done('people.create', { conversationId: NUMBER, fields: { givenName: 'Rosa', phones: [] } })
    expect(who()).toMatchObject({ kind: 'patient', patientId })
  })
})

describe('one call that several phones report', () => {
  test('keeps the number one of them saw, in whatever order they tell', () => {
    ring('a', null)
    ring('a', NUMBER)
    ring('b', '+15550100188')
    ring('b', null)
    expect(snapshotOf(core).conversations.map((it) => it.id).toSorted()).toEqual([NUMBER, '+15550100188'])
    expect(desk.conversation(NUMBER).ringing).toMatchObject({ callId: 'main:a' })
  })

  test('rings since the first of them', () => {
    const since = clock.at + MINUTE
    ring('a', NUMBER)
    ring('a', NUMBER)
    expect(desk.conversation(NUMBER).ringing).toMatchObject({ since })
  })
})

describe('calling back', () => {
  test('a withheld number is refused with a reason, and an unreadable one is never handed to a line', async () => {
    let dialled: string[] = []
    core.lines.dial = async ({ to }) => (dialled.push(to), { dialled: true })
    ring('a', 'anonymous')
    ring('b', 'ext. 2-04 (lobby)')
    ring('c', NUMBER)
    const ids = snapshotOf(core).conversations.map((it) => it.id)
    const withheld = ids.find((id) => id.startsWith('withheld:')) ?? ''
    const unreadable = ids.find((id) => id.startsWith('raw:')) ?? ''
    expect(await desk.refused('conversations.call', { conversationId: withheld })).toBe('blocked')
    expect(await desk.refused('conversations.noteCall', { conversationId: withheld, reached: true })).toBe('blocked')
    expect(await desk.done('conversations.call', { conversationId: unreadable })).toEqual({ dialled: false, display: 'ext. 2-04 (lobby)', why: null })
    expect(await desk.done('conversations.call', { conversationId: NUMBER })).toEqual({ dialled: true, display: '(555) 010-0177', why: null })
    expect(dialled).toEqual([NUMBER])
    dialled = []
  })

  test('without a line that dials shows the number', async () => {
    ring('c', NUMBER)
    expect(await desk.done('conversations.call', { conversationId: NUMBER })).toEqual({ dialled: false, display: '(555) 010-0177', why: null })
  })
})

describe('commands about a conversation that is not there', () => {
  test('are refused and leave no trace', async () => {
    const seq = core.lastSeq()
    const conversationId = '+15550109999'
    const calls = [
      desk.refused('conversations.resolve', { conversationId, reason: 'x' }),
      desk.refused('conversations.note', { conversationId, body: 'x', handOffTo: null }),
      desk.refused('conversations.assign', { conversationId, staffId: null }),
      desk.refused('conversations.optOut', { conversationId, how: 'x' }),
      desk.refused('conversations.noteCall', { conversationId, reached: true }),
      desk.refused('replies.send', { conversationId, body: 'x', templateId: null, language: null }),
    ]
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['notFound']))
    expect(core.lastSeq()).toBe(seq)
  })

  test('nor is one given to somebody who is not on the staff list', async () => {
    ring('c', NUMBER)
    expect(await desk.refused('conversations.assign', { conversationId: NUMBER, staffId: 'nobody' })).toBe('notFound')
  })
})
