import fc from 'fast-check'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { NewEvent } from '@shared/events/index.ts'
import { DAY, MINUTE, SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { textById, type TextRow } from '../conversations/texts.ts'
import type { Core } from '../core.ts'
import type { SendOutcome } from '../lines/line.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryFolder, temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+15550100177'
const clock = testClock()
let core: Core
let desk: Desk
let file: string
let key: Buffer

/** A line that remembers what it was given, and in which state the journal had it then. */
type FakeLine = { sent: string[]; states: string[]; answer: (textId: string) => Promise<SendOutcome> }
let line: FakeLine

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => {
    vi.useRealTimers()
    log.mockRestore()
  })
  clock.at = testClock().at
  line = { sent: [], states: [], answer: async (textId) => ({ outcome: 'sent', providerId: `p-${textId}` }) }
  await goOn(temporaryPractice({ now: clock.now }))
  desk.tell({ type: 'text', at: clock.at - MINUTE, textId: 't1', number: NUMBER, body: 'When can I come?' })
})

async function goOn(practice: ReturnType<typeof temporaryPractice>): Promise<void> {
  ;({ core, file, key } = await practice)
  desk = deskAt(core)
  plugIn()
}

function plugIn(): void {
  const at = core
  at.lines.forText = () => ({
    lineId: 'main',
    async sendText({ textId, to }) {
      expect(to).toMatch(/^\+/)
      line.sent.push(textId)
      line.states.push(textById(at.db, textId)?.state ?? 'none')
      return await line.answer(textId)
    },
  })
}

/** The power goes out now: what is on disk goes on in a new process. What the old one still does reaches nothing. */
async function crash(): Promise<void> {
  const folder = temporaryFolder()
  for (const end of ['', '-wal', '.keycheck']) copyFileSync(`${file}${end}`, join(folder, `practice.db${end}`))
  core.record = () => expect.fail('a dead process wrote')
  vi.clearAllTimers()
  await goOn(temporaryPractice({ folder, key, now: clock.now }))
}

async function pass(ms: number): Promise<void> {
  clock.at += ms
  await vi.advanceTimersByTimeAsync(ms)
}

const send = async (body = 'Come at 3:00'): Promise<string> => (await desk.done('replies.send', { conversationId: NUMBER, body, templateId: null, language: null })).textId
const text = (textId: string): TextRow => textById(core.db, textId) ?? expect.fail('no such text')
const isWaiting = (): boolean => desk.conversation(NUMBER).waitingSince !== null

describe('a reply', () => {
  test('sent a second time while it is on its way, or being handed over, is refused', async () => {
    const first = await send()
    const again = { conversationId: NUMBER, body: ' Come at 3:00 ', templateId: null, language: null }
    expect(await desk.refused('replies.send', again)).toBe('conflict')
    let handOver: () => void = () => undefined
    line.answer = () => new Promise((answered) => (handOver = () => answered({ outcome: 'sent', providerId: null })))
    await pass(UNDO_WINDOW)
    expect(line.sent).toEqual([first])
    expect(await desk.refused('replies.send', again)).toBe('conflict')
    handOver()
    await pass(0)
    await expect(send()).resolves.not.toBe(first)
  })

  test('leaves when the time to undo is over, not before, and is in the journal as leaving when the line gets it', async () => {
    const textId = await send()
    await pass(UNDO_WINDOW - 1)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [], state: 'queued' })
    await pass(1)
    expect({ sent: line.sent, atTheLine: line.states }).toEqual({ sent: [textId], atTheLine: ['sending'] })
    expect(text(textId)).toMatchObject({ state: 'sent', provider_id: `p-${textId}`, line_id: 'main' })
    expect(isWaiting()).toBe(false)
  })

  test('taken back in time never leaves, gives its words back, and the patient waits again', async () => {
    const textId = await send()
    await pass(UNDO_WINDOW - 1)
    expect(await desk.done('replies.undo', { textId })).toEqual({ body: 'Come at 3:00' })
    await pass(MINUTE)
    expect({ sent: line.sent, state: text(textId).state, waits: isWaiting() }).toEqual({ sent: [], state: 'cancelled', waits: true })
  })

  test('that has left cannot be taken back', async () => {
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(await desk.refused('replies.undo', { textId })).toBe('tooLate')
    expect(text(textId).state).toBe('sent')
  })

  test('while the line has it cannot be taken back', async () => {
    line.answer = () => new Promise(() => undefined)
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(await desk.refused('replies.undo', { textId })).toBe('tooLate')
  })

  test('that the line refuses has failed and waits, and trying again sends a new text once', async () => {
    line.answer = async () => ({ outcome: 'failed', reason: 'Not a mobile number.' })
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(text(textId)).toMatchObject({ state: 'failed', failure: 'Not a mobile number.' })
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ failed: 1 })
    line.answer = async () => ({ outcome: 'sent', providerId: null })
    const again = await desk.done('replies.retry', { textId })
    expect(await desk.refused('replies.retry', { textId })).toBe('conflict')
    await pass(UNDO_WINDOW)
    expect(line.sent).toEqual([textId, again.textId])
    expect(isWaiting()).toBe(false)
  })

  test.each([
    ['answers that it does not know', async () => ({ outcome: 'unknown', reason: 'Timed out.' }) as const],
    ['breaks off', () => Promise.reject(new Error('socket closed'))],
    ['throws', () => { throw new Error('a bug in the line') }],
  ])('where the line %s may have been sent: it waits for a person and is not sent again', async (_how, answer) => {
    line.answer = answer
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(text(textId).state).toBe('unknown')
    await pass(DAY)
    await crash()
    await pass(DAY)
    expect({ sent: line.sent, waits: isWaiting() }).toEqual({ sent: [textId], waits: true })
  })

  test('without a line that sends has failed, and says what to do', async () => {
    core.lines.forText = () => ({ reason: 'Switch one on in Settings.' })
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(text(textId)).toMatchObject({ state: 'failed', failure: expect.stringContaining('Switch one on in Settings') })
    expect(isWaiting()).toBe(true)
  })

  test('to somebody who opted out meanwhile does not leave; the confirmation of the opt-out does', async () => {
    const textId = await send()
    // Straight into the journal, as another desk's would come: without the cancellation that STOP brings with it.
    core.record([{ kind: 'number.optedOut', body: { contactId: 'x', conversationId: NUMBER, how: 'on paper' }, at: clock.at, actor: 'ana' }])
    await pass(UNDO_WINDOW)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [], state: 'cancelled' })
    core.record([{ kind: 'number.optedIn', body: { contactId: 'y', conversationId: NUMBER, how: 'on paper' }, at: clock.at, actor: 'ana' }])
    desk.tell({ type: 'text', at: clock.at, textId: 'stop', number: NUMBER, body: 'STOP' })
    await pass(0)
    expect(line.sent).toEqual(['main:stop:confirmation'])
  })

  test('meant for a far day does not leave at once because a timer is too short for it', async () => {
    const leavesAt = clock.at + 40 * DAY
    core.record([queued('far', leavesAt)])
    await pass(MINUTE)
    await pass(30 * DAY)
    expect(line.sent).toEqual([])
    await pass(10 * DAY)
    expect(line.sent).toEqual(['far'])
  })
})

function queued(textId: string, leavesAt: number, conversationId = NUMBER): NewEvent {
  return { kind: 'text.queued', body: { textId, conversationId, body: 'Hello', templateId: null, templateName: null, language: null, automatic: false, leavesAt }, at: clock.at, actor: 'ana', sourceKey: `q:${textId}` }
}

describe('a crash', () => {
  test('between asking the line and its answer makes the text unknown and waiting, and it is never sent again', async () => {
    line.answer = () => new Promise(() => undefined)
    const textId = await send()
    await pass(UNDO_WINDOW)
    expect(text(textId).state).toBe('sending')
    for (let times = 0; times < 3; times += 1) {
      await crash()
      await pass(DAY)
    }
    expect(text(textId)).toMatchObject({ state: 'unknown', failure: expect.stringContaining('may have been sent') })
    expect(desk.conversation(NUMBER).waitingFor).toMatchObject({ failed: 1 })
    expect(line.sent).toEqual([textId])
  })

  test('before it left only delays a text, and it can still be taken back', async () => {
    const [first, second] = [await send(), await send('Or at 4:00')]
    await pass(2 * SECOND)
    await crash()
    await desk.done('replies.undo', { textId: second })
    await pass(UNDO_WINDOW)
    expect(line.sent).toEqual([first])
  })

  test('that lasted long leaves the sending of an old text to a person', async () => {
    const textId = await send()
    clock.at += 16 * MINUTE
    await crash()
    await pass(DAY)
    expect(line.sent).toEqual([])
    expect(text(textId)).toMatchObject({ state: 'failed', failure: expect.stringContaining('closed before it left') })
    expect(isWaiting()).toBe(true)
  })
})

describe('when the journal takes nothing (a full disk)', () => {
  function refuse(kind: string): () => void {
    const record = core.record
    core.record = (events) => {
      const all = [...events]
      if (all.some((event) => event.kind === kind)) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
      return record(all)
    }
    return () => void (core.record = record)
  }

  test('a text does not leave before it is written that it leaves, and leaves once there is space', async () => {
    const free = refuse('text.sending')
    const textId = await send()
    await pass(10 * MINUTE)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [], state: 'queued' })
    free()
    await pass(MINUTE)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [textId], state: 'sent' })
  })

  test('an answer from the line is kept until it can be written, and nothing is sent twice', async () => {
    const free = refuse('text.sent')
    const textId = await send()
    await pass(10 * MINUTE)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [textId], state: 'sending' })
    free()
    await pass(MINUTE)
    expect({ sent: line.sent, state: text(textId).state }).toEqual({ sent: [textId], state: 'sent' })
  })
})

test('whatever happens, the line gets each text at most once', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('queue' as const), text: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, SECOND, UNDO_WINDOW, MINUTE) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), text: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('line' as const), answer: fc.constantFrom('sent' as const, 'failed' as const, 'unknown' as const, 'never' as const, 'throws' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delivered' as const), text: fc.integer({ min: 0, max: 5 }) }) },
  )
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      run += 1
      const id = (index: number): string => `${run}-${index}`
      for (const one of steps) {
        if (one.do === 'queue') core.record([queued(id(one.text), clock.at + UNDO_WINDOW)])
        else if (one.do === 'pass') await pass(one.ms)
        else if (one.do === 'undo') await desk.ask('replies.undo', { textId: id(one.text) })
        else if (one.do === 'crash') await crash()
        else if (one.do === 'delivered') core.record([{ kind: 'text.delivered', body: { textId: id(one.text) }, at: clock.at, actor: 'line:main' }])
        else {
          const { answer } = one
          line.answer = async () => {
            if (answer === 'throws') throw new Error('no')
            if (answer === 'never') return await new Promise(() => undefined)
            return answer === 'sent' ? { outcome: answer, providerId: null } : { outcome: answer, reason: 'because' }
          }
        }
      }
      await pass(MINUTE)
      expect(new Set(line.sent).size).toBe(line.sent.length)
      expect(line.states.every((state) => state === 'sending')).toBe(true)
    }),
    { numRuns: 25 },
  )
  expect(line.sent.length).toBeGreaterThan(10)
})
