import { expect, onTestFinished, test, vi } from 'vitest'
import { SECOND } from '@shared/time.ts'
import type { WritableDB } from '../journal/database.ts'
import { PracticeError } from '../errors.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import type { LineModule, Sink } from './line.ts'
import { createLineManager, type LineManager } from './manager.ts'
import { lineById } from './queries.ts'
import { kindThat } from './testing/kinds.ts'
import type { Wake } from './wake.ts'

const QUICK = { stop: 50, open: 50, start: 100, answer: 50, test: 50 }
const never = (): Promise<never> => new Promise(() => undefined)

async function practiceWith(kinds: readonly LineModule[], limits: Partial<typeof QUICK> = {}, wait: (faults: number) => number = () => 0) {
  const clock = testClock()
  const practice = await temporaryPractice({ now: clock.now })
  const { core } = practice
  for (const { kind } of kinds) save(practice.core, kind)
  let wake: (wake: Wake) => void = () => undefined
  const lines: LineManager = createLineManager(core, core.db as WritableDB, {
    kindOf: (name) => kinds.find(({ kind }) => kind === name) ?? null,
    limits: { ...QUICK, ...limits },
    watch: (listener) => ((wake = listener), () => undefined),
    wait,
  })
  onTestFinished(() => lines.stopAll())
  const line = (id: string) => {
    const found = lineById(core.db, id)
    if (!found) throw new Error(`no line ${id}`)
    return found
  }
  return { ...practice, clock, lines, line, status: (id: string) => lines.view(line(id)).status, wake: (it: Wake = { asleepSince: null }) => wake(it) }
}

function save(core: Awaited<ReturnType<typeof temporaryPractice>>['core'], kind: string, settings: Record<string, string> = {}, enabled = true): void {
  core.record([{ kind: 'line.saved', body: { lineId: kind, kind, name: kind, enabled, settings }, at: core.now(), actor: 'desk' }])
}

const sound = kindThat('sound', { start: (sink) => (sink.live(), {}) })

test('a line that throws at its start, at once or later, says so and keeps being tried, and the others run', async () => {
  let tries = 0
  const broken = kindThat('broken', {
    start(sink) {
      tries += 1
      if (tries === 1) throw new Error('secret-of-the-line')
      if (tries === 2) return Promise.reject(new PracticeError('Port 4711 is taken.'))
      sink.live()
      return {}
    },
  })
  const said: string[] = []
  const { lines, status, announced } = await practiceWith([broken, sound])
  await lines.startAll()
  expect(status('sound').state).toBe('live')
  await expect.poll(() => status('broken').state).toBe('live')
  for (const { name, body } of announced) if (name === 'lineStatus') said.push((body as { message: string | null }).message ?? '')
  expect(said).toContain('It could not start. Check its settings and save them again.')
  expect(said).toContain('Port 4711 is taken.')
  expect(said.join()).not.toContain('secret')
})

test('a line that ends by itself or breaks is started anew after waits that grow', async () => {
  const waits: number[] = []
  let starts = 0
  const breaking = kindThat('breaking', {
    start(sink) {
      starts += 1
      sink.live()
      return starts === 1 ? { done: Promise.reject(new Error('broke')) } : starts === 2 ? { done: Promise.resolve() } : {}
    },
  })
  const { lines, status } = await practiceWith([breaking], {}, (faults) => (waits.push(faults), 0))
  await lines.startAll()
  await expect.poll(() => starts).toBe(3)
  expect(waits).toEqual([1, 2])
  await expect.poll(() => status('breaking').state).toBe('live')
})

test('a line that hangs in its start keeps neither the practice from opening, nor others from running, nor new settings from counting', async () => {
  let starts = 0
  const hanging = kindThat('hanging', { start: (sink) => ((starts += 1) === 1 ? never() : (sink.live(), {})) })
  const { lines, status } = await practiceWith([hanging, sound], { start: 60 * SECOND })
  await lines.startAll()
  expect([status('hanging').state, status('sound').state]).toEqual(['starting', 'live'])
  await lines.restart('hanging')
  expect(status('hanging').state).toBe('live')
})

test('a line whose start hangs for too long says so and is tried again', async () => {
  let starts = 0
  const hanging = kindThat('hanging', { start: (sink) => ((starts += 1) === 1 ? never() : (sink.live(), {})) })
  const { lines, status } = await practiceWith([hanging])
  await lines.startAll()
  await expect.poll(() => status('hanging').state).toBe('live')
  expect(starts).toBe(2)
})

test('a line that hangs in its stop does not keep the practice from closing, and has nothing to say any more', async () => {
  let held: Sink | null = null
  const hanging = kindThat('hanging', { start: (sink) => ((held = sink), sink.live(), { done: never() }) })
  const { lines, status, core } = await practiceWith([hanging])
  await lines.startAll()
  save(core, 'hanging', {}, false)
  await lines.restart('hanging')
  expect(status('hanging').state).toBe('off')
  const sink = held as unknown as Sink
  sink.live()
  sink.away('late words')
  expect(status('hanging')).toMatchObject({ state: 'off', message: null })
  await lines.stopAll()
})

test('a line that is switched off amid its start stays off', async () => {
  let live: () => void = () => undefined
  const slow = kindThat('slow', { start: (sink) => new Promise((resolve) => (live = () => (sink.live(), resolve({})))) })
  const { lines, status, core } = await practiceWith([slow], { start: 60 * SECOND })
  await lines.startAll()
  save(core, 'slow', {}, false)
  await lines.restart('slow')
  live()
  await new Promise((resolve) => setImmediate(resolve))
  expect(status('slow').state).toBe('off')
})

test('a line that throws when the PC wakes is started anew, and the others still hear of it', async () => {
  let starts = 0
  const heard: string[] = []
  const throwing = kindThat('first', {
    start(sink) {
      starts += 1
      sink.onWake(() => {
        throw new Error('fault')
      })
      sink.live()
      return {}
    },
  })
  const listening = kindThat('second', { start: (sink) => (sink.onWake(() => heard.push('second')), sink.live(), {}) })
  const { lines, status, wake } = await practiceWith([throwing, listening])
  await lines.startAll()
  wake()
  expect(heard).toEqual(['second'])
  await expect.poll(() => starts).toBe(2)
  await expect.poll(() => status('first').state).toBe('live')
})

test('a line that was stopped hears of no wake, though it left its listener behind', async () => {
  const heard: string[] = []
  const listening = kindThat('one', { start: (sink) => (sink.onWake(() => heard.push('wake')), sink.live(), {}) })
  const { lines, wake } = await practiceWith([listening])
  await lines.startAll()
  await lines.restart('one')
  await lines.restart('one')
  wake()
  expect(heard).toEqual(['wake'])
})

test('a wake tries a line again at once that could not start', async () => {
  let starts = 0
  const failing = kindThat('one', {
    start(sink) {
      if ((starts += 1) === 1) throw new PracticeError('No network.')
      sink.live()
      return {}
    },
  })
  const { lines, status, wake } = await practiceWith([failing], {}, () => 3600 * SECOND)
  await lines.startAll()
  expect(status('one')).toMatchObject({ state: 'failed', message: 'No network.' })
  wake()
  await expect.poll(() => status('one').state).toBe('live')
})

test('secrets are never shown, nor what a later version wrote and this one does not know', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  onTestFinished(() => warn.mockRestore())
  const { lines, line, core, announced } = await practiceWith([sound])
  save(core, 'sound', { note: 'seen', password: 'hidden-1', laterSecret: 'hidden-2' })
  save(core, 'later', { password: 'hidden-3' })
  await lines.restart('sound')
  await lines.restart('later')
  expect(lines.view(line('sound')).settings).toEqual({ note: 'seen', password: true, laterSecret: true })
  expect(lines.view(line('later'))).toMatchObject({ settings: { password: true }, canText: false, status: { state: 'failed', message: 'This version of Rapport does not know this kind of line.' } })
  expect(JSON.stringify([lines.view(line('sound')), lines.view(line('later')), announced.filter(({ name }) => name === 'lineStatus'), warn.mock.calls])).not.toContain('hidden')
})

test('the test of a line says step by step what works, and what is wrong where it throws or hangs', async () => {
  const kinds = [
    kindThat('works', { start: () => ({}), health: () => Promise.resolve([{ step: 'reached', ok: true, says: 'Reached.' }]) }),
    kindThat('throws', {
      start: () => ({}),
      health: () => {
        throw new PracticeError('The address is wrong.')
      },
    }),
    kindThat('hangs', { start: () => ({}), health: () => never() }),
  ]
  const { lines, line } = await practiceWith(kinds, { test: 50 })
  expect(await lines.test(line('works'))).toEqual([{ step: 'reached', ok: true, says: 'Reached.' }])
  expect(await lines.test(line('throws'))).toEqual([{ step: 'reached', ok: false, says: 'The address is wrong.' }])
  expect(await lines.test(line('hangs'))).toMatchObject([{ step: 'reached', ok: false }])
})

test('a text that a line never answers for may have been sent; a call that it never answers for was not dialled', async () => {
  const { lines } = await practiceWith([kindThat('mute', { start: (sink) => (sink.live(), { sendText: never, dial: never }) })])
  await lines.startAll()
  const way = lines.forText(null)
  if ('reason' in way) throw new Error(way.reason)
  expect(await way.sendText({ textId: 't', to: '+15550100177', body: 'Hello' })).toMatchObject({ outcome: 'unknown' })
  expect(await lines.dial({ to: '+15550100177', extension: null })).toMatchObject({ dialled: false })
})

test('a call is dialled, and a text leaves, over a line that stands rather than one that is reconnecting', async () => {
  const way = (name: string, isLive: boolean) =>
    kindThat(name, {
      start: (sink) => (isLive ? sink.live() : sink.away('lost'), { sendText: () => Promise.resolve({ outcome: 'sent', providerId: name }), dial: () => Promise.resolve({ dialled: false, reason: name }) }),
    })
  const { lines } = await practiceWith([way('a-lost', false), way('b-live', true)])
  await lines.startAll()
  expect(lines.forText(null)).toMatchObject({ lineId: 'b-live' })
  expect(await lines.dial({ to: '+15550100177', extension: null })).toEqual({ dialled: false, reason: 'b-live' })
  expect(lines.forText('a-lost')).toMatchObject({ lineId: 'a-lost' })
})
