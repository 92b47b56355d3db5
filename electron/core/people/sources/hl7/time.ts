import { isoDate } from '@shared/rules/calendar-date.ts'
import { Temporal } from 'temporal-polyfill'

/** HL7's TS and DTM: `YYYYMMDD[HH[MM[SS[.SSSS]]]][+/-ZZZZ]` (v2.5.1, 2.A.77). */

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:\.(\d{1,4}))?\d*\s*([+-]\d{4})?$/

/**
 * A moment, ms UTC: with its own offset, else on the practice's clock (an hour that a clock change skips or repeats is read as
 * Temporal's "compatible" says).
 * @returns null for no time, a date without a time of day, or one that does not exist
 */
export function readTime(text: string, timeZone: string): number | null {
  const match = TIME.exec(text.trim())
  if (!match) return null
  const [, year = '', month = '', day = '', hour = '', minute = '00', second = '00', , offset] = match
  if (isoDate(Number(year), Number(month), Number(day)) === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  // A leap second has no number of its own.
  const local = new Temporal.PlainDateTime(Number(year), Number(month), Number(day), Number(hour), Number(minute), Math.min(59, Number(second)))
  if (offset === undefined) return local.toZonedDateTime(timeZone).epochMilliseconds
  const away = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))
  if (Number(offset.slice(3)) > 59 || away > 14 * 60) return null
  return local.toZonedDateTime('UTC').epochMilliseconds - (offset.startsWith('-') ? -away : away) * 60_000
}

/** A calendar day as it is written, whatever its time and zone: somebody is born on the day that stands there. Null where it cannot be read. */
export function readDay(text: string): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:\d{2,6}(?:\.\d+)?)?(?:[+-]\d{4})?$/.exec(text.trim())
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

/** Now, as an answer states it: on the practice's clock, with its offset. */
export function writeTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${zoned.year}${two(zoned.month)}${two(zoned.day)}${two(zoned.hour)}${two(zoned.minute)}${two(zoned.second)}${zoned.offset.replace(':', '').slice(0, 5)}`
}
