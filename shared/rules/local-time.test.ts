import { expect, test } from 'vitest'
import { dayKey, daysBetween, localHour } from './local-time.ts'

const at = (iso: string) => Date.parse(iso)

test('the calendar day is the practice’s, not UTC’s', () => {
  expect(dayKey(at('2026-03-15T03:30:00Z'), 'America/Chicago')).toBe('2026-03-14')
  expect(dayKey(at('2026-03-15T03:30:00Z'), 'Asia/Tokyo')).toBe('2026-03-15')
  expect(dayKey(at('0999-06-15T12:00:00Z'), 'UTC')).toBe('0999-06-15')
})

test('midnight is hour 0', () => {
  expect(localHour(at('2026-07-01T05:00:00Z'), 'America/Chicago')).toBe(0)
  expect(localHour(at('2026-07-01T04:59:59Z'), 'America/Chicago')).toBe(23)
})

test('days are counted on the calendar, also across a clock change', () => {
  expect(daysBetween(at('2026-03-08T05:00:00Z'), at('2026-03-09T05:30:00Z'), 'America/New_York')).toBe(1)
  expect(daysBetween(at('2026-11-01T04:30:00Z'), at('2026-11-02T04:30:00Z'), 'America/New_York')).toBe(0)
  expect(daysBetween(at('2026-03-10T12:00:00Z'), at('2026-03-08T12:00:00Z'), 'America/New_York')).toBe(-2)
})

test('an unknown time zone is refused', () => {
  expect(() => dayKey(0, 'Mars/Base')).toThrow(RangeError)
})
