import type { HistoryFilter, HistoryRow } from '@shared/contract/views.ts'
import { parseAddress, type CountryCode } from '@shared/rules/address.ts'
import { kindsWith } from '../conversations/kinds.ts'
import { among, contactsBefore, type PastContact, type PastOf, type Place } from '../conversations/past.ts'
import { conversationById, conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { practiceOf } from '../practice/queries.ts'
import { saidBefore } from '../said/search.ts'
import { spanOfDays } from './days.ts'
import { rowOf } from './row.ts'

/** Rows of one page: about what a screen holds. */
export const PAGE = 30
/** What one page by words looks at: each is read from the journal first, and hardly any of them may pass the other filters. */
export const LOOKED_AT = 120
/** Of them at once. */
const PIECE = PAGE + 10

export type Page = { rows: HistoryRow[]; next: string | null; reached: number | null }
type Found = { contacts: PastContact[]; next: string | null; reached: number | null }

/**
 * One page of calls, texts and notes that pass every filter, the newest first. Without words they come in the order in which they passed; by words in
 * the order in which they were written down, as the index of words has them.
 * @param after `next` of the page before, or null for the first
 * @param now ms UTC, for who it was
 */
export function historyPage(db: ReadableDB, filter: HistoryFilter, after: string | null, now: number): Page {
  const { patientId, number, outcome, staffId, lineId } = filter
  const span = spanOfDays(filter, practiceOf(db).timeZone)
  const kinds = outcome === undefined && staffId === undefined && lineId === undefined ? null : kindsWith(db, { outcome, staffId, lineId })
  const of: PastOf = { ...(patientId !== undefined && { patientId }), ...(number !== undefined && { number: addressOf(db, number) }), from: span.from, kinds }
  const words = filter.words?.trim() ?? ''
  const { contacts, next, reached } = words === '' ? byTime(db, of, after, span.until) : byWords(db, words, of, after, span.until)
  const nameOf = namesIn(db, now)
  return { rows: contacts.flatMap((contact) => rowOf(db, contact, nameOf(contact.conversationId)) ?? []), next, reached }
}

/** Whatever is asked for, an index has it in order: only what is shown is read. */
function byTime(db: ReadableDB, of: PastOf, after: string | null, until: number): Found {
  const contacts = contactsBefore(db, of, after === null ? { at: until, id: '' } : placeIn(after), PAGE)
  const last = contacts.at(-1)
  return { contacts, next: last && contacts.length === PAGE ? `${last.at} ${last.id}` : null, reached: last?.at ?? null }
}

/** The index of words leads; what it finds is looked at for the rest. */
function byWords(db: ReadableDB, words: string, of: PastOf, after: string | null, until: number): Found {
  const isOne = among(db, of)
  const found = new Map<string, PastContact>()
  let [next, looked, reached] = [after, 0, null as number | null]
  while (found.size < PAGE && looked < LOOKED_AT) {
    const piece = saidBefore(db, words, next === null ? Number.MAX_SAFE_INTEGER : Number(next), Math.min(PIECE, LOOKED_AT - looked))
    if (piece.length === 0) {
      next = null
      break
    }
    for (const { seq, contact } of piece) {
      next = String(seq)
      looked += 1
      if (contact === null) continue
      reached = contact.at
      if (contact.at < until && isOne(contact)) found.set(contact.id, contact)
      if (found.size === PAGE) break
    }
  }
  return { contacts: [...found.values()], next, reached }
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
