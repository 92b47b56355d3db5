import { isoDate } from './calendar-date.ts'
import { dayKey } from './local-time.ts'

/**
 * Whole years on the calendar day of `at` (ms UTC) in `timeZone`. `birthDate` is ISO 'YYYY-MM-DD'.
 * Somebody born on February 29 turns older on March 1 in other years. Null for no date, no such day, or a day still to come.
 */
export function ageOn(birthDate: string, at: number, timeZone: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(birthDate)
  if (!match || isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === null) return null
  const today = dayKey(at, timeZone)
  if (birthDate > today) return null
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
