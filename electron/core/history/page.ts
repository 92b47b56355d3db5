import type { HistoryFilter, HistoryRow } from '@shared/contract/views.ts'
import { parseAddress, type CountryCode } from '@shared/rules/address.ts'
import { among, contactsBefore, type PastContact, type PastOf, type Place } from '../conversations/past.ts'
import { conversationById, conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { practiceOf } from '../practice/queries.ts'
import { saidBefore } from '../said/search.ts'
import { spanOfDays } from './days.ts'
import { factsOf, rowOf, type Facts } from './facts.ts'

/** Rows of one page: about what a screen holds. */
export const PAGE = 30
/** Contacts that one page looks at, so that a filter which hardly anything passes takes no longer than another. */
export const LOOKED_AT = 400
/** Of them with words: each is read from the journal first. */
const LOOKED_AT_SAID = 120
/** Read at once: about what a page without filters needs. */
const PIECE = PAGE + 10

export type Page = { rows: HistoryRow[]; next: string | null; reached: number | null }

/** One more piece, the newest first, and where to go on after each of it. An empty one: there are no more. */
type Pieces = (after: string | null, limit: number) => { contact: PastContact | null; after: string }[]

/**
 * One page of calls, texts and notes that pass every filter, the newest first. Without words they come in the order in which they passed; by words in
 * the order in which they were written down, as the index of words has them.
 * @param after `next` of the page before, or null for the first
 * @param now ms UTC, for who it was
 */
export function historyPage(db: ReadableDB, filter: HistoryFilter, after: string | null, now: number): Page {
  const span = spanOfDays(filter, practiceOf(db).timeZone)
  const of: PastOf = { ...(filter.patientId !== undefined && { patientId: filter.patientId }), ...(filter.number !== undefined && { number: addressOf(db, filter.number) }), from: span.from, type: typeOf(filter) }
  const words = filter.words?.trim() ?? ''
  const pieces = words === '' ? byTime(db, of, span.until) : byWords(db, words, of, span.until)
  const most = words === '' ? LOOKED_AT : LOOKED_AT_SAID
  const found = new Map<string, { contact: PastContact; facts: Facts }>()
  let [next, looked, reached] = [after, 0, null as number | null]
  while (found.size < PAGE && looked < most) {
    const piece = pieces(next, Math.min(PIECE, most - looked))
    if (piece.length === 0) {
      next = null
      break
    }
    for (const { contact, after: place } of piece) {
      next = place
      looked += 1
      if (contact === null) continue
      reached = contact.at
      const facts = found.has(contact.id) ? null : factsOf(db, contact)
      if (facts !== null && passes(filter, facts)) found.set(contact.id, { contact, facts })
      if (found.size === PAGE) break
    }
  }
  const nameOf = namesIn(db, now)
  return { rows: [...found.values()].flatMap(({ contact, facts }) => rowOf(db, contact, facts, nameOf(contact.conversationId)) ?? []), next, reached }
}

/** What alone can come to the wanted outcome, so that others are not looked at. */
function typeOf({ outcome }: HistoryFilter): PastOf['type'] {
  if (outcome === undefined) return null
  if (outcome === 'note') return 'note'
  return ['ringing', 'answered', 'missed', 'voicemail', 'noAnswer'].includes(outcome) ? 'call' : 'text'
}

function passes({ outcome, staffId, lineId }: HistoryFilter, facts: Facts): boolean {
  return (outcome === undefined || facts.outcome === outcome) && (staffId === undefined || facts.staffId === staffId) && (lineId === undefined || facts.lineId === lineId)
}

function byTime(db: ReadableDB, of: PastOf, until: number): Pieces {
  return (after, limit) => contactsBefore(db, of, after === null ? { at: until, id: '' } : placeIn(after), limit).map((contact) => ({ contact, after: `${contact.at} ${contact.id}` }))
}

function byWords(db: ReadableDB, words: string, of: PastOf, until: number): Pieces {
  const isOne = among(db, of)
  return (after, limit) =>
    saidBefore(db, words, after === null ? Number.MAX_SAFE_INTEGER : Number(after), limit).map(({ seq, contact }) => ({
      contact: contact && contact.at < until && isOne(contact) ? contact : null,
      after: String(seq),
    }))
}

function placeIn(after: string): Place {
  const [at = '', ...id] = after.split(' ')
  return { at: Number(at), id: id.join(' ') }
}

/** The conversation with a number: its address, or the number as somebody types it. */
function addressOf(db: ReadableDB, typed: string): string {
  if (conversationById(db, typed) !== null) return typed
  const address = parseAddress(typed, practiceOf(db).country as CountryCode)
  return 'key' in address ? address.key : typed
}

/** Whom conversations are with, each looked up once. */
export function namesIn(db: ReadableDB, now: number): (conversationId: string) => string {
  const known = new Map<string, string>()
  return (conversationId) => {
    const name = known.get(conversationId) ?? conversationName(db, conversationId, now) ?? ''
    known.set(conversationId, name)
    return name
  }
}
