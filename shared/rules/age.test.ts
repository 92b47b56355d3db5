import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn } from './age.ts'

const at = (iso: string) => Date.parse(iso)

test('grows on the birthday, in the practice’s time zone', () => {
  expect(ageOn('1967-03-04', at('2026-03-03T23:59:00-06:00'), 'America/Chicago')).toBe(58)
  expect(ageOn('1967-03-04', at('2026-03-04T00:00:00-06:00'), 'America/Chicago')).toBe(59)
  expect(ageOn('1967-03-04', at('2026-03-03T23:59:00-06:00'), 'UTC')).toBe(59)
})

test('a leap-day child grows on March 1 in other years', () => {
  expect(ageOn('2020-02-29', at('2025-02-28T12:00:00Z'), 'UTC')).toBe(4)
  expect(ageOn('2020-02-29', at('2025-03-01T12:00:00Z'), 'UTC')).toBe(5)
  expect(ageOn('2020-02-29', at('2024-02-29T12:00:00Z'), 'UTC')).toBe(4)
})

test('a newborn is 0, somebody not yet born has no age, nor has a date that is none', () => {
  expect(ageOn('2026-03-04', at('2026-03-04T12:00:00Z'), 'UTC')).toBe(0)
  for (const date of ['2026-03-05', '', '1967', '1967-02-30', '03/04/1967', '1967-03-04T00:00']) expect(ageOn(date, at('2026-03-04T12:00:00Z'), 'UTC')).toBeNull()
})

test('never shrinks as time goes by, and grows by one over 366 days at most once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 400 }), (day, more) => {
      const now = at('2010-01-01T12:00:00Z')
      const born = new Date(now - day * 86_400_000).toISOString().slice(0, 10)
      const before = ageOn(born, now, 'UTC') ?? -1
      const after = ageOn(born, now + more * 86_400_000, 'UTC') ?? -1
      expect(after - before).toBeGreaterThanOrEqual(0)
      expect(after - before).toBeLessThanOrEqual(more > 365 ? 2 : 1)
      expect(before).toBeCloseTo(day / 365.2425 - 0.5, -0.1)
    }),
  )
})
