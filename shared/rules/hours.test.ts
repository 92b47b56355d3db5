import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { dayKey, isOpen, nextClosing, nextOpening, type OpeningHours, startOfDay, tomorrowOpening, lastClosing } from './hours.ts'

const NONE: OpeningHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
const day = [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }]
const HOURS: OpeningHours = { ...NONE, mon: day, tue: day, wed: day, thu: day, fri: [{ from: '08:00', to: '12:00' }] }
const NEW_YORK = 'America/New_York'
const BERLIN = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

describe('isOpen', () => {
  test('from the opening minute up to the closing minute', () => {
    expect(isOpen(at('2026-03-10T07:59:59.999-04:00'), HOURS, NEW_YORK)).toBe(false)
    expect(isOpen(at('2026-03-10T08:00:00-04:00'), HOURS, NEW_YORK)).toBe(true)
    expect(isOpen(at('2026-03-10T11:59:59.999-04:00'), HOURS, NEW_YORK)).toBe(true)
    expect(isOpen(at('2026-03-10T12:00:00-04:00'), HOURS, NEW_YORK)).toBe(false)
    expect(isOpen(at('2026-03-14T10:00:00-04:00'), HOURS, NEW_YORK)).toBe(false)
  })

  test('an evening that runs past midnight belongs to the day it began', () => {
    const late: OpeningHours = { ...NONE, sat: [{ from: '18:00', to: '02:00' }] }
    expect(isOpen(at('2026-07-05T01:59:00-04:00'), late, NEW_YORK)).toBe(true)
    expect(isOpen(at('2026-07-05T02:00:00-04:00'), late, NEW_YORK)).toBe(false)
    expect(isOpen(at('2026-07-04T01:00:00-04:00'), late, NEW_YORK)).toBe(false)
  })

  test('00:00 to 00:00 and 00:00 to 24:00 are the whole day, 09:00 to 09:00 is nothing', () => {
    for (const to of ['00:00', '24:00']) {
      const all: OpeningHours = { ...NONE, sun: [{ from: '00:00', to }] }
      expect(isOpen(at('2026-07-05T23:59:00-04:00'), all, NEW_YORK)).toBe(true)
      expect(isOpen(at('2026-07-06T00:00:00-04:00'), all, NEW_YORK)).toBe(false)
    }
    expect(isOpen(at('2026-07-05T09:00:00-04:00'), { ...NONE, sun: [{ from: '09:00', to: '09:00' }] }, NEW_YORK)).toBe(false)
  })
})

describe('the next opening and closing', () => {
  test('Friday noon leads to Monday, across the US spring change', () => {
    expect(iso(nextOpening(at('2026-03-06T12:00:00-05:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-09T08:00:00-04:00')))
    expect(iso(nextClosing(at('2026-03-06T11:00:00-05:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-06T12:00:00-05:00')))
    expect(iso(nextClosing(at('2026-03-06T12:00:00-05:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-09T12:00:00-04:00')))
  })

  test('and across the European autumn change', () => {
    expect(iso(nextOpening(at('2026-10-23T12:00:00+02:00'), HOURS, BERLIN))).toBe(iso(at('2026-10-26T08:00:00+01:00')))
  })

  test('at the opening moment the next opening is a later one', () => {
    expect(iso(nextOpening(at('2026-03-10T08:00:00-04:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-10T13:00:00-04:00')))
    const weekly: OpeningHours = { ...NONE, mon: [{ from: '08:00', to: '09:00' }] }
    expect(iso(nextOpening(at('2026-03-09T08:00:00-04:00'), weekly, NEW_YORK))).toBe(iso(at('2026-03-16T08:00:00-04:00')))
  })

  test('spans that touch are one', () => {
    const touching: OpeningHours = { ...NONE, tue: [{ from: '13:00', to: '17:00' }, { from: '08:00', to: '13:00' }] }
    expect(iso(nextClosing(at('2026-03-10T09:00:00-04:00'), touching, NEW_YORK))).toBe(iso(at('2026-03-10T17:00:00-04:00')))
  })

  test('never open and always open have none', () => {
    const always = Object.fromEntries(Object.keys(NONE).map((key) => [key, [{ from: '00:00', to: '00:00' }]])) as OpeningHours
    for (const hours of [NONE, always]) {
      expect(nextOpening(at('2026-03-10T09:00:00Z'), hours, NEW_YORK)).toBeNull()
      expect(nextClosing(at('2026-03-10T09:00:00Z'), hours, NEW_YORK)).toBeNull()
    }
  })

  test('an opening inside the hour that spring skips is an hour later that day', () => {
    const night: OpeningHours = { ...NONE, sun: [{ from: '02:30', to: '06:00' }] }
    expect(iso(nextOpening(at('2026-03-08T00:00:00-05:00'), night, NEW_YORK))).toBe(iso(at('2026-03-08T03:30:00-04:00')))
  })
})

test('tomorrowOpening is the first opening of a later day, and 9:00 tomorrow without hours', () => {
  expect(iso(tomorrowOpening(at('2026-03-10T06:00:00-04:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-11T08:00:00-04:00')))
  expect(iso(tomorrowOpening(at('2026-03-06T06:00:00-05:00'), HOURS, NEW_YORK))).toBe(iso(at('2026-03-09T08:00:00-04:00')))
  expect(iso(tomorrowOpening(at('2026-03-07T22:00:00-05:00'), NONE, NEW_YORK))).toBe(iso(at('2026-03-08T09:00:00-04:00')))
})

describe('daylight saving 2026', () => {
  test.each([
    [NEW_YORK, '2026-03-08T12:00:00Z', 23], [NEW_YORK, '2026-11-01T12:00:00Z', 25], [BERLIN, '2026-03-29T12:00:00Z', 23], [BERLIN, '2026-10-25T12:00:00Z', 25], [NEW_YORK, '2026-07-01T12:00:00Z', 24],
  ])('in %s the day of %s has %i hours', (zone, moment, hours) => {
    const start = startOfDay(at(moment), zone)
    expect(startOfDay(start + 30 * HOUR, zone) - start).toBe(hours * HOUR)
  })

  test('a day that begins at 01:00 begins there', () => {
    expect(iso(startOfDay(at('2026-03-08T12:00:00Z'), 'America/Havana'))).toBe(iso(at('2026-03-08T01:00:00-04:00')))
  })

  const zone = fc.constantFrom(NEW_YORK, 'America/Chicago', 'America/Phoenix', BERLIN, 'Europe/London', 'America/Havana', 'Pacific/Auckland')
  const change = fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-06-15')
  const moment = fc.tuple(change, fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 })).map(([date, minutes]) => at(`${date}T07:00:00Z`) + minutes * MINUTE)
  const span = fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 0, max: 47 })).map(([a, b]) => {
    const time = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
    return { from: time(a), to: time(b) }
  })
  const hours = fc.record({ mon: fc.array(span, { maxLength: 2 }), tue: fc.array(span, { maxLength: 2 }), wed: fc.array(span, { maxLength: 0 }), thu: fc.array(span, { maxLength: 2 }),
    fri: fc.array(span, { maxLength: 0 }), sat: fc.array(span, { maxLength: 2 }), sun: fc.array(span, { maxLength: 2 }) })

  test('a day starts at or before now, on the same calendar day, and the moment before is another day', () => {
    fc.assert(
      fc.property(moment, zone, (now, tz) => {
        const start = startOfDay(now, tz)
        expect(start).toBeLessThanOrEqual(now)
        expect(now - start).toBeLessThan(25 * HOUR)
        expect(dayKey(start, tz)).toBe(dayKey(now, tz))
        expect(dayKey(start - 1, tz)).not.toBe(dayKey(now, tz))
      }),
    )
  })

  test('doors change only at openings and closings', () => {
    fc.assert(
      fc.property(moment, zone, hours, fc.double({ min: 0, max: 1, noNaN: true }), (now, tz, open, share) => {
        const opening = nextOpening(now, open, tz)
        const closing = nextClosing(now, open, tz)
        const change = Math.min(opening ?? now + DAY, closing ?? now + DAY)
        expect(change).toBeGreaterThan(now)
        expect(isOpen(now + Math.floor((change - now - 1) * share), open, tz)).toBe(isOpen(now, open, tz))
        const around = (moment: number | null) => moment === null ? null : [isOpen(moment - 1, open, tz), isOpen(moment, open, tz)]
        expect(around(opening) ?? [false, true]).toEqual([false, true])
        expect(around(closing) ?? [true, false]).toEqual([true, false])
        expect(opening === null || closing === null || closing < opening === isOpen(now, open, tz)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('tomorrow’s opening is on a later calendar day and the doors are open then, or 9:00', () => {
    fc.assert(
      fc.property(moment, zone, hours, (now, tz, open) => {
        const opening = tomorrowOpening(now, open, tz)
        expect(dayKey(opening, tz) > dayKey(now, tz)).toBe(true)
        expect(isOpen(opening, open, tz) || nextOpening(now, open, tz) === null).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('when the doors closed last', () => {
  const week = { mon: [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }], tue: [{ from: '08:00', to: '17:00' }], wed: [], thu: [], fri: [{ from: '08:00', to: '17:00' }], sat: [], sun: [] }
  const at = (local: string): number => Date.parse(`${local}:00-05:00`)
  const last = (local: string, holidays: string[] = []): number | null => lastClosing(at(local), week, 'America/New_York', holidays)

  test('is the evening before, the break of the day, or this very moment', () => {
    expect(last('2026-03-02T08:30')).toBe(at('2026-02-27T17:00'))
    expect(last('2026-03-02T13:30')).toBe(at('2026-03-02T12:00'))
    expect(last('2026-03-02T17:00')).toBe(at('2026-03-02T17:00'))
    expect(last('2026-03-06T07:00')).toBe(at('2026-03-03T17:00'))
  })

  test('is no end of a holiday, nor one where the next opening begins at once', () => {
    expect(last('2026-03-02T08:30', ['2026-02-27'])).toBe(at('2026-02-24T17:00'))
    const joined = { ...week, mon: [{ from: '08:00', to: '12:00' }, { from: '12:00', to: '17:00' }] }
    expect(lastClosing(at('2026-03-02T13:30'), joined, 'America/New_York')).toBe(at('2026-02-27T17:00'))
  })

  test('is never where they never open', () => {
    expect(lastClosing(at('2026-03-02T08:30'), { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, 'America/New_York')).toBeNull()
  })
})
