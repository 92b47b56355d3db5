import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { tomorrowOpening, type OpeningHours } from '@shared/rules/hours.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { DAY, FOREVER, HOUR, MINUTE } from '@shared/time.ts'
import { stopsNow } from './conversation.ts'
import { isUnderWay } from './state.ts'

const ZONE = 'America/Chicago'
const open = [{ from: '08:00', to: '23:30' }]
const HOURS: OpeningHours = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: open, sun: open }
const talk = (id: string, known: Partial<ConversationView> = {}): ConversationView =>
  ({ id, who: { kind: 'withheld' }, waitingSince: 1, waitingFor: { missed: 1, voicemails: 0, texts: 0, failed: 0 }, promise: null, repeat: null, sensitive: false, snoozedUntil: null, ...known }) as ConversationView
const due = (id: string, day: string): FollowUpView => ({ id, patientId: id, name: id, number: `+${id}`, due: day }) as FollowUpView
const around = (conversations: ConversationView[], followUps: FollowUpView[], now: number, day: string, timeZone = ZONE) => {
  const { stops, laterToday } = stopsNow(conversations, followUps, { now, timeZone, day })
  return { stops: stops.map(({ key }) => key), laterToday: laterToday.map(({ id }) => id) }
}

describe('a walk over midnight', () => {
  // 23:50 on a Monday in Chicago, and twenty minutes later.
  const before = Date.UTC(2026, 2, 3, 5, 50)
  const after = before + 20 * MINUTE

  it('brings nobody back who was put off to tomorrow, nor what was moved to it, and keeps everyone else', () => {
    const until = tomorrowOpening(before, HOURS, ZONE)
    const tomorrow = dayKey(until, ZONE)
    expect([dayKey(before, ZONE), tomorrow, dayKey(after, ZONE)]).toEqual(['2026-03-02', '2026-03-03', '2026-03-03'])
    const all = [talk('+1', { snoozedUntil: until }), talk('+2'), talk('+3', { snoozedUntil: FOREVER })]
    const followUps = [due('moved', tomorrow), due('open', '2026-03-01')]
    for (const now of [before, after]) expect(around(all, followUps, now, '2026-03-02')).toEqual({ stops: ['+2', 'open'], laterToday: [] })
  })

  it('is over by the morning, when a new one begins', () => {
    const walk = { startedAt: before, skipped: [], met: [], metDue: [], seen: [] }
    expect(isUnderWay(walk, after)).toBe(true)
    expect(isUnderWay(walk, before + 13 * HOUR)).toBe(false)
  })
})

describe('later today', () => {
  it.each([
    // On the night of the change of clocks, midnight is where the wall clock says: after 23 hours, and after 25.
    ['when the clocks go forward', '2026-03-08', Date.UTC(2026, 2, 9, 5)],
    ['when the clocks go back', '2026-11-01', Date.UTC(2026, 10, 2, 6)],
    ['on an ordinary day', '2026-06-01', Date.UTC(2026, 5, 2, 5)],
  ])('ends at midnight %s', (_when, day, midnight) => {
    const now = midnight - 5 * HOUR
    const all = [talk('+1', { snoozedUntil: midnight - MINUTE }), talk('+2', { snoozedUntil: midnight + MINUTE }), talk('+3', { snoozedUntil: now - MINUTE }), talk('+4', { snoozedUntil: midnight - HOUR, waitingSince: null })]
    expect(around(all, [], now, day)).toEqual({ stops: ['+3'], laterToday: ['+1'] })
  })

  it('follows the practice into another time zone, and nobody gets lost on the way', () => {
    const now = Date.UTC(2026, 2, 2, 22)
    // 4 PM in Chicago, 7 AM of the next day in Tokyo.
    const all = [talk('+1'), talk('+2', { snoozedUntil: now + 4 * HOUR })]
    expect(around(all, [], now, dayKey(now, ZONE))).toEqual({ stops: ['+1'], laterToday: ['+2'] })
    expect(around(all, [], now, dayKey(now, 'Asia/Tokyo'), 'Asia/Tokyo')).toEqual({ stops: ['+1'], laterToday: ['+2'] })
  })

  it('whatever the zone and the hour, everyone who waits is in the walk, comes back today, or was put off beyond it', () => {
    const one = fc.record({ waits: fc.boolean(), put: fc.option(fc.integer({ min: -DAY, max: 3 * DAY }), { nil: null }) })
    const zone = fc.constantFrom('America/Chicago', 'Europe/Madrid', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'America/St_Johns')
    fc.assert(
      fc.property(fc.array(one, { maxLength: 10 }), zone, fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }), (all, timeZone, now) => {
        const talks = all.map(({ waits, put }, index) => talk(`+${index}`, { waitingSince: waits ? 1 : null, snoozedUntil: put === null ? null : now + put }))
        const day = dayKey(now, timeZone)
        const { stops, laterToday } = around(talks, [], now, day, timeZone)
        const beyond = talks.filter(({ waitingSince, snoozedUntil }) => waitingSince !== null && snoozedUntil !== null && snoozedUntil > now && dayKey(snoozedUntil, timeZone) > day).map(({ id }) => id)
        expect([...stops, ...laterToday, ...beyond].toSorted()).toEqual(talks.filter(({ waitingSince }) => waitingSince !== null).map(({ id }) => id).toSorted())
      }),
    )
  })
})
