import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, dayOf, DEMO_ZONE, demoStart, lastWeekday, nextWeekday, workdayBefore } from './calendar.ts'

const moments = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) })
const local = (moment: number): string => new Date(moment).toLocaleString('en-US', { timeZone: DEMO_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

describe('the demo calendar', () => {
  it('always begins at 9:56 on a weekday, today or on Monday', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const start = demoStart(moment)
        expect(local(start)).toBe('09:56')
        expect(dayOf(start).dayOfWeek).toBeLessThanOrEqual(5)
        const days = dayOf(moment).until(dayOf(start)).days
        expect(days).toBe(Math.max(0, dayOf(moment).dayOfWeek > 5 ? 8 - dayOf(moment).dayOfWeek : 0))
      }),
    )
  })

  it('finds wall-clock times whatever the clocks do', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(local(at(dayOf(moment), '17:34'))).toBe('17:34')
      }),
    )
  })

  it('finds the weekday before and after a day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 20 }), (moment, weekday, days) => {
        const day = dayOf(moment)
        const [last, next] = [lastWeekday(day, weekday), nextWeekday(day, weekday, days)]
        expect([last.dayOfWeek, next.dayOfWeek]).toEqual([weekday, weekday])
        expect([1, 2, 3, 4, 5, 6, 7]).toContain(last.until(day).days)
        expect([0, 1, 2, 3, 4, 5, 6]).toContain(day.until(next).days - days)
        expect(workdayBefore(day).dayOfWeek).toBeLessThanOrEqual(5)
      }),
    )
  })
})
