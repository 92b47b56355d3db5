import { formatter } from '@shared/rules/local-time.ts'
import { DAY, HOUR } from '@shared/time.ts'
import type { Period } from '@shared/rules/periods.ts'
import { plainDate } from '@renderer/ui/format.ts'

const locale = (): string => navigator.language || 'en-US'
/** A Monday at midnight. */
const MONDAY = Date.UTC(2024, 0, 1)

/** "Mon" or "Monday" for 0. */
export function weekdayName(weekday: number, length: 'short' | 'long'): string {
  return formatter(locale(), 'UTC', { weekday: length }).format(MONDAY + weekday * DAY)
}

/** "9 AM" or "9", as the system writes hours. */
export function hourName(hour: number): string {
  return formatter(locale(), 'UTC', { hour: 'numeric' }).format(MONDAY + hour * HOUR)
}

/** "Tuesday, Mar 10, 2026" for an ISO day. */
export function dayName(day: string): string {
  return `${formatter(locale(), 'UTC', { weekday: 'long' }).format(Date.parse(day))}, ${plainDate(day)}`
}

/** "Tue, Mar 10" for an ISO day. */
export function shortDayName(day: string): string {
  return formatter(locale(), 'UTC', { weekday: 'short', month: 'short', day: 'numeric' }).format(Date.parse(day))
}

/** "Tuesday, Mar 10, 2026", "Mar 9, 2026 – Mar 15, 2026", "March 2026". */
export function periodName({ kind, days }: Pick<Period, 'kind' | 'days'>): string {
  const [first = '', last = first] = [days[0], days.at(-1)]
  if (kind === 'day') return dayName(first)
  if (kind === 'month') return formatter(locale(), 'UTC', { month: 'long', year: 'numeric' }).format(Date.parse(first))
  return formatter(locale(), 'UTC', { year: 'numeric', month: 'short', day: 'numeric' }).formatRange(Date.parse(first), Date.parse(last))
}
