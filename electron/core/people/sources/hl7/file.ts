import type { Core } from '../../../core.ts'
import { Refusal } from '../../../handlers.ts'
import { practiceOf } from '../../../practice/queries.ts'
import type { Incoming, IncomingVisit, PersonValues } from '../../import/incoming.ts'
import type { GiveWay } from '../../import/slices.ts'
import { BATCH, type Source, type SourceRecord } from '../../import/source.ts'
import { visitById } from '../../queries.ts'
import { LARGEST_MESSAGE } from './framing.ts'
import { readMessage, type Message } from './message.ts'
import type { Reading } from './person.ts'
import { readTold } from './read.ts'

/** Messages in files: one, many, or batches (FHS, BHS). */

/** A message's bytes, and its number in the file from 1. */
type Found = { bytes: Buffer; number: number }

/** A message begins after a line end or MLLP's own mark; at the very beginning of a file, after nothing or a byte order mark. */
const BEGINNINGS = ['\rMSH', '\nMSH', '\x0bMSH'].map((text) => Buffer.from(text))
/** More is no feed of a practice. */
const MOST_MESSAGES = 2_000_000
/** Messages read between two chances to stop. */
const ROUND = 500
// oxlint-disable-next-line no-control-regex -- MLLP's own marks may stand before the first message
const HEADERS = /^[\ufeff\u0000-\u0020]*(?:MSH|FHS|BHS)[^\p{L}\p{N}\s]/u

/** Whether a file holds HL7 messages, by how it begins. */
export function looksLikeHl7(bytes: Uint8Array): boolean {
  return HEADERS.test(Buffer.from(bytes.subarray(0, 512)).toString('utf8'))
}

/** The messages of a file: each begins with an MSH at the beginning of a line and goes on to the next. What trails it of a batch's end goes with it, and is passed over. */
export function* messagesIn(bytes: Buffer): Generator<Found> {
  // Where each is met next; the whole file is searched once for each, natively.
  const found = BEGINNINGS.map((beginning) => bytes.indexOf(beginning))
  const next = (after: number): number => {
    BEGINNINGS.forEach((beginning, at) => {
      if (found[at] !== -1 && (found[at] ?? 0) < after) found[at] = bytes.indexOf(beginning, after)
    })
    const ahead = found.filter((at) => at !== -1)
    return ahead.length === 0 ? -1 : Math.min(...ahead) + 1
  }
  const first = bytes[0] === 0xef ? 3 : 0
  let number = 0
  let start = bytes.toString('latin1', first, first + 3) === 'MSH' ? first : next(0)
  while (start !== -1) {
    const end = next(start + 3)
    number += 1
    yield { bytes: bytes.subarray(start, end === -1 ? undefined : end), number }
    start = end
  }
}

/**
 * Files of messages as a source of records. A person may come in many messages: the last word counts, of their fields as of
 * their visits, so each is one record.
 */
export async function hl7Source(core: Core, files: readonly { fileName: string; bytes: Uint8Array }[], giveWay: GiveWay): Promise<Source> {
  const all = files.map(({ fileName, bytes }) => ({ fileName, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }))
  let total = 0
  for (const { bytes } of all) {
    for (const _ of messagesIn(bytes)) {
      total += 1
      if (total > MOST_MESSAGES) throw new Refusal('badArgument', 'These are more than two million messages. Export a shorter time and choose that file.')
      if (total % ROUND === 0) await giveWay()
    }
  }
  return {
    name: files.length === 1 ? (files[0]?.fileName ?? 'HL7') : `${files.length} files of HL7`,
    total,
    async *batches(giveWay) {
      const { country, timeZone } = practiceOf(core.db)
      const reader = peopleIn(core, all, { country, timeZone, now: core.now() }, giveWay)
      let read = await reader.next()
      // Between two rounds whoever imports may stop.
      for (; read.done !== true; read = await reader.next()) yield []
      const records = read.value
      for (let at = 0; at < records.length; at += BATCH) yield records.slice(at, at + BATCH)
    },
  }
}

async function* peopleIn(core: Core, files: readonly { bytes: Buffer }[], reading: Reading, giveWay: GiveWay): AsyncGenerator<void, SourceRecord[]> {
  const people = new Map<string, Incoming>()
  const left: Incoming[] = []
  const times = new Map<string, IncomingVisit>()
  const known = (visitId: string) => times.get(visitId) ?? visitById(core.db, visitId)
  let before = 0
  for (const { bytes } of files) {
    let count = 0
    for (const found of messagesIn(bytes)) {
      await giveWay()
      if (found.number % ROUND === 0) yield
      count = found.number
      const line = before + found.number
      const { records, ends } = recordsOf(found.bytes, line, reading, known)
      for (const record of records) {
        for (const visit of record.visits) times.set(visit.visitId, visit)
        const key = keyOf(record)
        if (key === null) left.push(record)
        else people.set(key, joined(people.get(key), record))
      }
      if (ends !== null && ends !== found.number) left.push(skipped(line, `the end of the batch counts ${ends} messages, and this is the ${found.number}th: the file may not be whole`))
    }
    if (batchIsOpen(bytes)) left.push(skipped(before + count, 'the batch has a beginning (BHS or FHS) and no end: the file is cut off'))
    before += count
  }
  return [...people.values(), ...left].toSorted((a, b) => a.line - b.line)
}

type Read = { records: Incoming[]; /** How many messages the batch that ends after this one says it has. */ ends: number | null }

function recordsOf(bytes: Buffer, line: number, reading: Reading, known: Parameters<typeof readTold>[2]): Read {
  if (bytes.length > LARGEST_MESSAGE) return { records: [skipped(line, 'the message is larger than 1 MB')], ends: null }
  const message = readMessage(bytes)
  if ('problem' in message) return { records: [skipped(line, message.problem)], ends: null }
  const ends = countOf(message)
  const told = readTold(message, reading, known, line)
  switch (told.kind) {
    case 'records':
      return { records: told.records, ends }
    case 'merge':
      return { records: [skipped(line, 'two records of one person are to become one (A40): that is done live, or by hand')], ends }
    case 'refused':
      return { records: [skipped(line, told.says)], ends }
    case 'nothing':
      return { records: [], ends }
  }
}

/** BTS-1. A file of one batch counts all its messages; with several batches nothing is compared. */
function countOf(message: Message): number | null {
  const [bts, second] = message.segments('BTS')
  const [bhs] = message.segments('BHS')
  const count = bts && !second && !bhs ? bts.get(1).trim() : ''
  return /^\d{1,9}$/.test(count) ? Number(count) : null
}

function batchIsOpen(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 2048)
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 4096))
  // oxlint-disable-next-line no-control-regex -- a batch may begin after MLLP's own mark
  return /(?:^|[\r\n\x0b])(?:BHS|FHS)\W/.test(head) && !/[\r\n](?:BTS|FTS)(?:\W|$)/.test(tail)
}

function skipped(line: number, skip: string): Incoming {
  return { line, name: `message ${line}`, notes: [], visits: [], values: null, skip }
}

/** Whom a record is of, within the file: by id, else by all that names them. Null for one that is left out. */
function keyOf({ values }: Incoming): string | null {
  if (values === null) return null
  return values.externalId === '' ? JSON.stringify([values.givenName, values.familyName, values.birthDate, values.phones.map(({ number }) => number)]) : `id ${values.externalId} ${values.otherIds.find((id) => id.endsWith(`:${values.externalId}`)) ?? ''}`
}

/** What the later record says counts; what it does not say stays. */
function joined(before: Incoming | undefined, after: Incoming): Incoming {
  if (!before || before.values === null || after.values === null) return after
  const said = Object.fromEntries(Object.entries(after.values).filter(([, value]) => value !== '')) as Partial<PersonValues>
  const phones = [...after.values.phones, ...before.values.phones.filter(({ number }) => !after.values.phones.some((phone) => phone.number === number))].slice(0, 8)
  const visits = new Map([...before.visits, ...after.visits].map((visit) => [visit.visitId, visit]))
  return {
    line: before.line,
    name: after.name,
    notes: [...new Set([...before.notes, ...after.notes])],
    values: { ...before.values, ...said, phones, otherIds: [...new Set([...before.values.otherIds, ...after.values.otherIds])].slice(0, 10) },
    visits: [...visits.values()],
    skip: null,
  }
}
