import { dayKey } from '@shared/rules/local-time.ts'
import { DAY } from '@shared/time.ts'
import { plainDate } from '@renderer/ui/format.ts'

/** Days of the practice, both included; an end left out is open. */
export type Days = { from?: string; to?: string }

/** The days that are asked for most, as ISO days. `now` in ms UTC. */
export function commonDays(now: number, timeZone: string): { label: string; days: Days }[] {
  const today = dayKey(now, timeZone)
  const daysAgo = (count: number): string => new Date(Date.parse(`${today}T00:00:00Z`) - count * DAY).toISOString().slice(0, 10)
  return [
    { label: 'Today', days: { from: today, to: today } },
    { label: 'Yesterday', days: { from: daysAgo(1), to: daysAgo(1) } },
    { label: 'Last 7 days', days: { from: daysAgo(6), to: today } },
    { label: 'Last 30 days', days: { from: daysAgo(29), to: today } },
  ]
}

/** What days were chosen, in words: "Today", "Mar 4, 2026", "Since Mar 4, 2026"; null: all of them. */
export function daysInWords({ from, to }: Days, now: number, timeZone: string): string | null {
  const common = commonDays(now, timeZone).find(({ days }) => days.from === from && days.to === to)
  if (common) return common.label
  if (from !== undefined && to !== undefined) return from === to ? plainDate(from) : `${plainDate(from)} to ${plainDate(to)}`
  if (from !== undefined) return `Since ${plainDate(from)}`
  return to === undefined ? null : `Until ${plainDate(to)}`
}
