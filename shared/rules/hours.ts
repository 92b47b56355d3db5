import { Temporal } from 'temporal-polyfill'

export { dayKey } from './local-time.ts'

/**
 * When the practice is open, in its own time zone, daylight saving included. Times are ms UTC, time zones IANA names; an
 * unknown zone or a malformed 'HH:MM' throws RangeError. Windows that need only `dayKey` import it from `local-time.ts`,
 * which is free of Temporal.
 */

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Local wall-clock spans, 'HH:MM'. `to` at or before `from` is on the next day ('00:00' and '24:00' mean midnight). */
export type OpeningHours = Record<Weekday, { from: string; to: string }[]>

/** Calendar days, 'YYYY-MM-DD', on which the practice stays closed whatever its week says. */
export type Holidays = readonly string[]

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** Two weeks, so that a weekly opening lost to a clock change is still followed by another. */
const DAYS_AHEAD = 15

type Span = { from: number; to: number }

/** The first moment of the calendar day of `at`. Not always 00:00: some zones change their clocks at midnight. */
export function startOfDay(at: number, timeZone: string): number {
  return zoned(at, timeZone).startOfDay().epochMilliseconds
}

/** Whether the practice is open at `at`: from the opening minute on, up to but not at the closing minute. */
export function isOpen(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): boolean {
  const today = zoned(at, timeZone).toPlainDate()
  return [today.subtract({ days: 1 }), today].some((day) => spansOf(day, hours, timeZone, holidays).some((span) => span.from <= at && at < span.to))
}

/** The next moment after `at` when the doors open, or null when they never do (no hours, or always open). */
export function nextOpening(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): number | null {
  return spansAround(at, hours, timeZone, holidays).find((span) => span.from > at)?.from ?? null
}

/** The next moment after `at` when the doors close: today's end while open, else the end of the next opening; null when never. */
export function nextClosing(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): number | null {
  const spans = spansAround(at, hours, timeZone, holidays)
  const index = spans.findIndex((span) => span.to > at)
  const span = spans[index]
  if (!span) return null
  // The last span may go on beyond what was looked at; when it reaches that far from now, they are always open.
  return index === spans.length - 1 && span.from <= at ? null : span.to
}

/** The openings of the next two weeks, earliest first; while open, the first one began already. Those that touch are one. */
export function openingsFrom(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): { from: number; to: number }[] {
  return spansAround(at, hours, timeZone, holidays).filter(({ to }) => to > at)
}

/** The newest end of an opening at or before `at`, whether the doors are open now or not; null where none closed in two weeks. */
export function lastClosing(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): number | null {
  const today = zoned(at, timeZone).toPlainDate()
  const ends: number[] = []
  for (let days = -DAYS_AHEAD; days <= 0; days += 1) {
    const spans = spansOf(today.add({ days }), hours, timeZone, holidays)
    for (const { to } of spans) if (to <= at && !isOpen(to, hours, timeZone, holidays)) ends.push(to)
  }
  return ends.length === 0 ? null : Math.max(...ends)
}

/** When the doors closed last: the end of the newest opening before `at`, at most a week ago, or null. While open: null. */
export function closedSince(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): number | null {
  const today = zoned(at, timeZone).toPlainDate()
  let last: number | null = null
  for (let days = -8; days <= 0; days += 1) {
    for (const { from, to } of spansOf(today.add({ days }), hours, timeZone, holidays)) {
      if (from <= at && at < to) return null
      if (to <= at && to > (last ?? -Infinity)) last = to
    }
  }
  return last
}

/** What a caller meets at `at`: open doors, the break in the middle of a day, a holiday, or else closed doors. */
export type DoorState = 'open' | 'lunch' | 'holiday' | 'closed'

export function doorsAt(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): DoorState {
  if (isOpen(at, hours, timeZone, holidays)) return 'open'
  const today = zoned(at, timeZone).toPlainDate()
  if (holidays.includes(today.toString())) return 'holiday'
  const spans = spansOf(today, hours, timeZone, holidays)
  return spans.some(({ to }) => to <= at) && spans.some(({ from }) => from > at) ? 'lunch' : 'closed'
}

/** The first opening on a calendar day after that of `at`. Without any hours: 9:00 tomorrow. */
export function tomorrowOpening(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays = []): number {
  const today = zoned(at, timeZone).toPlainDate()
  for (let days = 1; days <= DAYS_AHEAD; days += 1) {
    const [first] = spansOf(today.add({ days }), hours, timeZone, holidays)
    if (first) return first.from
  }
  return momentOf(today.add({ days: 1 }), '09:00', timeZone)
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
}

/** The spans that begin on one local day, earliest first. */
function spansOf(day: Temporal.PlainDate, hours: OpeningHours, timeZone: string, holidays: Holidays): Span[] {
  if (holidays.includes(day.toString())) return []
  const weekday = WEEKDAYS[day.dayOfWeek - 1]
  const spans = weekday === undefined ? [] : hours[weekday]
  return spans
    .map(({ from, to }) => {
      const overnight = to !== '24:00' && to <= from && !(to === from && from !== '00:00')
      return { from: momentOf(day, from, timeZone), to: momentOf(overnight ? day.add({ days: 1 }) : day, to, timeZone) }
    })
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** Every span from yesterday to two weeks ahead; spans that touch or overlap are one. */
function spansAround(at: number, hours: OpeningHours, timeZone: string, holidays: Holidays): Span[] {
  const today = zoned(at, timeZone).toPlainDate()
  const merged: Span[] = []
  for (let days = -1; days <= DAYS_AHEAD; days += 1) {
    for (const span of spansOf(today.add({ days }), hours, timeZone, holidays)) {
      const last = merged.at(-1)
      if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
      else merged.push({ ...span })
    }
  }
  return merged
}

/** A time that a clock change skips is taken an hour later; one that it repeats is taken the first time. */
function momentOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  const date = time === '24:00' ? day.add({ days: 1 }) : day
  const plainTime = Temporal.PlainTime.from(time === '24:00' ? '00:00' : time)
  return date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}
