import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '../time.ts'
import { dayAfter } from './due.ts'
import { dueAfterVisit, LATE_DAYS, namesVisit, tookPlace } from './follow-up-rule.ts'
import { dayKey } from './local-time.ts'

const NOW = Date.UTC(2026, 2, 10, 15, 0)
const visit = { reason: 'Knee injection, left', clinician: 'Dr. Wei Chen' }

describe('a rule', () => {
  it.each([
    ['', '', true],
    ['injection', '', true],
    ['KNEE injection', 'chen', true],
    ['left injection', 'Dr. Chen', true],
    ['inj', '', true],
    ['crown', '', false],
    ['injection', 'Rivera', false],
  ])('with “%s” and “%s” names this visit: %s', (visitType, clinician, names) => {
    expect(namesVisit({ visitType, clinician }, visit)).toBe(names)
  })

  it('does not mind accents', () => {
    expect(namesVisit({ visitType: 'revisión', clinician: 'nunez' }, { reason: 'Revision anual', clinician: 'Dra. Núñez' })).toBe(true)
  })

  it('without words names every visit', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (reason, clinician) => {
      expect(namesVisit({ visitType: ' ', clinician: '' }, { reason, clinician })).toBe(true)
    }))
  })
})

describe('a visit', () => {
  it('took place when it is past and was not called off', () => {
    for (const status of ['kept', 'booked'] as const) expect([tookPlace({ status, at: NOW }, NOW), tookPlace({ status, at: NOW + 1 }, NOW)]).toEqual([true, false])
    for (const status of ['cancelled', 'noShow'] as const) expect(tookPlace({ status, at: NOW - DAY }, NOW)).toBe(false)
  })
})

describe('the day of a follow-up', () => {
  it('is counted from the visit’s day where the practice is, over a change of the clocks', () => {
    expect(dueAfterVisit(Date.UTC(2026, 2, 8, 4, 0), 2, Date.UTC(2026, 2, 8, 5, 0), 'America/Chicago')).toBe('2026-03-09')
  })

  it('is never before today, never gone by for long, and else so many days after the visit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 1095 }), fc.constantFrom('America/Chicago', 'Pacific/Auckland', 'UTC'), (ago, days, timeZone) => {
        const at = NOW - ago * DAY
        const today = dayKey(NOW, timeZone)
        const exact = dayAfter(dayKey(at, timeZone), days)
        const due = dueAfterVisit(at, days, NOW, timeZone)
        const late = dayAfter(exact, LATE_DAYS) >= today ? today : null
        expect(due).toBe(exact >= today ? exact : late)
      }),
    )
  })
})
