import { Temporal } from 'temporal-polyfill'
import { isoDate } from '@shared/rules/calendar-date.ts'

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * A moment as FHIR writes it, ms UTC. A day without a time is its first moment in the practice's time zone, and a time without
 * a zone is the practice's. Null for a year or month alone, and for what does not exist.
 * Source: FHIR R4, datatypes.html#dateTime, #instant.
 */
export function readMoment(written: string, timeZone: string): number | null {
  const [, year = '', month = '', day = '', hour, minute = '', second = '00', zone] = DATE_TIME.exec(written) ?? []
  if (isoDate(Number(year), Number(month), Number(day)) === null) return null
  const date = `${year}-${month}-${day}`
  try {
    if (hour === undefined) return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
    // 24:00 and a leap second are how some write the end of a day.
    const time = `${date}T${hour}:${minute}:${second === '60' ? '59' : second}`
    if (zone === undefined) return Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).epochMilliseconds
    const at = Date.parse(`${time}${zone}`)
    return Number.isNaN(at) ? null : at
  } catch {
    return null
  }
}
