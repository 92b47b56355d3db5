import { DAY } from '../time.ts'

/** Wall-clock facts of a moment in a time zone, by Intl alone: light enough for a window. Temporal lives in `hours.ts`. */

const formatters = new Map<string, Intl.DateTimeFormat>()

/** A kept formatter: making one costs far more than using it. Throws RangeError for an unknown time zone or language. */
export function formatter(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${timeZone}|${JSON.stringify(options)}`
  const kept = formatters.get(key)
  if (kept) return kept
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone })
  formatters.set(key, made)
  return made
}

/** The calendar day of `at` (ms UTC) in `timeZone` (IANA), as 'YYYY-MM-DD'. */
export function dayKey(at: number, timeZone: string): string {
  const parts = formatter('en-US', timeZone, { calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** The hour of the day, 0 to 23, of `at` (ms UTC) in `timeZone`. */
export function localHour(at: number, timeZone: string): number {
  return Number(formatter('en-US', timeZone, { hour: '2-digit', hourCycle: 'h23' }).format(at))
}

/** Whole calendar days from the day of `from` to the day of `to` (both ms UTC) in `timeZone`; negative when `to` is earlier. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  const midnight = (at: number) => Date.parse(`${dayKey(at, timeZone)}T00:00:00Z`)
  return Math.round((midnight(to) - midnight(from)) / DAY)
}
