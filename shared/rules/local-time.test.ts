import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayKey, daysBetween, localHour, momentOf, wallClock } from './local-time.ts'

const at = (iso: string) => Date.parse(iso)

test('the calendar day is the practice’s, not UTC’s', () => {
  expect(dayKey(at('2026-03-15T03:30:00Z'), 'America/Chicago')).toBe('2026-03-14')
  expect(dayKey(at('2026-03-15T03:30:00Z'), 'Asia/Tokyo')).toBe('2026-03-15')
  expect(dayKey(at('0999-06-15T12:00:00Z'), 'UTC')).toBe('0999-06-15')
})

test('the day that is kept for a quarter of an hour is the day of each of its moments, in every time zone', () => {
  const moments = fc.oneof(fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2100, 0) }), fc.integer({ min: Date.UTC(1971, 11, 20), max: Date.UTC(1972, 0, 20) }))
  fc.assert(
    fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), moments, fc.array(fc.integer({ min: 0, max: 899_999 }), { minLength: 1, maxLength: 4 }), (zone, moment, within) => {
      const byIntl = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
      for (const more of within) expect(dayKey(moment + more, zone)).toBe(byIntl.format(moment + more))
    }),
  )
  expect(() => dayKey(Number.NaN, 'UTC')).toThrow(RangeError)
  expect(() => dayKey(Date.now(), 'Mars/Base')).toThrow(RangeError)
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

describe('a day and time as a field writes it', () => {
  const zones = ['America/Chicago', 'Europe/Berlin', 'Asia/Kolkata', 'UTC']
  test.each(zones)('comes back as it was in %s, over a whole year', (zone) => {
    for (let hour = 0; hour < 366 * 24; hour += 5) {
      const at = Date.UTC(2026, 0, 1) + hour * 3_600_000
      const back = momentOf(wallClock(at, zone), zone)
      // A time that is shown twice in a night means the first.
      expect(back === at || back === at - 3_600_000).toBe(true)
      expect(wallClock(back ?? 0, zone)).toBe(wallClock(at, zone))
    }
  })

  test('that a change of clocks skips is taken an hour later; what is no time is null', () => {
    expect(momentOf('2026-03-08T02:30', 'America/Chicago')).toBe(Date.parse('2026-03-08T03:30:00-05:00'))
    expect(momentOf('2026-11-01T01:30', 'America/Chicago')).toBe(Date.parse('2026-11-01T01:30:00-05:00'))
    for (const wrong of ['', '2026-03-08', '2026-13-08T10:00', 'tomorrow']) expect(momentOf(wrong, 'UTC')).toBeNull()
  })
})
