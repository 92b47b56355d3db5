import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { callById, callStateOf } from '../conversations/calls.ts'
import type { Core } from '../core.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { eventsOf } from './facts.ts'
import type { LineFact } from './line.ts'
import { sweepLostCalls } from './lost-calls.ts'

let core: Core
let clock: { at: number; now: () => number }
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  clock = testClock()
  core = (await temporaryPractice({ now: clock.now })).core
})
afterEach(() => void vi.useRealTimers())

type About = LineFact extends infer F ? (F extends LineFact ? Omit<F, 'id' | 'at' | 'callId'> : never) : never
const hear = (about: About, at = clock.at): void => void core.record(eventsOf(core.db, 'main', { id: `${about.type}:${at}`, at, callId: 'c', ...about } as LineFact, at) ?? [])
const state = () => {
  const call = callById(core.db, 'main:c')
  return call && { state: callStateOf(call), why: call.why }
}
const ring = (): void => hear({ type: 'ringing', direction: 'in', number: '+15550100177' })

test('a call that is said to ring and never to end is taken for missed after five minutes, and says why', () => {
  ring()
  const { stop } = sweepLostCalls(core)
  clock.at += 4 * MINUTE
  vi.advanceTimersByTime(MINUTE)
  expect(state()).toEqual({ state: 'ringing', why: null })
  clock.at += MINUTE
  vi.advanceTimersByTime(MINUTE)
  expect(state()).toEqual({ state: 'missed', why: 'The phone system did not say how it ended.' })
  stop()
})

test('the true end, told late, outweighs the guess', () => {
  ring()
  const at = clock.at
  clock.at += HOUR
  sweepLostCalls(core).stop()
  hear({ type: 'missed', why: 'Nobody answered.' }, at + 20 * SECOND)
  expect(state()).toEqual({ state: 'missed', why: 'Nobody answered.' })
  hear({ type: 'answered' }, at + 5 * SECOND)
  expect(state()).toMatchObject({ state: 'ended' })
})

test('nobody is shown as talking for ever', () => {
  ring()
  hear({ type: 'answered' })
  clock.at += 3 * HOUR
  sweepLostCalls(core).stop()
  expect(state()).toMatchObject({ state: 'connected' })
  clock.at += HOUR
  sweepLostCalls(core).stop()
  expect(state()).toMatchObject({ state: 'ended' })
})

test('a disk that refuses keeps no practice from opening; the guess is made once it takes it', () => {
  ring()
  clock.at += HOUR
  let refuses = true
  const full: Core['record'] = (events) => {
    if (refuses) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
    return core.record(events)
  }
  const { stop } = sweepLostCalls(Object.assign(Object.create(core) as Core, { record: full }))
  refuses = false
  vi.advanceTimersByTime(MINUTE)
  expect(state()).toMatchObject({ state: 'missed' })
  stop()
})
