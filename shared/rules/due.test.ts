import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, dueOf, monthsAfter, withoutDue } from './due.ts'

describe('when something is due', () => {
  it.each([
    ['Ask about the knee tomorrow', '2026-03-08'],
    ['Call back in 2 weeks about the result', '2026-03-21'],
    ['in a week', '2026-03-14'],
    ['in 3 months: recall', '2026-06-07'],
    ['llamar en 10 días', '2026-03-17'],
    ['en un mes', '2026-04-07'],
    ['Ask about the knee', '2026-03-14'],
    ['in 0 days', '2026-03-07'],
  ])('%s: %s', (text, due) => {
    expect(dueOf(text, '2026-03-07')).toBe(due)
  })

  it('is a real day, today or later, whatever is written', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.oneof(fc.string(), fc.tuple(fc.constantFrom('in', 'en'), fc.nat(999), fc.constantFrom('days', 'weeks', 'months', 'meses')).map((words) => words.join(' '))), (today, text) => {
        const due = dueOf(text, today)
        expect(due >= today).toBe(true)
        expect(new Date(`${due}T00:00:00Z`).toISOString().slice(0, 10)).toBe(due)
      }),
    )
  })

  it('is not said twice', () => {
    expect(['Ask about the knee in 2 weeks.', 'Llamar, en 10 días', 'Tomorrow', 'In 3 months: recall', 'Ask about tomorrow’s visit'].map(withoutDue)).toEqual(['Ask about the knee', 'Llamar', 'Tomorrow', 'In 3 months: recall', 'Ask about tomorrow’s visit'])
  })

  it('a month after the last of a month is the last of the next', () => {
    expect([monthsAfter('2026-01-31', 1), monthsAfter('2028-01-31', 1), monthsAfter('2026-11-30', 3), dayAfter('2026-03-07', 2)]).toEqual(['2026-02-28', '2028-02-29', '2027-02-28', '2026-03-09'])
  })
})
