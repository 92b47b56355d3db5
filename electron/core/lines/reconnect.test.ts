import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HOUR, SECOND } from '@shared/time.ts'
import { PracticeError } from '../errors.ts'
import { keepConnected, LONGEST_WAIT, waitBefore, type Ended } from './reconnect.ts'
import { sinkInto } from './testing/sink.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const flush = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

/** Keeps a connection up whose tries do what `tries` say, the last of them for ever. */
function kept(...tries: (() => Promise<{ closed: Promise<Ended> }>)[]) {
  const stop = new AbortController()
  const sink = sinkInto(() => undefined, { now: Date.now })
  const began: number[] = []
  const aborted: boolean[] = []
  const done = keepConnected({
    sink,
    signal: stop.signal,
    random: () => 1,
    connect(signal) {
      const index = began.push(Date.now()) - 1
      signal.addEventListener('abort', () => (aborted[index] = true))
      const next = tries[Math.min(index, tries.length - 1)]
      return next ? Promise.race([next(), rejectedBy(signal)]) : rejectedBy(signal)
    },
  })
  return { sink, began, aborted, done, stop: () => stop.abort() }
}
const rejectedBy = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new PracticeError('It was stopped.')), { once: true }))
const refused = () => Promise.reject(new PracticeError('Nothing answers.'))
const hangs = (): Promise<never> => new Promise(() => undefined)
const stands = () => Promise.resolve({ closed: hangs() })

test('a wait doubles from half a second, is never more than thirty, and never less than half of what it may be', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((failures) => waitBefore(failures, () => 1))).toEqual([500, 1000, 2000, 4000, 8000, 16_000, LONGEST_WAIT, LONGEST_WAIT])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const wait = waitBefore(failures, () => random)
      expect(wait).toBeGreaterThanOrEqual(waitBefore(failures, () => 1) / 2)
      expect(wait).toBeLessThanOrEqual(30 * SECOND)
      expect(wait).toBeGreaterThan(0)
    }),
  )
})

describe('a connection that cannot be made', () => {
  test('is tried again and again with growing waits, and says why each time', async () => {
    const { began, sink, stop, done } = kept(refused)
    await vi.advanceTimersByTimeAsync(3 * 60 * SECOND)
    const waits = began.slice(1).map((at, index) => at - (began[index] ?? 0))
    expect(waits.slice(0, 8)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(new Set(sink.said.map((it) => JSON.stringify(it)))).toEqual(new Set([JSON.stringify({ away: 'Nothing answers.' })]))
    stop()
    await done
  })

  test.each(['waking', 'a network that changes'])('is tried at once after %s, in the midst of a wait', async (what) => {
    const { began, sink, stop, done } = kept(refused, refused, refused, refused, refused, refused, refused, stands)
    await vi.advanceTimersByTimeAsync(40 * SECOND)
    const tries = began.length
    sink.wake({ asleepSince: what === 'waking' ? Date.now() - HOUR : null })
    await flush()
    expect(began).toHaveLength(tries + 1)
    stop()
    await done
  })

  test('is begun anew at once where the wake comes in the midst of a try that hangs, and says nothing of it', async () => {
    const { began, sink, aborted, stop, done } = kept(hangs, stands)
    await vi.advanceTimersByTimeAsync(2 * SECOND)
    sink.wake()
    await flush()
    expect(began).toHaveLength(2)
    expect(aborted[0]).toBe(true)
    expect(sink.said).toEqual([])
    stop()
    await done
  })

  test('gets through where a network that comes back changes many times a second', async () => {
    const { began, sink, aborted, stop, done } = kept(() => new Promise((resolve) => setTimeout(() => resolve({ closed: hangs() }), 400)))
    for (let wakes = 0; wakes < 40; wakes += 1) {
      await vi.advanceTimersByTimeAsync(10)
      sink.wake()
    }
    await vi.advanceTimersByTimeAsync(SECOND)
    expect({ began: began.length, aborted: aborted[0] === true }).toEqual({ began: 1, aborted: false })
    stop()
    await done
  })

  test('never says what a fault of ours threw, which may hold anything', async () => {
    const { sink, stop, done } = kept(() => Promise.reject(new Error('+15550100177 said hello')), stands)
    await flush()
    expect(sink.said).toEqual([{ away: 'The connection could not be made.' }])
    stop()
    await done
  })
})

describe('a connection that stood', () => {
  const lostAfter = (time: number) => () => Promise.resolve({ closed: new Promise<Ended>((resolve) => setTimeout(() => resolve({ message: 'lost', since: 1 }), time)) })

  test('begins with a short wait again, and tells since when it was lost', async () => {
    const { began, sink, stop, done } = kept(refused, refused, refused, refused, lostAfter(HOUR), stands)
    await vi.advanceTimersByTimeAsync(10 * SECOND)
    expect(began).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(began).toHaveLength(6)
    expect(sink.said.at(-1)).toEqual({ away: 'lost', since: 1 })
    stop()
    await done
  })

  test('but fell at once each time is not knocked at without end', async () => {
    const { began, stop, done } = kept(lostAfter(10))
    await vi.advanceTimersByTimeAsync(5 * 60 * SECOND)
    expect(began.length).toBeLessThan(20)
    stop()
    await done
  })

  test('is not made anew by a wake: that is its own to prove', async () => {
    const { began, sink, stop, done } = kept(stands)
    await flush()
    sink.wake()
    await flush()
    expect(began).toHaveLength(1)
    stop()
    await done
  })
})

test('stopping ends it at once, whether it waits, tries or stands, and closes what was open', async () => {
  for (const how of [refused, hangs, stands]) {
    const { aborted, done, stop } = kept(how)
    await flush()
    stop()
    await done
    expect(aborted[0]).toBe(true)
  }
})
