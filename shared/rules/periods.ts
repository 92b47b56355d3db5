import { DAY } from '../time.ts'
import { dayKey, momentOf } from './local-time.ts'

export const PERIOD_KINDS = ['day', 'week', 'month'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** Days of the practice, from `from` until before `to` (both ms UTC). Weeks begin on Monday. */
export type Period = { kind: PeriodKind; from: number; to: number; /** Each day in it, as 'YYYY-MM-DD'. */ days: string[] }

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The calendar day `days` after `day` ('YYYY-MM-DD'). */
export function addDays(day: string, days: number): string {
  return iso(utc(day) + days * DAY)
}

/** When a day of the practice begins, ms UTC: midnight, or an hour later where a change of clocks skips it. */
export function dayStart(day: string, timeZone: string): number {
  return momentOf(`${day}T00:00`, timeZone) ?? utc(day)
}

/** The days from `from` until before `to` (ms UTC) in `timeZone`, as 'YYYY-MM-DD'. */
export function daysIn(from: number, to: number, timeZone: string): string[] {
  const days: string[] = []
  if (to <= from) return days
  const last = dayKey(to - 1, timeZone)
  for (let day = dayKey(from, timeZone); day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/** The day, week or month of the practice that holds `day`. */
export function periodAt(kind: PeriodKind, day: string, timeZone: string): Period {
  const first = kind === 'month' ? `${day.slice(0, 7)}-01` : kind === 'week' ? addDays(day, -((new Date(utc(day)).getUTCDay() + 6) % 7)) : day
  const next = kind === 'month' ? `${addDays(first, 31).slice(0, 7)}-01` : addDays(first, kind === 'week' ? 7 : 1)
  const [from, to] = [dayStart(first, timeZone), dayStart(next, timeZone)]
  return { kind, from, to, days: daysIn(from, to, timeZone) }
}

/** The period of the same kind right before (-1) or after (1). */
export function stepPeriod({ kind, days }: Period, by: -1 | 1, timeZone: string): Period {
  return periodAt(kind, by < 0 ? addDays(days[0] ?? '', -1) : addDays(days.at(-1) ?? '', 1), timeZone)
}

/**
 * What a period is held against: the one before; while it still runs, only as much of that as has passed of this one, on the
 * wall clock. @param now ms UTC
 */
export function periodBefore(period: Period, now: number, timeZone: string): { from: number; to: number; whole: boolean } {
  const before = stepPeriod(period, -1, timeZone)
  if (now >= period.to) return { from: before.from, to: before.to, whole: true }
  const today = dayKey(now, timeZone)
  const index = period.days.indexOf(today)
  const same = index < 0 ? undefined : before.days[index]
  // The 31st has no day to stand beside in a shorter month: all of that is taken.
  if (same === undefined) return { from: before.from, to: before.to, whole: false }
  const to = dayStart(same, timeZone) + (now - dayStart(today, timeZone))
  return { from: before.from, to: Math.min(before.to, Math.max(before.from, to)), whole: false }
}
