import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { ImportField } from '@shared/rules/csv-mapping.ts'
import { readDay } from '@shared/rules/csv-values.ts'
import { readTime, readVisitStatus, type ClockTime } from '@shared/rules/csv-visits.ts'
import { fold } from '@shared/rules/fold.ts'
import type { IncomingVisit, PersonValues } from './incoming.ts'
import { short, type Reading } from './values.ts'

const LONGEST = { clinician: 120, reason: 200, visitId: 120 } as const

/**
 * The visit on a line of a list of appointments; none, and a note why, where its day, time or status cannot be read. A time
 * without an offset is on the practice's clock. Without a status a visit that is to come is booked, and one that is past was kept.
 */
export function readVisit(reading: Reading, cell: (field: ImportField) => string, name: string, values: PersonValues, notes: string[]): IncomingVisit[] {
  const [day, time, status] = [cell('visitDate'), cell('visitTime'), cell('visitStatus')]
  if (day === '') return []
  const out = (why: string): IncomingVisit[] => {
    notes.push(`${why}; the visit is left out`)
    return []
  }
  const date = readDay(day, reading.dateOrder)
  if (date === null) return out(`visit on ${short(day)} cannot be read`)
  const clock = time === '' ? readTime(day) : readTime(time)
  if (clock === null) return out(time === '' ? `visit on ${date} says no time` : `time ${short(time)} cannot be read`)
  const at = momentOf(date, clock, reading.timeZone)
  const read = status === '' ? (at > reading.now ? 'booked' : 'kept') : readVisitStatus(status)
  if (read === null) return out(`status “${short(status)}” is not known`)
  return [{ visitId: idOf(cell('visitId'), name, values, at), at, status: read, clinician: cell('visitClinician').slice(0, LONGEST.clinician), reason: cell('visitReason').slice(0, LONGEST.reason) }]
}

/** An hour that a clock change skips or repeats is read as Temporal's "compatible": later, and the first time. */
function momentOf(date: string, { hour, minute, offset }: ClockTime, timeZone: string): number {
  const local = Temporal.PlainDate.from(date).toPlainDateTime({ hour, minute })
  if (offset === null) return local.toZonedDateTime(timeZone).epochMilliseconds
  return local.toZonedDateTime('UTC').epochMilliseconds - offset * 60_000
}

/**
 * The practice software's number of the visit. A list without such numbers knows a visit by whose it is and when: imported
 * again it is the same one, but moved it is another. Hashed, since an id is nothing to read a name in.
 */
function idOf(number: string, name: string, { externalId, birthDate }: PersonValues, at: number): string {
  if (number !== '' && number.length <= LONGEST.visitId) return `list:${number}`
  const whose = externalId || `${fold(name)} ${birthDate}`
  return `list:${createHash('sha256').update(JSON.stringify([whose, at])).digest('base64url').slice(0, 22)}`
}
