import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@shared/time.ts'
import { VERIFIED_FOR } from '@shared/rules/verified.ts'
import type { Core } from '../core.ts'
import { snapshotOf } from '../desk.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+15550100177'
const clock = testClock()
let core: Core
let desk: Desk
let rosa: string

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
  rosa = await person('Rosa')
})

const person = async (givenName: string): Promise<string> => (await desk.done('people.create', { conversationId: null, fields: { givenName, birthDate: '1967-03-04', phones: [{ number: NUMBER, label: 'mobile' }] } })).patientId
const tell = (type: 'ringing' | 'answered' | 'ended' | 'missed', callId: string): void => {
  const at = (clock.at += MINUTE)
  if (type === 'ringing') desk.tell({ type, at, callId, direction: 'in', number: NUMBER })
  else desk.tell({ type, at, callId })
}
const verify = (patientId = rosa) => desk.done('conversations.verify', { conversationId: NUMBER, patientId, how: 'birthDate' })
const here = () => desk.conversation(NUMBER)

describe('a checked birth date', () => {
  test('is written down by whom and when, and counts while the call goes on and half an hour longer', async () => {
    tell('ringing', 'c1')
    tell('answered', 'c1')
    await verify()
    const at = clock.at
    expect(here().verified).toMatchObject({ how: 'birthDate', at, until: null })
    const { kind, body, actor } = core.db.prepare(`SELECT kind, body, actor FROM journal ORDER BY seq DESC LIMIT 1`).get() as { kind: string; body: string; actor: string }
    expect([kind, JSON.parse(body), actor]).toEqual(['conversation.verified', { conversationId: NUMBER, patientId: rosa, callId: core.db.prepare('SELECT id FROM calls').pluck().get(), how: 'birthDate' }, expect.any(String)])
    tell('ended', 'c1')
    expect(here().verified).toMatchObject({ at, until: clock.at + VERIFIED_FOR })
  })

  test('is asked for anew in the next call', async () => {
    tell('ringing', 'c1')
    await verify()
    tell('missed', 'c1')
    expect(here().verified).not.toBeNull()
    tell('ringing', 'c2')
    expect(here().verified).toBeNull()
  })

  test('counts for that person alone, and follows a record that is joined to another', async () => {
    const felix = await person('Felix')
    await desk.done('conversations.open', { conversationId: NUMBER })
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: rosa })
    await verify()
    await desk.done('conversations.identify', { conversationId: NUMBER, patientId: felix })
    expect(here().verified).toBeNull()
    await desk.done('people.merge', { from: rosa, into: felix, taken: [] })
    expect(here()).toMatchObject({ who: { patientId: felix }, verified: { how: 'birthDate' } })
  })

  test('is refused for somebody whom the conversation is not with, and can be taken back', async () => {
    tell('ringing', 'c1')
    expect(await desk.refused('conversations.verify', { conversationId: NUMBER, patientId: 'nobody', how: 'otherWay' })).toBe('conflict')
    await verify()
    await desk.done('conversations.unverify', { conversationId: NUMBER })
    expect(here().verified).toBeNull()
  })
})

describe('what we owe somebody', () => {
  test('is the calls nobody took since we last spoke, and stays while the call goes on that settles it', () => {
    tell('ringing', 'c1')
    const first = clock.at
    tell('missed', 'c1')
    tell('ringing', 'c2')
    const second = clock.at
    tell('missed', 'c2')
    tell('ringing', 'c3')
    expect(here().missedAt).toEqual([second, first])
    tell('answered', 'c3')
    expect(here()).toMatchObject({ waitingSince: null, missedAt: [second, first] })
    tell('ended', 'c3')
    expect(here().missedAt).toEqual([])
  })

  test('is the promise of a text, by whom and until when, until we speak or write again', async () => {
    tell('ringing', 'c1')
    tell('missed', 'c1')
    const dueAt = Math.ceil(clock.at / HOUR) * HOUR + HOUR
    const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', timeZone: snapshotOf(core).practice.timeZone }).format(dueAt).replace(/\s/g, ' ')
    const send = (body: string, promisedAt: number | null) => desk.done('replies.send', { conversationId: NUMBER, body, templateId: null, language: 'en', promisedAt })
    const practice = snapshotOf(core).practice.name
    await send(`${practice} here. We call you by ${time}.`, dueAt)
    const madeAt = clock.at
    expect(here().promise).toMatchObject({ madeAt, dueAt })
    tell('ringing', 'c2')
    tell('answered', 'c2')
    expect(here().promise).toMatchObject({ dueAt })
    tell('ended', 'c2')
    expect(here().promise).toBeNull()
    // The words were changed: no promise that we know of.
    await send(`${practice} here. We call you soon.`, dueAt)
    expect(here().promise).toBeNull()
  })

  test('is no promise of a text that was taken back, or that a later one of ours answers', async () => {
    tell('ringing', 'c1')
    const promise = (textId: string) => core.record([{ kind: 'text.queued', body: { textId, conversationId: NUMBER, body: textId, templateId: null, templateName: null, language: null, automatic: false, leavesAt: clock.at, promisedAt: clock.at + HOUR }, at: (clock.at += MINUTE), actor: 'desk' }])
    promise('t1')
    core.record([{ kind: 'text.cancelled', body: { textId: 't1', why: 'no' }, at: clock.at, actor: 'desk' }])
    expect(here().promise).toBeNull()
    promise('t2')
    expect(here().promise).not.toBeNull()
    core.record([{ kind: 'text.queued', body: { textId: 't3', conversationId: NUMBER, body: 'Here we are', templateId: null, templateName: null, language: null, automatic: false, leavesAt: clock.at }, at: (clock.at += MINUTE), actor: 'desk' }])
    expect(here().promise).toBeNull()
  })

  test('a reply half written keeps the time it promises', async () => {
    await desk.done('conversations.open', { conversationId: NUMBER })
    const draft = { conversationId: NUMBER, body: 'by 3:00 PM', templateId: null, language: 'en', promisedAt: clock.at + HOUR }
    await desk.done('desk.saveDraft', draft)
    expect(snapshotOf(core).drafts).toEqual([draft])
  })

  test.each([
    'SELECT at FROM contacts WHERE conversation_id = ? AND effect = \'opens\' AND type = \'call\' AND at > ? ORDER BY at DESC, id DESC LIMIT 5',
    'SELECT id FROM texts WHERE conversation_id = ? AND promised_at IS NOT NULL ORDER BY at DESC LIMIT 1',
  ])('is read through an index: %s', (sql) => {
    const plan = core.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...sql.split('?').slice(1).map(() => 1)) as { detail: string }[]
    expect(plan[0]?.detail).toMatch(/USING (COVERING )?INDEX (contacts_of_loop|texts_promised)/)
  })
})
