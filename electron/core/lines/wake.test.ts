import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOUR, SECOND } from '@shared/time.ts'
import { watchWake, type Wake } from './wake.ts'

let heard: Wake[]
let clock: { now: number; up: number; addresses: string }
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers()
  heard = []
  clock = { now: Date.UTC(2026, 2, 10, 15, 0), up: 5000, addresses: 'eth0 192.0.2.1' }
  stop = watchWake((wake) => void heard.push(wake), { now: () => clock.now, uptime: () => clock.up, addresses: () => clock.addresses })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})
/** Time goes by; the timer fires once after it. */
const pass = (time: number): void => {
  clock.now += time
  clock.up += time
  vi.advanceTimersByTime(2 * SECOND)
}

test('nothing is said while nothing happens, and a busy moment is no sleep', () => {
  for (let index = 0; index < 10; index += 1) pass(2 * SECOND)
  pass(9 * SECOND)
  expect(heard).toEqual([])
})

test('sleep is told once, with the time at which it began', () => {
  const asleepSince = clock.now
  pass(HOUR)
  pass(2 * SECOND)
  expect(heard).toEqual([{ asleepSince }])
})

test('a clock that is set, forth or back, is no sleep', () => {
  for (const jump of [5 * HOUR, -10 * HOUR]) {
    clock.now += jump
    pass(2 * SECOND)
  }
  expect(heard).toEqual([])
})

test('sleep is known also where the clock was set back meanwhile', () => {
  const before = clock.now
  clock.now -= 2 * HOUR
  pass(HOUR)
  expect(heard).toEqual([{ asleepSince: before - 2 * HOUR }])
})

test('a network that goes or comes is told each time', () => {
  clock.addresses = ''
  pass(2 * SECOND)
  clock.addresses = 'wlan0 198.51.100.7'
  pass(2 * SECOND)
  pass(2 * SECOND)
  expect(heard).toEqual([{ asleepSince: null }, { asleepSince: null }])
})

test('nothing is told after it was stopped', () => {
  stop()
  pass(HOUR)
  expect(heard).toEqual([])
})
