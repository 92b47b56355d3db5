import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR } from '../time.ts'
import { dayKey } from './local-time.ts'
import { daysIn, periodAt, periodBefore, PERIOD_KINDS, stepPeriod } from './periods.ts'

const ZONES = ['America/Chicago', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'] as const
const day = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 11, 31) }).map((at) => new Date(at).toISOString().slice(0, 10))

test('a period holds its day, begins and ends at midnight of the practice, and the next begins where it ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PERIOD_KINDS), day, fc.constantFrom(...ZONES), (kind, key, zone) => {
      const period = periodAt(kind, key, zone)
      expect(period.days).toContain(key)
      expect(dayKey(period.from, zone)).toBe(period.days[0])
      expect(dayKey(period.from - 1, zone) < (period.days[0] ?? '')).toBe(true)
      expect(dayKey(period.to - 1, zone)).toBe(period.days.at(-1))
      expect(stepPeriod(period, 1, zone).from).toBe(period.to)
      expect(stepPeriod(period, -1, zone).to).toBe(period.from)
      expect(daysIn(period.from, period.to, zone)).toEqual(period.days)
    }),
  )
})

test('a week begins on Monday, and a day of a change of clocks has 23 or 25 hours', () => {
  expect(periodAt('week', '2026-03-11', 'America/Chicago').days).toEqual(['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14', '2026-03-15'])
  const spring = periodAt('day', '2026-03-08', 'America/Chicago')
  const autumn = periodAt('day', '2026-11-01', 'America/Chicago')
  expect([spring.to - spring.from, autumn.to - autumn.from]).toEqual([23 * HOUR, 25 * HOUR])
  expect(periodAt('month', '2026-02-10', 'UTC').days).toHaveLength(28)
})

test('a period that still runs is held against as much of the one before', () => {
  const week = periodAt('week', '2026-06-10', 'UTC')
  expect(periodBefore(week, week.to, 'UTC')).toEqual({ from: week.from - 7 * DAY, to: week.from, whole: true })
  expect(periodBefore(week, week.from + 2 * DAY + 9 * HOUR, 'UTC')).toEqual({ from: week.from - 7 * DAY, to: week.from - 5 * DAY + 9 * HOUR, whole: false })
  const march = periodAt('month', '2026-03-31', 'UTC')
  expect(periodBefore(march, Date.UTC(2026, 2, 31, 9), 'UTC')).toEqual({ from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 2, 1), whole: false })
})
