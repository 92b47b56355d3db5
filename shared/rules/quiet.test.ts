import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../time.ts'
import { isQuiet, quietUntil } from './quiet.ts'

const HOURS = { from: '09:00', to: '20:00' }
const CHICAGO = ['America/Chicago']
const at = (iso: string): number => Date.parse(iso)

describe('quiet hours', () => {
  test.each([
    ['2026-03-10T08:59:59-05:00', true],
    ['2026-03-10T09:00:00-05:00', false],
    ['2026-03-10T19:59:59-05:00', false],
    ['2026-03-10T20:00:00-05:00', true],
  ])('%s is quiet: %s', (iso, quiet) => {
    expect(isQuiet(at(iso), CHICAGO, HOURS)).toBe(quiet)
  })

  test('are those of every zone that an area lies in', () => {
    const moment = at('2026-03-10T19:30:00-05:00')
    expect(isQuiet(moment, CHICAGO, HOURS)).toBe(false)
    expect(isQuiet(moment, ['America/Chicago', 'America/New_York'], HOURS)).toBe(true)
  })

  test('end when the last of them wakes, in the nights in which clocks change too', () => {
    for (const [night, morning] of [['2026-03-08T01:30:00-06:00', '2026-03-08T09:00:00-05:00'], ['2026-11-01T01:30:00-05:00', '2026-11-01T09:00:00-06:00'], ['2026-03-10T23:00:00-05:00', '2026-03-11T09:00:00-05:00']] as const) {
      expect(quietUntil(at(night), CHICAGO, HOURS)).toBe(at(morning))
    }
    expect(quietUntil(at('2026-03-10T06:00:00-05:00'), ['America/Chicago', 'America/Denver'], HOURS)).toBe(at('2026-03-10T09:00:00-06:00'))
  })

  test('that go over noon are read as a night’s work, and some never end', () => {
    const night = { from: '22:00', to: '06:00' }
    expect(isQuiet(at('2026-03-10T12:00:00-05:00'), CHICAGO, night)).toBe(true)
    expect(isQuiet(at('2026-03-10T23:00:00-05:00'), CHICAGO, night)).toBe(false)
    // Twelve hours apart, a short time that suits one never suits the other.
    expect(quietUntil(at('2026-03-10T12:00:00-05:00'), ['America/Chicago', 'Asia/Dhaka'], { from: '09:00', to: '11:00' })).toBeNull()
  })

  test('never name a moment that is quiet', () => {
    for (let hour = 0; hour < 24 * 300; hour += 7) {
      const moment = at('2026-01-01T00:00:00Z') + hour * HOUR + 13 * MINUTE
      const until = quietUntil(moment, CHICAGO, HOURS)
      expect(until !== null && until >= moment && !isQuiet(until, CHICAGO, HOURS)).toBe(true)
    }
  })
})
