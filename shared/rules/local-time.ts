import { DAY, MINUTE, QUARTER } from '../time.ts'

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

/** Since then the clock of every time zone is a whole number of quarters of an hour from UTC (tz database: Liberia was the last), so what passes in one passes on one day. */
const WHOLE_QUARTERS_SINCE = Date.UTC(1972, 0, 8)
const MOST_KEPT = 20_000
const keptDays = new Map<string, Map<number, string>>()

/** The calendar day of `at` (ms UTC) in `timeZone` (IANA), as 'YYYY-MM-DD'. A list asks for many moments of few days, so the answer is kept for a quarter of an hour. */
export function dayKey(at: number, timeZone: string): string {
  if (!(at >= WHOLE_QUARTERS_SINCE)) return dayOf(at, timeZone)
  const quarter = Math.floor(at / QUARTER)
  const known = keptDays.get(timeZone)?.get(quarter)
  if (known !== undefined) return known
  const day = dayOf(at, timeZone)
  const ofZone = keptDays.get(timeZone)
  if (ofZone && ofZone.size < MOST_KEPT) ofZone.set(quarter, day)
  else keptDays.set(timeZone, new Map([[quarter, day]]))
  return day
}

function dayOf(at: number, timeZone: string): string {
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

/** The wall clock at `at` (ms UTC) as a field for day and time writes it: 'YYYY-MM-DDTHH:MM'. */
export function wallClock(at: number, timeZone: string): string {
  const time = formatter('en-US', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  return `${dayKey(at, timeZone)}T${time}`
}

/**
 * The moment (ms UTC) at which the clock of `timeZone` shows 'YYYY-MM-DDTHH:MM'; null for what is no time. A time that a change of clocks
 * skips is taken an hour later; one that it repeats, the first time.
 */
export function momentOf(clock: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${clock}:00Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(clock) || Number.isNaN(asUtc)) return null
  // How far the clock is from UTC then: at most two answers near a change of clocks.
  const offsets = [asUtc - DAY, asUtc + DAY].map((at) => Date.parse(`${wallClock(at, timeZone)}:00Z`) - Math.floor(at / MINUTE) * MINUTE)
  const candidates = offsets.map((offset) => asUtc - offset).filter((at) => wallClock(at, timeZone) === clock)
  return candidates.length > 0 ? Math.min(...candidates) : asUtc - Math.min(...offsets)
}
