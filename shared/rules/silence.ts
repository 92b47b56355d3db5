import { HOUR, MINUTE, DAY } from '../time.ts'

type Wanted = {
  /** How many calls and texts came in each past hour (its start, ms UTC); hours without any may be left out. */
  heard: readonly { hour: number; events: number }[]
  /** When the last one came, ms UTC. */
  lastAt: number | null
  now: number
  /** The practice's; only the hour of the day is read in it. */
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
 * the weeks before, over the silent time. Returns since when and how many usually come in such a time, or null.
 */
export function silence({ heard, lastAt, now, timeZone }: Wanted): { since: number; usual: number } | null {
  if (lastAt === null || now - lastAt < LEAST || now - lastAt > DAY) return null
  const places = new Map<number, string>()
  const placeOf = (at: number): string => {
    const hour = Math.floor(at / HOUR) * HOUR
    const known = places.get(hour)
    if (known !== undefined) return known
    const place = placeFormat(timeZone).format(hour)
    places.set(hour, place)
    return place
  }
  const first = heard[0]?.hour
  if (first === undefined) return null
  const days = new Set(heard.map(({ hour }) => Math.floor(hour / DAY)))
  if (days.size < LEAST_DAYS) return null
  // Each weekday's hour: how many came in it, and in how many of the weeks heard of it stands.
  const counts = new Map<string, number>()
  for (const { hour, events } of heard) if (hour < lastAt - HOUR) counts.set(placeOf(hour), (counts.get(placeOf(hour)) ?? 0) + events)
  const weeks = Math.max(1, Math.floor((lastAt - first) / (7 * DAY)))
  let usual = 0
  for (let at = lastAt; at < now; ) {
    const end = Math.min(now, (Math.floor(at / HOUR) + 1) * HOUR)
    usual += ((counts.get(placeOf(at)) ?? 0) / weeks) * ((end - at) / HOUR)
    at = end
  }
  return usual >= LEAST_USUAL ? { since: lastAt, usual: Math.round(usual) } : null
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Weekday and hour in a zone, "Tue, 09". */
function placeFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })))
  return format
}
