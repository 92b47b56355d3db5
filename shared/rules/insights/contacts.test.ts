import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../time.ts'
import { contactInsights, partOf } from './contacts.ts'

const ZONE = 'America/Chicago'
const NOW = Date.UTC(2026, 2, 10, 15)
const at = (hour: number, daysAgo = 1): number => Date.parse(`2026-02-10T${String(hour).padStart(2, '0')}:00:00-06:00`) - daysAgo * DAY
const calls = (count: number, hour: number, reached: boolean) => Array.from({ length: count }, (_, index) => ({ at: at(hour, index), reached }))

describe('the best time to reach somebody', () => {
  it('is said with its counts: picked up 3 of 3 from three on, 0 of 4 before', () => {
    expect(contactInsights({ attempts: [...calls(3, 16, true), ...calls(4, 9, false)], lastBefore: NOW - DAY }, NOW, ZONE)).toMatchObject([{ kind: 'reach', part: 'lateDay', reached: 3, of: 3, elsewhere: 0, elsewhereOf: 4 }])
  })

  it.each([
    ['two calls in it', [...calls(2, 16, true), ...calls(4, 9, false)]],
    ['two calls elsewhere', [...calls(3, 16, true), ...calls(2, 9, false)]],
    ['half picked up elsewhere', [...calls(3, 16, true), ...calls(2, 9, false), ...calls(2, 9, true)]],
    ['half picked up in it', [...calls(2, 16, true), ...calls(2, 16, false), ...calls(4, 9, false)]],
    ['calls of two years ago', [...calls(3, 16, true), ...calls(4, 9, false)].map((call) => ({ ...call, at: call.at - 730 * DAY }))],
  ])('is not said with %s', (_why, attempts) => {
    expect(contactInsights({ attempts, lastBefore: NOW - DAY }, NOW, ZONE)).toEqual([])
  })

  it('never says more than was counted, whatever was called when', () => {
    const attempt = fc.record({ at: fc.integer({ min: NOW - 400 * DAY, max: NOW }), reached: fc.boolean() })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        for (const said of contactInsights({ attempts, lastBefore: null }, NOW, ZONE)) {
          if (said.kind !== 'reach') throw new Error('only this can be said of calls')
          const recent = attempts.filter((one) => one.at > NOW - 365 * DAY)
          const inside = recent.filter((one) => partOf(one.at, ZONE) === said.part)
          expect([said.of, said.of + said.elsewhereOf, said.reached]).toEqual([inside.length, recent.length, inside.filter(({ reached }) => reached).length])
          expect(said.reached / said.of).toBeGreaterThan(said.elsewhere / said.elsewhereOf)
        }
      }),
    )
  })
})

describe('a long silence', () => {
  it('is said from half a year on, in days of the practice, and not where there was never a contact', () => {
    const quiet = (days: number) => contactInsights({ attempts: [], lastBefore: NOW - days * DAY }, NOW, ZONE)
    expect(quiet(179)).toEqual([])
    expect(quiet(180)).toEqual([{ kind: 'quiet', days: 180, evidence: [] }])
    expect(contactInsights({ attempts: [], lastBefore: NOW - 180 * DAY + HOUR }, NOW, ZONE)).toHaveLength(1)
    expect(contactInsights({ attempts: [], lastBefore: null }, NOW, ZONE)).toEqual([])
  })
})
