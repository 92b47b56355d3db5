import { momentOf } from '@shared/rules/local-time.ts'
import { DAY } from '@shared/time.ts'

/**
 * The span of time of some days of the practice, ms UTC: from the first moment of `from` until, not included, the first after `to`. Left out,
 * an end is open. Both are ISO days.
 */
export function spanOfDays({ from, to }: { from?: string; to?: string }, timeZone: string): { from: number; until: number } {
  return { from: midnight(from, timeZone) ?? Number.MIN_SAFE_INTEGER, until: midnight(to && dayAfter(to), timeZone) ?? Number.MAX_SAFE_INTEGER }
}

function midnight(day: string | undefined, timeZone: string): number | null {
  return day === undefined ? null : momentOf(`${day}T00:00`, timeZone)
}

function dayAfter(day: string): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? undefined : new Date(at + DAY).toISOString().slice(0, 10)
}
