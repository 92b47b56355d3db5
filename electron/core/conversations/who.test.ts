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
    expect(who()).toEqual({ kind: 'new', callerName: 'GRANT ROSA', before: null })
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

describe('the last answer for a shared number', () => {
  const identify = async (patientId: string | null, conversationId = NUMBER): Promise<unknown> => desk.done('conversations.identify', { conversationId, patientId })
  const hangUp = (callId: string): void => {
    desk.tell({ type: 'answered', at: clock.at, callId, staff: null, phone: 'Desk 1' })
    desk.tell({ type: 'ended', at: (clock.at += MINUTE), callId })
  }

  test('is a reason at the next call, with its day, and never the answer', async () => {
    const [rosa, felix] = [await person('Rosa'), await person('Felix')]
    ring('c1', NUMBER)
    await identify(rosa)
    const chosenAt = clock.at
    hangUp('c1')
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa, chosen: true })
    clock.at += 6 * 24 * HOUR
    ring('c2', NUMBER)
    expect(who()).toMatchObject({ kind: 'household', candidates: [{ patientId: rosa, reasons: [{ code: 'chosenBefore', at: chosenAt }] }, { patientId: felix, reasons: [] }] })
    await identify(felix)
    hangUp('c2')
    ring('c3', NUMBER)
    expect(who()).toMatchObject({ candidates: [{ patientId: felix, reasons: [{ code: 'calledRecently' }, { code: 'chosenBefore' }] }, { patientId: rosa, reasons: [] }] })
  })

  test('is not asked anew under the hands of somebody in a call with that number, nor by a call told late', async () => {
    const [rosa] = [await person('Rosa'), await person('Felix')]
    ring('c1', NUMBER)
    desk.tell({ type: 'answered', at: clock.at, callId: 'c1', staff: null, phone: 'Desk 1' })
    await identify(rosa)
    ring('c2', NUMBER)
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa })
    desk.tell({ type: 'ended', at: clock.at, callId: 'c1' })
    desk.tell({ type: 'ended', at: clock.at, callId: 'c2' })
    await identify(rosa)
    desk.tell({ type: 'ringing', at: clock.at - 20 * MINUTE, callId: 'late', direction: 'in', number: NUMBER })
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa })
  })

  test('holds for the texts of one exchange, and a text on another day asks', async () => {
    const [rosa] = [await person('Rosa'), await person('Felix')]
    const text = (textId: string): void => desk.tell({ type: 'text', at: clock.at, textId, number: NUMBER, body: 'Hello' })
    text('t1')
    await identify(rosa)
    clock.at += HOUR
    text('t2')
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa })
    clock.at += 5 * HOUR
    text('t3')
    expect(who()).toMatchObject({ kind: 'household', candidates: [{ patientId: rosa, reasons: [{ code: 'textedRecently', at: clock.at - 5 * HOUR }, { code: 'chosenBefore' }] }, {}] })
  })

  test('counts what passed over a number of theirs alone, and not what passed with somebody else at the shared one', async () => {
    const [rosa, felix] = [await person('Rosa'), await person('Felix')]
    await desk.done('people.addNumber', { patientId: felix, conversationId: (ring('m1', '+15550100188'), '+15550100188'), label: 'mobile' })
    ring('c1', NUMBER)
    await identify(rosa)
    hangUp('c1')
    desk.tell({ type: 'text', at: (clock.at += MINUTE), textId: 't1', number: '+15550100188', body: 'On my way' })
    const textedAt = clock.at
    ring('c2', NUMBER)
    expect(who()).toMatchObject({ candidates: [{ patientId: felix, reasons: [{ code: 'textedRecently', at: textedAt }, { code: 'calledRecently' }] }, { patientId: rosa, reasons: [{ code: 'calledRecently' }, { code: 'chosenBefore' }] }] })
  })

  test('is named for a number that is not theirs, and belongs to a withheld caller for that call alone', async () => {
    const rosa = await person('Rosa')
    ring('c1', '+15550100188')
    await identify(rosa, '+15550100188')
    expect(who('+15550100188')).toMatchObject({ kind: 'patient', patientId: rosa, shares: 0 })
    hangUp('c1')
    ring('c2', '+15550100188')
    expect(who('+15550100188')).toMatchObject({ kind: 'new', before: { patientId: rosa, name: 'Rosa Grant' } })
    ring('w1', null)
    ring('w2', null)
    const [one = '', other = ''] = snapshotOf(core).conversations.map(({ id }) => id).filter((id) => id.startsWith('withheld:'))
    await identify(rosa, one)
    expect([who(one), who(other)]).toMatchObject([{ kind: 'patient', patientId: rosa }, { kind: 'withheld' }])
  })
})

describe('what a number is', () => {
  const mark = async (kind: 'shared' | 'facility' | 'blocked' | 'internal', name = '', number = NUMBER): Promise<unknown> => desk.done('numbers.mark', { number, mark: { kind, name } })
  const unmark = async (): Promise<unknown> => desk.done('numbers.mark', { number: NUMBER, mark: null })

  test('shared asks also where one person has it, under a name of its own where it has one', async () => {
    const rosa = await person('Rosa')
    ring('c1', NUMBER)
    await mark('shared')
    expect(who()).toMatchObject({ kind: 'household', name: 'Rosa Grant', candidates: [{ patientId: rosa }] })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: rosa })
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa, chosen: true })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: null })
    await mark('shared', 'Grant farm')
    expect(who()).toMatchObject({ kind: 'household', name: 'Grant farm' })
    await unmark()
    expect(who()).toMatchObject({ kind: 'patient', patientId: rosa, chosen: false })
  })

  test('a facility shows its name and asks which resident, also where nobody has its number yet', async () => {
    ring('c1', NUMBER)
    expect(await desk.refused('numbers.mark', { number: NUMBER, mark: { kind: 'facility', name: ' ' } })).toBe('badArgument')
    await mark('facility', ' Sunrise House ')
    expect(who()).toEqual({ kind: 'household', name: 'Sunrise House', candidates: [] })
    const rosa = await person('Rosa')
    expect(who()).toMatchObject({ kind: 'household', name: 'Sunrise House', candidates: [{ patientId: rosa }] })
    expect(await desk.done('people.card', { patientId: rosa })).toMatchObject({ phones: [{ number: NUMBER, mark: { kind: 'facility', name: 'Sunrise House' } }] })
  })

  test.each(['blocked', 'internal'] as const)('a %s number waits for nobody, whatever comes from it, until the mark is taken away', async (kind) => {
    ring('c1', NUMBER)
    desk.tell({ type: 'missed', at: clock.at, callId: 'c1' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: clock.at, waitingFor: { missed: 1 } })
    await mark(kind)
    expect(desk.conversation(NUMBER)).toMatchObject({ mark: { kind }, waitingSince: null, waitingFor: { missed: 0 } })
    desk.tell({ type: 'text', at: clock.at + 1, textId: 't1', number: NUMBER, body: 'Cheap loans' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, last: { type: 'text' } })
    await unmark()
    expect(desk.conversation(NUMBER)).toMatchObject({ mark: null, waitingFor: { missed: 1, texts: 1 } })
  })

  test('a blocked or internal number gets no automatic text, not even the answer to STOP', async () => {
    const sent = (): unknown[] => core.db.prepare('SELECT id FROM texts WHERE automatic = 1').all()
    await mark('internal')
    desk.tell({ type: 'text', at: clock.at, textId: 't1', number: NUMBER, body: 'STOP' })
    expect(desk.conversation(NUMBER).optedOutAt).not.toBeNull()
    expect(sent()).toEqual([])
    desk.tell({ type: 'text', at: clock.at, textId: 't2', number: '+15550100188', body: 'STOP' })
    expect(sent()).toHaveLength(1)
  })

  test('can be said of a number that never called, but not of a caller without one; saying it twice leaves no trace', async () => {
    await mark('blocked')
    expect(snapshotOf(core).conversations).toEqual([])
    const seq = core.lastSeq()
    await mark('blocked')
    expect(core.lastSeq()).toBe(seq)
    ring('w', 'anonymous')
    const withheld = snapshotOf(core).conversations[0]?.id ?? ''
    expect(await desk.refused('numbers.mark', { number: withheld, mark: { kind: 'blocked', name: '' } })).toBe('blocked')
    ring('c1', NUMBER)
    expect(desk.conversation(NUMBER)).toMatchObject({ mark: { kind: 'blocked' }, ringing: { callId: 'main:c1' } })
  })

  test('keeps a conversation that was only begun', async () => {
    await person('Rosa')
    await desk.done('conversations.open', { conversationId: NUMBER })
    await mark('internal', 'Back office')
    expect(desk.conversation(NUMBER)).toMatchObject({ mark: { kind: 'internal', name: 'Back office' } })
  })
})

describe('a new number given to somebody while they call', () => {
  test('is theirs from then on, with its label, and can be taken back', async () => {
    const rosa = await person('Rosa')
    ring('c1', '+15550100188')
    await desk.done('people.addNumber', { patientId: rosa, conversationId: '+15550100188', label: 'carer' })
    expect(who('+15550100188')).toMatchObject({ kind: 'patient', patientId: rosa, shares: 1 })
    expect(await desk.done('people.card', { patientId: rosa })).toMatchObject({ phones: [{ number: NUMBER }, { number: '+15550100188', display: '(555) 010-0188', label: 'carer' }] })
    await desk.done('people.removeNumber', { patientId: rosa, number: '+15550100188' })
    await desk.done('conversations.identify', { conversationId: '+15550100188', patientId: null })
    expect(who('+15550100188')).toMatchObject({ kind: 'new' })
  })

  test('is refused where there is no number, or no room for it', async () => {
    const rosa = await person('Rosa', NUMBER, { phones: Array.from({ length: 8 }, (_, index) => ({ number: `+1555010011${index}`, label: 'other' })) })
    ring('c1', '+15550100188')
    expect(await desk.refused('people.addNumber', { patientId: rosa, conversationId: '+15550100188', label: 'home' })).toBe('conflict')
    ring('w', null)
    const withheld = snapshotOf(core).conversations.find(({ id }) => id.startsWith('withheld:'))?.id ?? ''
    expect(await desk.refused('people.addNumber', { patientId: rosa, conversationId: withheld, label: 'home' })).toBe('blocked')
  })

  test('whether a message may be left there is kept, and where nobody asked it is not said', async () => {
    const rosa = await person('Rosa', NUMBER, { phones: [{ number: NUMBER, label: 'home', mayLeaveMessage: false }, { number: '+15550100188', label: 'work' }] })
    const card = await desk.done('people.card', { patientId: rosa })
    expect(card.phones.map(({ mayLeaveMessage }) => mayLeaveMessage)).toEqual([false, undefined])
    const seq = core.lastSeq()
    await desk.done('people.change', { patientId: rosa, changes: { phones: [{ number: NUMBER, label: 'home', mayLeaveMessage: false }, { number: '+15550100188', label: 'work' }] } })
    expect(core.lastSeq()).toBe(seq)
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
