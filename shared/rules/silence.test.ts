import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { silence } from './silence.ts'

const timeZone = 'America/New_York'
/** A Tuesday, 8:00 in New York, winter time. */
const TUESDAY = Date.UTC(2026, 1, 10, 13, 0)

/** Calls in each opening hour (8:00 to 16:00) of the weekdays before a moment. */
function usual(before: number, weeks: number, perHour = 6): { hour: number; events: number }[] {
  const found: { hour: number; events: number }[] = []
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  for (let hour = Math.floor((before - weeks * 7 * DAY) / HOUR) * HOUR; hour < before; hour += HOUR) {
    const [day = '', at = ''] = parts.format(hour).split(', ')
    if (!['Sat', 'Sun'].includes(day) && Number(at) >= 8 && Number(at) < 16) found.push({ hour, events: perHour })
  }
  return found
}
const ask = (heard: { hour: number; events: number }[], lastAt: number | null, now: number, more: { liveSince?: number } = {}) => silence({ heard, lastAt, liveSince: 0, now, timeZone, ...more })

describe('a silent line', () => {
  it('says so after a silence in which several usually come, and not before', () => {
    const lastAt = TUESDAY + HOUR
    const heard = usual(TUESDAY, 4)
    expect(ask(heard, lastAt, lastAt + 40 * MINUTE)).toBeNull()
    expect(ask(heard, lastAt, lastAt + 50 * MINUTE)).toEqual({ since: lastAt, usual: 5 })
    expect(ask(heard, lastAt, lastAt + 2 * HOUR)).toEqual({ since: lastAt, usual: 12 })
  })

  it('is no wonder at night, at the weekend, and where few call', () => {
    const heard = usual(TUESDAY, 4)
    expect(ask(heard, TUESDAY + 8 * HOUR, TUESDAY + 20 * HOUR)).toBeNull()
    const friday = TUESDAY + 3 * DAY
    expect(ask(usual(friday, 4), friday + 8 * HOUR, friday + DAY + 4 * HOUR)).toBeNull()
    expect(ask(usual(TUESDAY, 4, 1), TUESDAY, TUESDAY + 2 * HOUR)).toBeNull()
  })

  it('owes nothing from a holiday, but is asked for the next morning too', () => {
    // Nothing came on Tuesday, and the line is as dead on Wednesday.
    const monday = TUESDAY - DAY + 8 * HOUR
    const wednesday = TUESDAY + DAY
    const heard = usual(monday, 4)
    expect(ask(heard, monday, wednesday + 20 * MINUTE)).toBeNull()
    expect(ask(heard, monday, wednesday + HOUR)).toEqual({ since: monday, usual: 6 })
    // A dead week is one of the weeks in which the hour came.
    expect(ask(heard, monday, wednesday + 7 * DAY + HOUR)).toEqual({ since: monday, usual: 5 })
  })

  it('is measured only while the line stood: a PC switched on at ten is asked for nothing before', () => {
    const heard = usual(TUESDAY, 4)
    const on = TUESDAY + 2 * HOUR
    expect(ask(heard, TUESDAY - 12 * HOUR, on + 20 * MINUTE, { liveSince: on })).toBeNull()
    expect(ask(heard, TUESDAY - 12 * HOUR, on + HOUR, { liveSince: on })).toMatchObject({ usual: 6 })
  })

  it('of a new practice is unknown', () => {
    expect(ask([], null, TUESDAY)).toBeNull()
    expect(ask(usual(TUESDAY, 4), null, TUESDAY)).toBeNull()
    const threeDays = usual(TUESDAY, 1).filter(({ hour }) => hour > TUESDAY - 4 * DAY)
    expect(ask(threeDays, TUESDAY, TUESDAY + 3 * HOUR)).toBeNull()
  })

  it('of a young practice is measured by the weeks in which each hour came, however many days those are', () => {
    for (let days = 8; days <= 28; days += 1) {
      const first = TUESDAY - days * DAY
      const heard = usual(TUESDAY, 4).filter(({ hour }) => hour >= first)
      expect(ask(heard, TUESDAY, TUESDAY + HOUR)?.usual, `${days} days`).toBe(6)
    }
  })

  it('is read by the clock on the wall, also after it changed', () => {
    // Summer time began on Sunday, March 8: 8:00 is now an hour earlier in UTC.
    const monday = Date.UTC(2026, 2, 9, 12, 0)
    const heard = usual(monday, 4)
    const night = monday - 15 * HOUR
    expect(ask(heard, night, monday + HOUR)).toMatchObject({ usual: 6 })
    expect(ask(heard, night, monday)).toBeNull()
    // And ended on November 1.
    const autumn = Date.UTC(2026, 10, 2, 13, 0)
    // Four weeks back to the minute, the first of these Mondays began before: three are left of it.
    expect(ask(usual(autumn, 4, 8), autumn - 15 * HOUR, autumn + HOUR)).toMatchObject({ usual: 6 })
    expect(ask(usual(autumn, 4, 8), autumn - 15 * HOUR, autumn)).toBeNull()
  })
})
