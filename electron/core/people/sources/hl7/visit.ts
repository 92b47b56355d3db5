import type { IncomingVisit } from '../../import/incoming.ts'
import { clean, type Reading } from './person.ts'
import type { Field, Message, Segment } from './message.ts'
import { readTime } from './time.ts'

/** SCH and its resources to an appointment, PV1 to a visit. Of all that is clinical in them only why somebody comes is read (SCH-7). */

/** What is known of a visit already: a cancellation need not repeat its time. */
export type KnownVisit = (visitId: string) => { at: number; status: IncomingVisit['status'] } | null

export type ReadVisit = { visit: IncomingVisit; problem: null } | { visit: null; problem: string | null }

const LONGEST = { id: 150, clinician: 120, reason: 200 } as const

/** Filler status (SCH-25, table 0278), with what practice software writes there besides, as the desk speaks of it. */
const STATUSES: readonly [RegExp, IncomingVisit['status']][] = [
  [/^(?:CANCEL+ED|CANCEL|CX|DC|DELETED|DISCONTINUED|BLOCKED)\b/i, 'cancelled'],
  [/^(?:NO[ _-]?SHOW|NS)\b/i, 'noShow'],
  [/^(?:COMPLETED?|STARTED|ARRIVED|CHECKED[ _-]?(?:IN|OUT)|CHECK[ _-]?(?:IN|OUT)|KEPT|FULFILLED)\b/i, 'kept'],
]

/** Appointment reasons of table 0276, which come as bare codes, in the desk's words. */
const REASONS: Readonly<Record<string, string>> = { ROUTINE: 'Routine visit', WALKIN: 'Walk-in', CHECKUP: 'Check-up', FOLLOWUP: 'Follow-up', EMERGENCY: 'Emergency' }

/**
 * The appointment of a SIU message. Its id is the filler's, which is the practice software's own, else the placer's. It begins when
 * the first service, person or place is booked for, else when TQ1-7 or SCH-11 says.
 * @returns the visit of one patient; `suffix` tells those of several apart
 */
export function readAppointment(message: Message, event: string, reading: Reading, known: KnownVisit): (suffix: string) => ReadVisit {
  const refused = (problem: string) => (): ReadVisit => ({ visit: null, problem })
  const [sch] = message.segments('SCH')
  if (!sch) return refused('SCH is missing')
  const number = clean(sch.get(2)) || clean(sch.get(1))
  if (number === '' || number.length > LONGEST.id) return refused('SCH-1 and SCH-2 name no appointment')
  const written = [...starts(message, 'AIS', 4), ...starts(message, 'AIP', 6), ...starts(message, 'AIL', 6), ...starts(message, 'AIG', 8), ...starts(message, 'TQ1', 7), sch.get(11, 4)].filter((text) => text.trim() !== '')
  const says = written.map((text) => readTime(text, reading.timeZone)).find((time) => time !== null)
  if (says === undefined && written.length > 0) return refused('its time cannot be read')
  const words = clean(sch.get(7, 2)) || clean(sch.get(7))
  const common = { status: statusOf(event, sch.get(25, 1), sch.get(25, 2)), clinician: clinicianOf(message), reason: (REASONS[words.toUpperCase()] ?? words).slice(0, LONGEST.reason) }
  return (suffix) => {
    const visitId = `hl7:${number}${suffix}`
    const at = says ?? known(visitId)?.at
    return at === undefined ? { visit: null, problem: 'it has no time (AIS-4, AIP-6, AIL-6, TQ1-7 or SCH-11)' } : { visit: { visitId, at, ...common }, problem: null }
  }
}

function starts(message: Message, segment: string, field: number): string[] {
  return message.segments(segment).map((one) => one.get(field))
}

function statusOf(event: string, code: string, words: string): IncomingVisit['status'] {
  if (event === 'S15' || event === 'S16' || event === 'S17') return 'cancelled'
  if (event === 'S26') return 'noShow'
  return STATUSES.find(([pattern]) => pattern.test(code.trim()) || pattern.test(words.trim()))?.[1] ?? 'booked'
}

/**
 * The visit of an ADT message, where it tells of one: its number is PV1-19 (else PV1-50), its time PV1-44, for an arrival else that of the
 * event. None for a person's record alone (class N), and none where no time is known.
 */
export function readEncounter(message: Message, event: string, reading: Reading, known: KnownVisit): IncomingVisit | null {
  const [pv1] = message.segments('PV1')
  const number = pv1 ? clean(pv1.get(19)) || clean(pv1.get(50)) : ''
  if (!pv1 || number === '' || number.length > LONGEST.id || pv1.get(2).trim().toUpperCase() === 'N') return null
  const visitId = `hl7:visit/${number}`
  const [evn] = message.segments('EVN')
  const arrival = event === 'A01' || event === 'A04'
  const at = readTime(pv1.get(44), reading.timeZone) ?? known(visitId)?.at ?? (arrival ? (readTime(evn?.get(6) ?? '', reading.timeZone) ?? readTime(evn?.get(2) ?? '', reading.timeZone)) : null)
  if (at === null) return null
  return { visitId, at, status: at > reading.now ? 'booked' : 'kept', clinician: clinicianOf(message), reason: '' }
}

/** Who sees them: the first person booked (AIP-3), else the attending (PV1-7). */
function clinicianOf(message: Message): string {
  const people: Field[] = [...message.segments('AIP').flatMap((aip: Segment) => aip.all(3)), ...message.segments('PV1').flatMap((pv1) => pv1.all(7))]
  return people.map(personName).find((name) => name !== '') ?? ''
}

/** XCN: id, family, given, middle, suffix, prefix. An id alone is no name. */
function personName(field: Field): string {
  const [family, given, prefix] = [2, 3, 6].map((component) => clean(field.get(component))) as [string, string, string]
  const name = [/^dr$/i.test(prefix) ? 'Dr.' : prefix, given, family].filter((part) => part !== '').join(' ')
  return family === '' && given === '' ? '' : name.slice(0, LONGEST.clinician)
}
