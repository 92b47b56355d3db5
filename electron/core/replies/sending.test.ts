import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ContactView } from '@shared/contract/views.ts'
import { DAY, FOREVER, HOUR, MINUTE, SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { mediaOf } from '../conversations/media.ts'
import { thread } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+13125550177'
const clock = testClock()
let core: Core
let desk: Desk
let reopen: () => Promise<void>
let left: { textId: string; media: number }[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  clock.at = testClock().at
  left = []
  const first = await temporaryPractice({ now: clock.now })
  let close = first.close
  const goOn = (it: Pick<typeof first, 'core' | 'close'>): void => {
    ;({ core, close } = it)
    desk = deskAt(core)
    core.lines.forText = () => ({ lineId: 'main', sendText: async ({ textId, media = [] }) => (left.push({ textId, media: media.length }), { outcome: 'sent', providerId: null }) })
    core.lines.mediaLimit = () => 1000
  }
  goOn(first)
  reopen = async () => {
    await close()
    goOn(await temporaryPractice({ folder: first.folder, key: first.key, now: clock.now }))
  }
  await desk.done('practice.change', { timeZone: 'America/Chicago' })
  desk.tell({ type: 'text', at: clock.at - MINUTE, textId: 't1', number: NUMBER, body: 'When can I come?' })
})

async function pass(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += MINUTE) {
    const step = Math.min(MINUTE, ms - gone)
    clock.at += step
    await vi.advanceTimersByTimeAsync(step)
  }
}
const send = (more: object = {}, body = 'Come at 3:00'): Promise<{ textId: string; leavesAt: number }> => desk.done('replies.send', { conversationId: NUMBER, body, templateId: null, language: null, ...more })
const texts = (): Extract<ContactView, { type: 'text' }>[] => thread(core.db, NUMBER, undefined, 100).contacts.flatMap((it) => (it.type === 'text' ? [it] : []))
const ours = (): Extract<ContactView, { type: 'text' }>[] => texts().filter(({ direction }) => direction === 'out')

describe('a text that leaves later', () => {
  test('stands in the thread, puts them off until then, leaves at its time, and closes only then', async () => {
    const { textId, leavesAt } = await send({ leavesAt: clock.at + 2 * HOUR })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { texts: 1 }, snoozedUntil: leavesAt, scheduledAt: leavesAt })
    expect(ours()).toMatchObject([{ scheduled: true, leavesAt, state: 'queued' }])
    await pass(2 * HOUR - MINUTE)
    expect(left).toEqual([])
    await pass(2 * MINUTE)
    expect(left).toEqual([{ textId, media: 0 }])
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, scheduledAt: null })
  })

  test('when we open leaves at the next opening by the practice’s clock', async () => {
    const { leavesAt } = await send({ leavesAt: 'opening' })
    expect(new Date(leavesAt).toISOString()).toBe('2026-03-11T13:00:00.000Z')
    await desk.done('practice.change', { holidays: [{ date: '2026-03-11', name: '' }] })
    const later = await send({ leavesAt: 'opening' }, 'Another')
    expect(new Date(later.leavesAt).toISOString()).toBe('2026-03-12T13:00:00.000Z')
  })

  test.each([
    ['write', () => desk.tell({ type: 'text', at: clock.at, textId: 'w', number: NUMBER, body: 'Never mind, Friday?' }), 'they wrote first'],
    ['say thanks', () => desk.tell({ type: 'text', at: clock.at, textId: 'w', number: NUMBER, body: 'Thanks!' }), 'they wrote first'],
    ['call', () => desk.tell({ type: 'ringing', at: clock.at, callId: 'c', direction: 'in', number: NUMBER }), 'they called first'],
    ['opt out', () => desk.tell({ type: 'text', at: clock.at, textId: 'w', number: NUMBER, body: 'STOP' }), 'they wrote first'],
  ])('is not sent when they %s before, and says so; they wait again', async (_what, happens, why) => {
    await send({ leavesAt: clock.at + 2 * HOUR })
    await pass(MINUTE)
    happens()
    expect(ours()[0]).toMatchObject({ state: 'cancelled', failure: expect.stringContaining(why) })
    expect(desk.conversation(NUMBER)).toMatchObject({ snoozedUntil: null, scheduledAt: null })
    expect(desk.conversation(NUMBER).waitingSince).not.toBeNull()
    await pass(3 * HOUR)
    expect(left.filter(({ textId }) => !textId.endsWith('confirmation'))).toEqual([])
  })

  test('can be taken back until its time, and then they wait again', async () => {
    const { textId } = await send({ leavesAt: clock.at + 2 * HOUR })
    await pass(HOUR)
    expect(await desk.done('replies.undo', { textId })).toEqual({ body: 'Come at 3:00' })
    expect(desk.conversation(NUMBER)).toMatchObject({ snoozedUntil: null, scheduledAt: null })
  })

  test('that was due while Rapport was closed leaves if it is not long ago, and else waits for a person', async () => {
    await send({ leavesAt: clock.at + HOUR })
    clock.at += 2 * HOUR
    await reopen()
    await pass(SECOND)
    expect(left).toHaveLength(1)
    await send({ leavesAt: clock.at + HOUR }, 'Another')
    clock.at += 5 * HOUR
    await reopen()
    await pass(SECOND)
    expect(left).toHaveLength(1)
    expect(ours().at(-1)).toMatchObject({ state: 'failed', failure: expect.stringContaining('closed before it left') })
    expect(desk.conversation(NUMBER).waitingFor.failed).toBe(1)
  })

  test.each([['in the past', -HOUR], ['too soon to be taken back', SECOND], ['in a year', 365 * DAY]])('%s is refused', async (_when, by) => {
    expect(await desk.refused('replies.send', { conversationId: NUMBER, body: 'Hi', templateId: null, language: null, leavesAt: clock.at + by })).toBe('badArgument')
  })

  test('is at the right hour over the night in which the clocks change', async () => {
    // Saturday, 7 March 2026, 22:00 in Chicago: at 2:00 it becomes 3:00.
    clock.at = Date.UTC(2026, 2, 8, 4, 0)
    const { leavesAt } = await send({ leavesAt: 'opening' })
    expect(new Date(leavesAt).toISOString()).toBe('2026-03-09T13:00:00.000Z')
  })
})

describe('sent and resolved in one', () => {
  test('is closed by the resolve, and taken back as one', async () => {
    const { textId } = await send({ resolve: true })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingSince: null, closedBy: { type: 'resolved' } })
    await desk.done('replies.undo', { textId })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { texts: 1 } })
    expect(desk.conversation(NUMBER).waitingSince).not.toBeNull()
  })

  test('waits again, red, when the text fails', async () => {
    core.lines.forText = () => ({ lineId: 'main', sendText: async () => ({ outcome: 'failed', reason: 'Landline.', notMobile: true }) })
    await send({ resolve: true })
    await pass(UNDO_WINDOW)
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { failed: 1 } })
    expect(ours()[0]).toMatchObject({ state: 'failed', failureKind: 'notMobile', failure: 'Landline.' })
  })
})

describe('two windows at the same question', () => {
  test('the second to press Send sees the first answer before its own goes out, and may send it then', async () => {
    const first = await send({ after: null }, 'Come at 3:00')
    const second = { conversationId: NUMBER, body: 'We have 4:30 for you', templateId: null, language: null, after: null }
    const reply = await desk.ask('replies.send', second)
    expect(reply).toMatchObject({ ok: false, error: { code: 'conflict', message: expect.stringContaining('answered them just now') } })
    await expect(desk.done('replies.send', { ...second, after: first.textId })).resolves.toHaveProperty('textId')
    await pass(UNDO_WINDOW)
    expect(left).toHaveLength(2)
  })

  test('pressed at the same moment, the same words leave once', async () => {
    const both = await Promise.all([1, 2].map(() => desk.ask('replies.send', { conversationId: NUMBER, body: 'Come at 3:00', templateId: null, language: null, after: null })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    await pass(UNDO_WINDOW)
    expect(left).toHaveLength(1)
  })

  test('each sees that the other writes, and no longer once that window is gone', async () => {
    const told: unknown[] = []
    const { announce } = core
    core.announce = (name, body) => (name === 'writing' ? void told.push(body) : announce(name, body))
    core.writing.set(1, 'ana', NUMBER)
    core.writing.set(1, 'ana', NUMBER)
    core.writing.set(2, null, NUMBER)
    expect(core.writing.all()).toEqual([{ window: 1, staffId: 'ana', conversationId: NUMBER }, { window: 2, staffId: null, conversationId: NUMBER }])
    core.writing.set(1, null, null)
    expect(core.writing.all()).toEqual([{ window: 2, staffId: null, conversationId: NUMBER }])
    expect(told).toHaveLength(3)
  })
})

describe('what goes with a text', () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 steps')
  const attach = (bytes = pdf, contentType = 'application/pdf') => desk.ask('replies.attach', { conversationId: NUMBER, fileName: 'steps.pdf', contentType, bytes })

  test('leaves with it, and stands in the thread', async () => {
    const kept = await desk.done('replies.attach', { conversationId: NUMBER, fileName: 'steps.pdf', contentType: 'application/pdf', bytes: pdf })
    const { textId } = await send({ mediaIds: [kept.mediaId] })
    expect(ours()[0]?.media).toMatchObject([{ contentType: 'application/pdf', size: pdf.byteLength, problem: null }])
    await pass(UNDO_WINDOW)
    expect(left).toEqual([{ textId, media: 1 }])
    const [medium] = mediaOf(core.db, textId)
    expect(Buffer.from((await desk.done('texts.media', { mediaId: medium?.id ?? '' })).bytes).toString()).toBe('%PDF-1.7 steps')
  })

  test('is refused where it is too large, no picture or PDF, or named what it is not', async () => {
    expect(await attach(new Uint8Array(1001))).toMatchObject({ ok: false, error: { code: 'badArgument', message: expect.stringContaining('2 kB') } })
    expect(await attach(new TextEncoder().encode('MZ program'), 'application/pdf')).toMatchObject({ ok: false })
    expect(await attach(pdf, 'image/png')).toMatchObject({ ok: false })
    core.lines.mediaLimit = () => null
    expect(await attach()).toMatchObject({ ok: false, error: { code: 'blocked' } })
  })

  test('fails with words where the line it leaves over takes none any more', async () => {
    const kept = await desk.done('replies.attach', { conversationId: NUMBER, fileName: 'steps.pdf', contentType: 'application/pdf', bytes: pdf })
    await send({ mediaIds: [kept.mediaId] })
    core.lines.mediaLimit = () => null
    await pass(UNDO_WINDOW)
    expect(left).toEqual([])
    expect(ours()[0]).toMatchObject({ state: 'failed', failure: expect.stringContaining('cannot send pictures') })
  })

  test('is dropped at the next start if it was never sent and stands in no draft', async () => {
    const [lost, drafted] = [await desk.done('replies.attach', { conversationId: NUMBER, fileName: 'a.pdf', contentType: 'application/pdf', bytes: pdf }), await desk.done('replies.attach', { conversationId: NUMBER, fileName: 'b.pdf', contentType: 'application/pdf', bytes: pdf })]
    await desk.done('desk.saveDraft', { conversationId: NUMBER, body: '', templateId: null, language: null, media: [{ id: drafted.mediaId, name: 'b.pdf', contentType: 'application/pdf', size: 14 }] })
    await reopen()
    const kept = (core.db.prepare('SELECT id FROM media_bytes').all() as { id: string }[]).map(({ id }) => id)
    expect(kept).toEqual([drafted.mediaId])
    expect(kept).not.toContain(lost.mediaId)
  })
})

describe('a promise', () => {
  test('made by one key is owed until a call or a reply keeps it, and can be taken back', async () => {
    const dueAt = clock.at + 30 * MINUTE
    const { promiseId } = await desk.done('promises.make', { conversationId: NUMBER, dueAt })
    expect(desk.conversation(NUMBER).promise).toMatchObject({ id: promiseId, dueAt, byHand: true })
    await pass(MINUTE)
    await desk.done('conversations.noteCall', { conversationId: NUMBER, reached: false })
    expect(desk.conversation(NUMBER).promise).not.toBeNull()
    await desk.done('conversations.noteCall', { conversationId: NUMBER, reached: true })
    expect(desk.conversation(NUMBER).promise).toBeNull()
    const again = await desk.done('promises.make', { conversationId: NUMBER, dueAt })
    await desk.done('promises.release', { conversationId: NUMBER, promiseId: again.promiseId })
    expect(desk.conversation(NUMBER).promise).toBeNull()
    expect(await desk.refused('promises.make', { conversationId: NUMBER, dueAt: clock.at - 1 })).toBe('badArgument')
  })

  test('is not kept by an automatic text, nor by one that leaves later', async () => {
    await desk.done('promises.make', { conversationId: NUMBER, dueAt: clock.at + 30 * MINUTE })
    await pass(MINUTE)
    await send({ leavesAt: clock.at + 2 * HOUR })
    expect(desk.conversation(NUMBER).promise).not.toBeNull()
    await pass(2 * HOUR + MINUTE)
    expect(desk.conversation(NUMBER).promise).toBeNull()
  })

  test('of somebody who does not wait keeps them in a fresh window, however long ago they wrote', async () => {
    await desk.done('conversations.resolve', { conversationId: NUMBER, reason: 'ok' })
    await pass(MINUTE)
    await desk.done('promises.make', { conversationId: NUMBER, dueAt: clock.at + DAY })
    for (let index = 0; index < 210; index += 1) desk.tell({ type: 'text', at: clock.at, textId: `o${index}`, number: `+1312555${String(1000 + index)}`, body: 'Thanks!' })
    const { conversations } = await desk.done('desk.snapshot', {})
    expect(conversations.map(({ id }) => id)).toContain(NUMBER)
  })
})

describe('what the desk does with a conversation', () => {
  test('put off until they answer, only an answer brings them back', async () => {
    await desk.done('conversations.snooze', { conversationId: NUMBER, until: null })
    expect(desk.conversation(NUMBER).snoozedUntil).toBe(FOREVER)
    expect(thread(core.db, NUMBER, undefined, 10).contacts.at(-1)).toMatchObject({ type: 'snoozed', until: null })
    desk.tell({ type: 'text', at: clock.at, textId: 'a', number: NUMBER, body: 'Any news?' })
    expect(desk.conversation(NUMBER).snoozedUntil).toBeNull()
  })

  test('a note that names a colleague is theirs to look at, until they have', async () => {
    const [ana, ben] = [await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' }), await desk.done('staff.save', { staffId: null, name: 'Ben Carter' })]
    await desk.done('desk.iAm', { staffId: ana.staffId })
    await desk.done('conversations.note', { conversationId: NUMBER, body: '@Ben please look', handOffTo: null, mentions: [ben.staffId, ana.staffId] })
    expect(desk.conversation(NUMBER).mentioned).toEqual([ben.staffId])
    await desk.done('conversations.noteSeen', { conversationId: NUMBER })
    expect(desk.conversation(NUMBER).mentioned).toEqual([ben.staffId])
    await desk.done('desk.iAm', { staffId: ben.staffId })
    await desk.done('conversations.noteSeen', { conversationId: NUMBER })
    expect(desk.conversation(NUMBER).mentioned).toEqual([])
    await desk.done('desk.iAm', { staffId: ana.staffId })
    await desk.done('conversations.note', { conversationId: NUMBER, body: '@Ben once more', handOffTo: null, mentions: [ben.staffId] })
    await desk.done('desk.iAm', { staffId: ben.staffId })
    await send()
    expect(desk.conversation(NUMBER).mentioned).toEqual([])
  })

  test('taken and given away, it says by whom and when in the thread', async () => {
    const { staffId } = await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' })
    await desk.done('conversations.assign', { conversationId: NUMBER, staffId })
    await desk.done('conversations.assign', { conversationId: NUMBER, staffId: null })
    expect(thread(core.db, NUMBER, undefined, 10).contacts.slice(-2)).toMatchObject([{ type: 'assigned', to: 'Ana Lopez', by: 'the desk', at: clock.at }, { type: 'assigned', to: null }])
  })
})
