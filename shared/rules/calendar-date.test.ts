import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthYear, isoDate, monthNamed } from './calendar-date.ts'

test('only days that exist between 1850 and 2199 are dates', () => {
  expect(isoDate(2024, 2, 29)).toBe('2024-02-29')
  expect(isoDate(1850, 1, 1)).toBe('1850-01-01')
  expect(isoDate(2199, 12, 31)).toBe('2199-12-31')
  for (const [year, month, day] of [[2023, 2, 29], [1900, 2, 29], [2026, 13, 1], [2026, 0, 1], [2026, 4, 31], [2026, 4, 0], [1849, 12, 31], [2200, 1, 1], [NaN, 1, 1], [2026, 1.5, 1]] as const) {
    expect(isoDate(year, month, day)).toBeNull()
  }
})

test('whatever numbers go in, a date that comes out has those numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1840, max: 2210 }), fc.integer({ min: -1, max: 14 }), fc.integer({ min: -1, max: 33 }), (year, month, day) => {
      const date = isoDate(year, month, day)
      expect([null, `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`]).toContain(date)
    }),
  )
})

test('two digits are the latest year that is not in the future, and nothing without today', () => {
  const now = Date.parse('2026-06-01T12:00:00Z')
  expect(['26', '27', '00', '1967', '7', '196', ''].map((written) => birthYear(written, now))).toEqual([2026, 1927, 2000, 1967, null, null, null])
  expect([birthYear('67', null), birthYear('1967', null)]).toEqual([null, 1967])
})

test('months are known in English and Spanish, short and long', () => {
  expect(['March', 'mar.', 'MARZO', 'Sept', 'setiembre', 'dic', 'ene', 'mart', ''].map(monthNamed)).toEqual([3, 3, 3, 9, 9, 12, 1, null, null])
})
