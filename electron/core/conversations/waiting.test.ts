import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '@shared/time.ts'
import type { Core } from '../core.ts'
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

const missed = (callId = 'c1'): void => {
  desk.tell({ type: 'ringing', at: clock.at, callId, direction: 'in', number: NUMBER })
  desk.tell({ type: 'missed', at: (clock.at += 20 * SECOND), callId })
}
const heard = (body: string, textId = `t${clock.at}`): void => desk.tell({ type: 'text', at: (clock.at += SECOND), textId, number: NUMBER, body })
const send = (body = 'We can see you at 3:00.'): Promise<{ textId: string }> => desk.done('replies.send', { conversationId: NUMBER, body, templateId: null, language: null })
const report = (textId: string, kind: 'text.failed' | 'text.unknown'): void => void core.record([{ kind, body: { textId, reason: 'Landline' }, at: (clock.at += SECOND), actor: 'rule:outbox' }])
const waiting = (): boolean => desk.conversation(NUMBER).waitingSince !== null

describe('a conversation waits', () => {
  test('from a missed call until somebody resolves it, and again when that is undone', async () => {
    const since = clock.at
    missed()
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: since, waitingFor: { missed: 1 }, closedBy: null })
    clock.at += MINUTE
    const { contactId } = await desk.done('conversations.resolve', { conversationId: NUMBER, reason: 'Booked' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, closedBy: { contactId, type: 'resolved', at: clock.at } })
    await desk.done('conversations.reopen', { conversationId: NUMBER, contactId })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: since, waitingFor: { missed: 1 }, closedBy: null })
  })

  test('no more once a person at the desk texts back, and again when that is undone or fails', async () => {
    missed()
    const { textId } = await send()
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, closedBy: { contactId: textId, type: 'text' } })
    report(textId, 'text.failed')
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { missed: 1, failed: 1 }, closedBy: null })
  })

  test('for a delicate matter where what they wrote or said since is guarded, until it was answered', async () => {
    heard('Can I come at three?')
    expect(desk.conversation(NUMBER).sensitive).toBe(false)
    heard('I think I am pregnant')
    expect(desk.conversation(NUMBER).sensitive).toBe(true)
    clock.at += SECOND
    await send()
    expect(desk.conversation(NUMBER).sensitive).toBe(false)
    heard('Thank you. And my bill?')
    expect(desk.conversation(NUMBER).sensitive).toBe(false)
    missed('c9')
    desk.tell({ type: 'voicemail', at: (clock.at += SECOND), callId: 'c9', seconds: 20, transcript: 'It is about my depression' })
    expect(desk.conversation(NUMBER).sensitive).toBe(true)
  })

  test('when a reply may or may not have left', async () => {
    missed()
    report((await send()).textId, 'text.unknown')
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ missed: 1, failed: 1 })
  })

  test('when a reply that was undone as an answer fails later', async () => {
    missed()
    const { textId } = await send()
    await desk.done('conversations.reopen', { conversationId: NUMBER, contactId: textId })
    report(textId, 'text.failed')
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ missed: 1, failed: 1 })
  })

  test('still, after an automatic text', () => {
    missed()
    const at = (clock.at += MINUTE)
    core.record([{ kind: 'text.queued', body: { textId: 'auto', conversationId: NUMBER, body: 'Sorry we missed you', templateId: null, templateName: null, language: null, automatic: true, leavesAt: at }, at, actor: 'rule:text-back' }])
    core.record([{ kind: 'text.sending', body: { textId: 'auto', lineId: 'main' }, at, actor: 'rule:outbox' }])
    core.record([{ kind: 'text.sent', body: { textId: 'auto', providerId: null }, at, actor: 'rule:outbox' }])
    expect(waiting()).toBe(true)
  })

  test('not after a call that another phone answered, whichever report comes first', () => {
    for (const [callId, order] of [['a', ['missed', 'answered']], ['b', ['answered', 'missed']]] as const) {
      desk.tell({ type: 'ringing', at: (clock.at += MINUTE), callId, direction: 'in', number: NUMBER })
      for (const type of order) desk.tell({ type, at: (clock.at += SECOND), callId })
      expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, last: { id: `main:${callId}`, state: 'ended' } })
    }
  })

  test('no more after a call that connected, in either direction, told by whom', async () => {
    const { staffId } = await desk.done('staff.save', { staffId: null, name: 'Ana Kovač' })
    missed()
    desk.tell({ type: 'ringing', at: (clock.at += MINUTE), callId: 'back', direction: 'out', number: NUMBER })
    expect(waiting()).toBe(true)
    desk.tell({ type: 'answered', at: (clock.at += SECOND), callId: 'back', staff: 'ana' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, closedBy: { type: 'call', by: 'Ana Kovač' }, handledBy: staffId, talking: { callId: 'main:back' } })
  })

  test('after a call the desk made itself and reached nobody, but not after one that reached them', async () => {
    missed()
    clock.at += MINUTE
    await desk.done('conversations.noteCall', { conversationId: NUMBER, reached: false })
    expect(waiting()).toBe(true)
    clock.at += MINUTE
    await desk.done('conversations.noteCall', { conversationId: NUMBER, reached: true })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, closedBy: { type: 'call' }, talking: null })
  })

  test('on, for what came after the answer only', async () => {
    missed()
    await send()
    heard('Can I bring my son?')
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: clock.at, waitingFor: { missed: 0, texts: 1 } })
  })

  test('not for bare thanks', async () => {
    missed()
    await send()
    for (const thanks of ['Thanks!', '👍', 'gracias', 'Liked “We can see you at 3:00.”']) heard(thanks)
    expect(waiting()).toBe(false)
  })

  test('as voicemail once the missed caller has spoken on it', () => {
    missed()
    desk.tell({ type: 'voicemail', at: (clock.at += SECOND), callId: 'c1', seconds: 9, transcript: 'Please call' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { missed: 0, voicemails: 1 }, last: { voicemail: { seconds: 9, transcript: 'Please call' } } })
  })

  test('when an undo comes after something newer, that is refused', async () => {
    missed()
    const { contactId } = await desk.done('conversations.resolve', { conversationId: NUMBER, reason: 'Booked' })
    heard('One more question')
    expect(await desk.refused('conversations.reopen', { conversationId: NUMBER, contactId })).toBe('conflict')
  })
})

describe('a snooze', () => {
  const snooze = (): Promise<unknown> => desk.done('conversations.snooze', { conversationId: NUMBER, until: clock.at + 30 * MINUTE })

  test('lasts until its time and leaves the patient waiting', async () => {
    missed()
    const until = clock.at + 30 * MINUTE
    await snooze()
    expect(desk.conversation(NUMBER)).toMatchObject({ snoozedUntil: until, waitingFor: { missed: 1 } })
  })

  test('ends with something new from the patient', async () => {
    for (const come of [() => heard('Hello?'), () => missed('c2'), () => desk.tell({ type: 'voicemail', at: (clock.at += SECOND), callId: 'c2' })]) {
      heard('Are you there?')
      await snooze()
      come()
      expect(desk.conversation(NUMBER).snoozedUntil).toBeNull()
    }
  })

  test('does not end with bare thanks, a consent word, or a late report about what was there before', async () => {
    missed()
    await snooze()
    heard('Thanks!')
    heard('START')
    desk.tell({ type: 'ended', at: clock.at, callId: 'c1' })
    desk.tell({ type: 'missed', at: clock.at, callId: 'c1', why: 'no answer' })
    expect(desk.conversation(NUMBER).snoozedUntil).not.toBeNull()
  })

  test('can be ended by hand, and not be set into the past', async () => {
    missed()
    await snooze()
    await desk.done('conversations.unsnooze', { conversationId: NUMBER })
    expect(desk.conversation(NUMBER).snoozedUntil).toBeNull()
    expect(await desk.refused('conversations.snooze', { conversationId: NUMBER, until: clock.at })).toBe('badArgument')
  })
})

describe('a thread', () => {
  test('is paged without losing or repeating anything, even where much came in the same moment', async () => {
    const texts = Array.from({ length: 340 }, (_, index) => `t${index}`)
    // Seven in each moment, so that page ends fall among them.
    texts.forEach((textId, index) => desk.tell({ type: 'text', at: clock.at + Math.floor(index / 7), textId, number: NUMBER, body: 'Hello?' }))
    const seen: string[] = []
    for (let before: number | undefined, more = true; more; ) {
      const page = await desk.done('conversations.thread', { conversationId: NUMBER, ...(before === undefined ? {} : { before }) })
      seen.unshift(...page.contacts.map((contact) => contact.id))
      before = page.contacts[0]?.at
      more = page.more
    }
    expect(seen).toHaveLength(texts.length)
    expect(new Set(seen)).toEqual(new Set(texts.map((textId) => `main:${textId}`)))
  })
  test('is opened around one of its contacts, and read on both ways from there without losing or repeating anything', async () => {
    const texts = Array.from({ length: 600 }, (_, index) => `t${index}`)
    texts.forEach((textId, index) => desk.tell({ type: 'text', at: clock.at + Math.floor(index / 7), textId, number: NUMBER, body: 'Hello?' }))
    const around = await desk.done('conversations.thread', { conversationId: NUMBER, around: 'main:t300' })
    expect(around).toMatchObject({ more: true, later: true })
    const seen = around.contacts
    expect(seen.findIndex(({ id }) => id === 'main:t300')).toBeGreaterThan(40)
    expect(seen.length - seen.findIndex(({ id }) => id === 'main:t300')).toBeGreaterThan(40)
    for (let more = true; more; ) {
      const page = await desk.done('conversations.thread', { conversationId: NUMBER, before: seen[0]?.at ?? 0 })
      expect(page.later).toBe(true)
      seen.unshift(...page.contacts)
      more = page.more
    }
    for (let later = true; later; ) {
      const page = await desk.done('conversations.thread', { conversationId: NUMBER, after: seen.at(-1)?.at ?? 0 })
      expect(page.more).toBe(true)
      seen.push(...page.contacts)
      later = page.later
    }
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted((a, b) => a - b))
    expect(seen).toHaveLength(texts.length)
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(texts.map((textId) => `main:${textId}`)))
  })

  test('shows its end where it is opened around what is not in it', async () => {
    desk.tell({ type: 'text', at: clock.at, textId: 't', number: NUMBER, body: 'Hello?' })
    expect(await desk.done('conversations.thread', { conversationId: NUMBER, around: 'gone' })).toMatchObject({ contacts: [{ id: 'main:t' }], more: false, later: false })
  })
})
