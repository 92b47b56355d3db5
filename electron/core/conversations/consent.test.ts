import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, SECOND } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { eventsOf } from '../lines/facts.ts'
import { eventsSince } from '../journal/journal.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { thread } from './views.ts'

const NUMBER = '+15550100177'
const clock = testClock()
let core: Core
let desk: Desk

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
  await desk.done('practice.change', { name: 'Elm Street Dental', phone: '(555) 010-0100' })
})

const heard = (body: string, number = NUMBER, textId = `t${clock.at}`): void => desk.tell({ type: 'text', at: (clock.at += SECOND), textId, number, body })
const send = (body = 'See you soon'): Promise<{ textId: string }> => desk.done('replies.send', { conversationId: NUMBER, body, templateId: null, language: null })
const out = (): unknown[] => thread(core.db, NUMBER, undefined, 1000).contacts.filter((it) => it.type === 'text' && it.direction === 'out')
const confirmations = (): unknown[] => out().filter((it) => (it as { automatic: boolean }).automatic)

describe('STOP', () => {
  test('takes effect, cancels what is queued and confirms once, all in the same transaction', async () => {
    heard('When are you open?')
    const { textId } = await send()
    const before = core.lastSeq()
    let batches = 0
    const record = core.record
    core.record = (events) => ((batches += 1), record(events))
    heard('Stop.')
    expect(batches).toBe(1)
    expect(eventsSince(core.db, before, 100).map((event) => event.kind)).toEqual(['text.received', 'number.optedOut', 'text.cancelled', 'text.queued'])
    expect(desk.conversation(NUMBER).optedOutAt).toBe(clock.at)
    expect(out()).toMatchObject([{ id: textId, state: 'cancelled' }, { state: 'queued', automatic: true, by: 'Rapport' }])
    expect(confirmations()).toMatchObject([{ body: expect.stringMatching(/^Elm Street Dental: you will get no more texts/) }])
  })

  test('said again, or told again by the provider, is not confirmed again', () => {
    heard('STOP', NUMBER, 'one')
    desk.tell({ type: 'text', at: clock.at, textId: 'one', number: NUMBER, body: 'STOP', id: 'told under another name' })
    heard('STOP ALL')
    expect(confirmations()).toHaveLength(1)
  })

  test('leaves nobody waiting by itself, and leaves those waiting who waited', () => {
    heard('STOP', '+15550100188')
    expect(desk.conversation('+15550100188').waitingSince).toBeNull()
    heard('Can I come on Friday?')
    heard('STOP')
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ texts: 1 })
  })

  test('leaves nobody waiting either when the carrier, which confirmed it already, refuses our confirmation', () => {
    heard('STOP')
    const [confirmation] = confirmations() as { id: string }[]
    core.record([{ kind: 'text.failed', body: { textId: confirmation?.id ?? '', reason: 'They told this number to stop texting.' }, at: clock.at, actor: 'rule:outbox' }])
    expect(confirmations()).toMatchObject([{ state: 'failed' }])
    expect(desk.conversation(NUMBER).waitingSince).toBeNull()
  })

  test('is shown in the thread with what was texted', () => {
    heard('arrêt')
    expect(thread(core.db, NUMBER, undefined, 10).contacts).toContainEqual(expect.objectContaining({ type: 'consent', optedOut: true, how: 'texted “ARRET”' }))
  })

  test('blocks every text from the desk, new or again', async () => {
    heard('Hi there, a question')
    const { textId } = await send()
    core.record([{ kind: 'text.failed', body: { textId, reason: 'no' }, at: clock.at, actor: 'rule:outbox' }])
    heard('STOP')
    expect(await desk.refused('replies.send', { conversationId: NUMBER, body: 'Hello', templateId: null, language: null })).toBe('blocked')
    expect(await desk.refused('replies.retry', { textId })).toBe('blocked')
  })

  test('of one number says nothing about another', async () => {
    heard('Hello, a question')
    heard('STOP', '+15550100188')
    await expect(send()).resolves.toHaveProperty('textId')
  })

  test('and START in one delivery from the line are read one after the other', () => {
    const at = clock.at
    const batch = ['STOP', 'START', 'STOP'].map((body, index) => ({ id: `f-${index}`, at: at + index, type: 'text' as const, textId: `b${index}`, number: NUMBER, body }))
    core.record(
      (function* inOrder() {
        for (const fact of batch) yield* eventsOf(core.db, 'main', fact, clock.at) ?? []
      })(),
    )
    expect(confirmations()).toHaveLength(3)
    expect(desk.conversation(NUMBER).optedOutAt).toBe(at + 2)
  })
})

describe('START', () => {
  test('lets texts through again and is confirmed, and a YES does the same only while opted out', async () => {
    for (const word of ['START', 'yes']) {
      heard('STOP')
      heard(word)
      expect(desk.conversation(NUMBER).optedOutAt).toBeNull()
    }
    expect(confirmations()).toHaveLength(4)
    await expect(send()).resolves.toHaveProperty('textId')
    heard('yes')
    expect(confirmations()).toHaveLength(4)
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ texts: 1 })
  })

  test('from somebody who never opted out changes nothing and leaves nobody waiting', () => {
    heard('START')
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, optedOutAt: null })
    expect(confirmations()).toEqual([])
  })
})

describe('HELP', () => {
  test.each(['help', 'INFO'])('(%s) is answered by itself, and yet waits for a person: it may be a call for help', (word) => {
    heard(word)
    expect(confirmations()).toHaveLength(1)
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: clock.at, waitingFor: { texts: 1 }, textedBack: true })
  })

  test('is answered also after STOP', () => {
    heard('help')
    expect(confirmations()).toMatchObject([{ body: 'Elm Street Dental. Call us at (555) 010-0100. Reply STOP to opt out.' }])
    heard('STOP')
    heard('INFO')
    expect(confirmations()).toHaveLength(3)
  })

  test('from a number that takes no texts is not answered', () => {
    heard('HELP', '24242')
    expect(desk.conversation('short:24242')).toMatchObject({ textable: false, hasTexts: true })
    expect(core.db.prepare(`SELECT count(*) AS n FROM texts WHERE direction = 'out'`).get()).toEqual({ n: 0 })
  })
})

describe('CANCEL', () => {
  const withVisit = async (at: number): Promise<void> => {
    const { patientId } = await desk.done('people.create', { conversationId: null, fields: { givenName: 'Rosa', phones: [{ number: NUMBER, label: 'mobile' }] } })
    core.record([{ kind: 'visit.recorded', body: { visitId: 'v', patientId, at, status: 'booked', clinician: '', reason: '', note: '', matter: null }, at: clock.at, actor: 'rule:import' }])
  }

  test('from somebody with a coming visit opts out and waits for a person, as it may have meant the visit', async () => {
    await withVisit(clock.at + DAY)
    heard('Cancel')
    expect(desk.conversation(NUMBER)).toMatchObject({ optedOutAt: clock.at, waitingFor: { texts: 1 } })
    expect(thread(core.db, NUMBER, undefined, 10).contacts).toContainEqual(expect.objectContaining({ type: 'text', consent: 'optOut', mayMeanVisit: true }))
  })

  test('from anybody else is a plain opt-out', async () => {
    await withVisit(clock.at - DAY)
    heard('Cancel')
    expect(desk.conversation(NUMBER).waitingSince).toBeNull()
  })
})

describe('asking to stop in other words', () => {
  test.each(['please stop texting me', 'ALTO', 'parar', 'wrong number'])('%j waits for a person and is flagged, but opts nobody out by itself', (body) => {
    heard(body)
    expect(desk.conversation(NUMBER)).toMatchObject({ optedOutAt: null, waitingFor: { texts: 1 }, last: { consent: 'request' } })
    expect(confirmations()).toEqual([])
  })

  test('is one click for the desk, which also takes back what is queued', async () => {
    heard('please stop texting me')
    const { textId } = await send()
    await desk.done('conversations.optOut', { conversationId: NUMBER, how: 'asked in other words' })
    expect(desk.conversation(NUMBER).optedOutAt).toBe(clock.at)
    expect(out()).toMatchObject([{ id: textId, state: 'cancelled' }])
    const seq = core.lastSeq()
    await desk.done('conversations.optOut', { conversationId: NUMBER, how: 'again' })
    expect(core.lastSeq()).toBe(seq)
  })
})
