import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visitInsights, type InsightVisit } from './visits.ts'

const ZONE = 'America/Chicago'
const NOW = Date.UTC(2026, 2, 10, 15)
/** What is said, without what it was counted from. */
const insights = (visits: readonly InsightVisit[], zone: string) => visitInsights(visits, NOW, zone).map((insight) => ({ ...insight, evidence: undefined }))
const visit = (hour: number, status: InsightVisit['status'], clinician: string | null = null): InsightVisit => ({
  at: Date.parse(`2026-02-10T${String(hour).padStart(2, '0')}:00:00-06:00`), status, clinician })
const times = (count: number, one: InsightVisit) => Array.from({ length: count }, () => one)

describe('time of day', () => {
  test('says: cancelled 3 of 4 afternoon visits, kept 9 of 9 mornings, offer a morning', () => {
    const visits = [...times(2, visit(14, 'cancelled')), visit(15, 'noShow'), visit(12, 'kept'), ...times(9, visit(11, 'kept'))]
    expect(insights(visits, ZONE)).toEqual([{ kind: 'timeOfDay', cancelled: 3, cancelledOf: 4, kept: 9, keptOf: 9, offer: 'morning' }])
  })

  test('works the other way round', () => {
    expect(insights([...times(4, visit(9, 'cancelled')), ...times(5, visit(13, 'kept'))], ZONE)).toMatchObject([{ offer: 'afternoon', cancelled: 4, kept: 5 }])
  })

  test.each([
    ['three bad visits', 3, 0, 9, 0], ['fewer than half lost', 2, 3, 9, 0], ['four good visits', 4, 0, 4, 0], ['84 % kept', 4, 0, 21, 4],
  ])('says nothing with %s', (_, lost, keptBad, kept, lostGood) => {
    const visits = [...times(lost, visit(14, 'cancelled')), ...times(keptBad, visit(14, 'kept')), ...times(kept, visit(9, 'kept')), ...times(lostGood, visit(9, 'cancelled'))]
    expect(insights(visits, ZONE)).toEqual([])
  })

  test('half lost and 85 % kept are enough', () => {
    const visits = [...times(2, visit(14, 'cancelled')), ...times(2, visit(14, 'kept')), ...times(17, visit(9, 'kept')), ...times(3, visit(9, 'noShow'))]
    expect(insights(visits, ZONE)).toMatchObject([{ cancelled: 2, cancelledOf: 4, kept: 17, keptOf: 20, offer: 'morning' }])
  })

  test('noon is the practice’s noon', () => {
    const visits = [...times(4, visit(11, 'cancelled')), ...times(5, visit(12, 'kept'))]
    expect(insights(visits, ZONE)).toMatchObject([{ offer: 'afternoon' }])
    expect(insights(visits, 'America/New_York')).toEqual([])
  })
})

describe('continuity', () => {
  test('says 11 of 12 with Dr. Chen', () => {
    expect(insights([...times(11, visit(9, 'kept', 'Dr. Chen')), visit(9, 'kept', 'Dr. Osei'), ...times(3, visit(9, 'kept'))], ZONE)).toEqual([{ kind: 'continuity', clinician: 'Dr. Chen', seen: 11, of: 12, bookedWith: null }])
  })

  test('needs 5 kept visits and three quarters of them', () => {
    expect(insights(times(4, visit(9, 'kept', 'A')), ZONE)).toEqual([])
    expect(insights(times(5, visit(9, 'kept', 'A')), ZONE)).toEqual([{ kind: 'continuity', clinician: 'A', seen: 5, of: 5, bookedWith: null }])
    expect(insights([...times(4, visit(9, 'kept', 'A')), visit(9, 'cancelled', 'A'), visit(9, 'booked', 'A')], ZONE)).toEqual([])
    expect(insights([...times(6, visit(9, 'kept', 'A')), ...times(2, visit(9, 'kept', 'B'))], ZONE)).toMatchObject([{ seen: 6, of: 8 }])
    expect(insights([...times(5, visit(9, 'kept', 'A')), ...times(2, visit(9, 'kept', 'B'))], ZONE)).toEqual([])
  })
})

describe('weekday', () => {
  const on = (date: string, status: InsightVisit['status']): InsightVisit => ({ at: Date.parse(`${date}T09:00:00-06:00`), status, clinician: null })
  const mondays = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']
  const others = ['2026-01-06', '2026-01-14', '2026-01-22', '2026-01-30', '2026-02-03']

  test('says: cancelled 3 of 4 Monday visits, kept 5 of 5 on other days', () => {
    const visits = [...mondays.map((day, index) => on(day, index === 0 ? 'kept' : 'cancelled')), ...others.map((day) => on(day, 'kept'))]
    expect(insights(visits, ZONE)).toMatchObject([{ kind: 'weekday', weekday: 1, cancelled: 3, cancelledOf: 4, kept: 5, keptOf: 5 }])
    expect(visitInsights(visits, NOW, ZONE)[0]?.evidence.map(({ what }) => what)).toEqual(['cancelled', 'cancelled', 'cancelled', 'kept'])
  })

  test('is not said beside the time of day, nor with three such days', () => {
    const visits = [...mondays.slice(1).map((day) => on(day, 'cancelled')), ...others.map((day) => on(day, 'kept'))]
    expect(insights(visits, ZONE)).toEqual([])
  })
})

describe('no-shows', () => {
  const recent = (status: InsightVisit['status'], month: number): InsightVisit => ({ at: Date.UTC(2025, month, 10, 15), status, clinician: null })
  const next: InsightVisit = { at: Date.UTC(2026, 3, 1, 15), status: 'booked', clinician: null }

  test('says: did not come to 2 of 5, confirm the next', () => {
    const visits = [recent('noShow', 1), recent('noShow', 3), ...[5, 7, 9].map((month) => recent('kept', month)), next]
    expect(insights(visits, ZONE)).toMatchObject([{ kind: 'noShow', missed: 2, of: 5, next: next.at }])
    expect(insights(visits.slice(0, -1), ZONE)).toMatchObject([{ kind: 'noShow', next: null }])
  })

  test.each([
    ['one of four', [recent('noShow', 1), ...[5, 7, 9].map((month) => recent('kept', month))]],
    ['two of nine', [recent('noShow', 1), recent('noShow', 2), ...[3, 4, 5, 6, 7, 8, 9].map((month) => recent('kept', month))]],
    ['two of three', [recent('noShow', 1), recent('noShow', 2), recent('kept', 3)]],
    ['those of three years ago', [1, 2, 3, 4].map((month) => ({ ...recent('noShow', month), at: Date.UTC(2023, month, 10) }))],
    ['those who called off', [1, 2, 3, 4, 5].map((month) => recent('cancelled', month))],
  ])('says nothing with %s', (_why, visits) => {
    expect(insights(visits, ZONE)).toEqual([])
  })
})

test('a next visit with somebody else is asked about', () => {
  const booked: InsightVisit = { at: Date.UTC(2026, 3, 1, 15), status: 'booked', clinician: 'Dr. Wu' }
  expect(insights([...times(5, visit(9, 'kept', 'Dr. Chen')), booked], ZONE)).toMatchObject([{ kind: 'continuity', clinician: 'Dr. Chen', bookedWith: 'Dr. Wu' }])
  expect(insights([...times(5, visit(9, 'kept', 'Dr. Chen')), { ...booked, clinician: 'Dr. Chen' }], ZONE)).toMatchObject([{ bookedWith: null }])
})

test('counts are always honest, thresholds hold, order and bookings change nothing', () => {
  const any = fc.record({ at: fc.integer({ min: 0, max: 48 }).map((hours) => hours * 3_600_000), status: fc.constantFrom('kept' as const, 'cancelled' as const, 'noShow' as const), clinician: fc.constantFrom('A', 'B', null) })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (visits) => {
      const said = insights(visits, ZONE)
      expect(insights(visits.toReversed(), ZONE)).toEqual(said)
      expect(insights([...visits, visit(9, 'booked', 'C'), visit(15, 'booked', 'C')], ZONE)).toEqual(said)
      for (const one of said.filter((each) => each.kind === 'continuity')) {
        expect(one.of).toBeGreaterThanOrEqual(5)
        expect(one.seen / one.of).toBeGreaterThanOrEqual(0.75)
      }
      for (const one of said.filter((each) => each.kind === 'timeOfDay')) {
        expect(one.cancelledOf + one.keptOf).toBe(visits.length)
        expect(one.cancelled / one.cancelledOf).toBeGreaterThanOrEqual(0.5)
        expect(one.kept / one.keptOf).toBeGreaterThanOrEqual(0.85)
      }
    }),
    { numRuns: 500 },
  )
})
