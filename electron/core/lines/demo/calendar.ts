import { Temporal } from 'temporal-polyfill'

export const DEMO_ZONE = 'America/Chicago'

/** The minute at which a fresh demo begins: a busy morning with everything still open. */
const MORNING = '09:56'

export type Day = Temporal.PlainDate

/** The demo day for a real moment (ms UTC): that day in the practice's zone if it is a weekday, else the next Monday, at 9:56 am. */
export function demoStart(realNow: number): number {
  const today = dayOf(realNow)
  return at(today.add({ days: today.dayOfWeek > 5 ? 8 - today.dayOfWeek : 0 }), MORNING)
}

export function dayOf(moment: number): Day {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(DEMO_ZONE).toPlainDate()
}

const noons = new Map<string, number>()

/** A wall-clock time 'HH:MM' or 'HH:MM:SS' of a day in the practice's zone, as ms UTC. */
export function at(day: Day, time: string): number {
  // Noon and its distance to the time: no clock changes between morning and evening, and one look-up serves the whole day.
  const key = day.toString()
  const noon = noons.get(key) ?? day.toZonedDateTime({ timeZone: DEMO_ZONE, plainTime: '12:00' }).epochMilliseconds
  noons.set(key, noon)
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return noon + ((hours - 12) * 3600 + minutes * 60 + seconds) * 1000
}

/** The last weekday before `day`. */
export function workdayBefore(day: Day): Day {
  const before = day.subtract({ days: 1 })
  return before.dayOfWeek > 5 ? workdayBefore(before) : before
}

/** `day` itself, or the Monday after it. */
export function workdayFrom(day: Day): Day {
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day
}

/** The last such weekday (1 Monday to 7 Sunday) before `day`. */
export function lastWeekday(day: Day, weekday: number): Day {
  return day.subtract({ days: ((day.dayOfWeek - weekday + 6) % 7) + 1 })
}

/** The first such weekday at least `days` days after `day`. */
export function nextWeekday(day: Day, weekday: number, days: number): Day {
  const first = day.add({ days })
  return first.add({ days: (weekday - first.dayOfWeek + 7) % 7 })
}
