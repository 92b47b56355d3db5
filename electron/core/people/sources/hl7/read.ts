import type { Incoming } from '../../import/incoming.ts'
import type { Message } from './message.ts'
import { idsOf, readPerson, type Reading } from './person.ts'
import { readAppointment, readEncounter, type KnownVisit } from './visit.ts'

/** What a message tells. Numbers are HL7 table 0357; `AR` is for what will never be taken, `AE` for what is wrong with this one. */
export type Told =
  | { kind: 'records'; records: Incoming[] }
  /** Two records of one person become one; `record` is what the message says of the one that stays. */
  | { kind: 'merge'; merges: { from: string[]; into: string[]; record: Incoming }[] }
  /** Well-formed, and nothing in it that a desk keeps. */
  | { kind: 'nothing'; says: string }
  | { kind: 'refused'; code: 'AE' | 'AR'; number: number; says: string }

const PERSONS = ['A28', 'A31']
const VISITS = ['A01', 'A03', 'A04', 'A08']
const MERGE = 'A40'
/** The five, and the two by which an appointment goes away besides. */
const APPOINTMENTS = ['S12', 'S13', 'S14', 'S15', 'S16', 'S17', 'S26']

/** In one appointment: a group, not a list. */
const MOST_PATIENTS = 50

const VERSION = /^2\.[3-8](?:\.\d)?$/

/** The message type and the event: `ADT` and `A08`; the event is EVN-1's where MSH-9 lacks it. */
export function typeOf({ header, segments }: Message): { type: string; event: string } {
  return { type: header.get(9, 1).trim().toUpperCase(), event: (header.get(9, 2) || segments('EVN')[0]?.get(1) || '').trim().toUpperCase() }
}

/**
 * Reads what a message tells about people and their visits. Unknown segments and fields are passed over.
 * @param line its number in its file, for the report; 1 for one that came alone
 */
export function readTold(message: Message, reading: Reading, known: KnownVisit, line = 1): Told {
  const refused = headerProblem(message)
  if (refused) return refused
  const { type, event } = typeOf(message)
  const appointment = type === 'SIU' && APPOINTMENTS.includes(event)
  if (!appointment && !(type === 'ADT' && [...PERSONS, ...VISITS, MERGE].includes(event))) return { kind: 'nothing', says: `Nothing in ${type}^${event || '?'} is kept here` }
  if (event === MERGE) return readMerge(message, reading, line)
  const pids = message.segments('PID')
  if (pids.length === 0) return appointment ? { kind: 'nothing', says: 'It names no patient' } : { kind: 'refused', code: 'AE', number: 100, says: 'PID is missing' }
  return appointment ? readSchedule(message, event, reading, known, line) : { kind: 'records', records: readPersons(message, event, reading, known, line) }
}

function headerProblem({ header, headers }: Message): Told | null {
  if (headers > 1) return { kind: 'refused', code: 'AR', number: 207, says: 'There is more than one MSH between its beginning and its end; send each message by itself' }
  const type = header.get(9, 1).trim().toUpperCase()
  if (type === '') return { kind: 'refused', code: 'AE', number: 101, says: 'MSH-9, the message type, is empty' }
  if (type !== 'ADT' && type !== 'SIU') return { kind: 'refused', code: 'AR', number: 200, says: `Only ADT and SIU are taken here, not ${type.slice(0, 20)}` }
  const processing = header.get(11).trim().toUpperCase()
  if (processing === 'T' || processing === 'D') return { kind: 'refused', code: 'AR', number: 202, says: `MSH-11 is ${processing}: only production messages (P) are taken, so that nobody invented gets into a practice` }
  const version = header.get(12).trim()
  if (version !== '' && !VERSION.test(version)) return { kind: 'refused', code: 'AR', number: 203, says: `Versions 2.3 to 2.8 are read, not ${version.slice(0, 20)}` }
  return null
}

function readPersons(message: Message, event: string, reading: Reading, known: KnownVisit, line: number): Incoming[] {
  const visit = VISITS.includes(event) ? readEncounter(message, event, reading, known) : null
  // PV1 follows the one PID of these messages.
  return message.segments('PID').slice(0, 1).map((pid) => ({ line, ...readPerson(pid, reading), visits: visit ? [visit] : [] })).map((record) => withNote(record, message))
}

/** Several patients in one appointment, as in a group, each get a visit of their own. */
function readSchedule(message: Message, event: string, reading: Reading, known: KnownVisit, line: number): Told {
  const pids = message.segments('PID')
  if (pids.length > MOST_PATIENTS) return { kind: 'refused', code: 'AE', number: 102, says: `More than ${MOST_PATIENTS} patients in one appointment` }
  const records: Incoming[] = []
  const visitOf = readAppointment(message, event, reading, known)
  for (const pid of pids) {
    const person = readPerson(pid, reading)
    const suffix = pids.length > 1 ? `/${person.values?.externalId || person.name}`.slice(0, 40) : ''
    const { visit, problem } = visitOf(suffix)
    if (visit === null) return { kind: 'refused', code: 'AE', number: 101, says: `The appointment cannot be read: ${problem}` }
    records.push(withNote({ line, ...person, visits: [visit] }, message))
  }
  return { kind: 'records', records }
}

function readMerge(message: Message, reading: Reading, line: number): Told {
  const merges = []
  const [pids, mrgs] = [message.segments('PID'), message.segments('MRG')]
  if (pids.length === 0 || pids.length !== mrgs.length || pids.length > MOST_PATIENTS) return { kind: 'refused', code: 'AE', number: 100, says: 'A merge needs an MRG for each PID' } as const
  for (const [at, pid] of pids.entries()) {
    const person = readPerson(pid, reading)
    const prior = idsOf(mrgs[at]?.all(1) ?? [])
    const from = idList(prior)
    const into = person.values === null ? [] : idList(person.values)
    if (from.length === 0 || into.length === 0) return { kind: 'refused', code: 'AE', number: 101, says: 'PID-3 and MRG-1 must each hold an id' } as const
    const record = withNote({ line, ...person, visits: [] }, message)
    // From now on the old id names the one that stays.
    if (record.values) record.values = { ...record.values, otherIds: [...new Set([...record.values.otherIds, ...from])].filter((id) => id !== record.values?.externalId).slice(0, 12) }
    merges.push({ from, into, record })
  }
  return { kind: 'merge', merges }
}

/** With the authority first: it tells more. */
function idList({ externalId, otherIds }: { externalId: string; otherIds: readonly string[] }): string[] {
  return [...new Set([...otherIds, externalId])].filter((id) => id !== '')
}

function withNote(record: Incoming, { charset }: Message): Incoming {
  return charset.note === null ? record : { ...record, notes: [...record.notes, charset.note] }
}
