import { HOUR, MINUTE, DAY } from '../time.ts'
import { dayKey, startOfDay } from './hours.ts'

type Wanted = {
  /** How many calls and texts came in each past hour (its start, ms UTC); hours without any may be left out. */
  heard: readonly { hour: number; events: number }[]
  /** When the last one came, ms UTC. */
  lastAt: number | null
  /** Since when the line stands, ms UTC: what did not come while it was away is no silence of its own. */
  liveSince: number
  now: number
  /** The practice's: days and hours are read in it. */
  timeZone: string
}

/** Fewer different days than this say nothing about what is usual. */
const LEAST_DAYS = 4
/** A silence this short is never strange. */
const LEAST = 20 * MINUTE
/**
 * So many events usually come in the silent time: with calls coming by chance (Poisson), a silence like it happens
 * less than once in a hundred times (e^-4.7 < 0.01).
 */
const LEAST_USUAL = 4.7

/**
 * Whether a line has been silent longer than is usual at this hour: what came in the same hours of the same weekdays in
 * the weeks before, over the silent time. Of that only today counts, and only while the line stood: the day after a
 * holiday, or after a night with the PC off, nothing is owed from before.
 * @returns since when nothing came and how many usually come in the time that counts, or null
 */
export function silence({ heard, lastAt, liveSince, now, timeZone }: Wanted): { since: number; usual: number } | null {
  const first = heard[0]?.hour
  if (lastAt === null || first === undefined) return null
  const from = Math.max(lastAt, liveSince, startOfDay(now, timeZone))
  if (now - from < LEAST) return null
  if (new Set(heard.map(({ hour }) => dayKey(hour, timeZone))).size < LEAST_DAYS) return null
  // Each weekday's hour: how many came in it before this silence.
  const counts = new Map<string, number>()
  for (const { hour, events } of heard) if (hour < from - HOUR) counts.set(placeOf(hour, timeZone), (counts.get(placeOf(hour, timeZone)) ?? 0) + events)
  let usual = 0
  for (let at = from; at < now; ) {
    const hour = Math.floor(at / HOUR) * HOUR
    const end = Math.min(now, hour + HOUR)
    // So many times this hour of the week came by since the line was first heard; a clock change makes it an hour more or less.
    const weeks = Math.max(1, Math.floor((hour - first + HOUR) / (7 * DAY)))
    usual += ((counts.get(placeOf(hour, timeZone)) ?? 0) / weeks) * ((end - at) / HOUR)
    at = end
  }
  return usual >= LEAST_USUAL ? { since: lastAt, usual: Math.round(usual) } : null
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Weekday and hour in a zone, "Tue, 09". */
function placeOf(at: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })))
  return format.format(at)
}
