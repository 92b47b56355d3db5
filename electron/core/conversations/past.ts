import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { Kind } from './kinds.ts'
import { spansOfPerson } from './of-person.ts'

/** Calls, texts and notes of all conversations in one order, read page by page from the newest back. */

const CONTACT = 'SELECT c.id, c.conversation_id AS conversationId, c.at, c.type, c.kind, k.outcome, k.inbound, k.staff_id AS staffId, k.line_id AS lineId'
const NEXT = '(c.at, c.id) < (@at, @id) AND c.at >= @from ORDER BY c.at DESC, c.id DESC LIMIT @limit'

const sql = statements({
  everybody: `${CONTACT} FROM contacts c CROSS JOIN contact_kinds k ON k.id = c.kind WHERE ${NEXT}`,
  oneKind: `${CONTACT} FROM contacts c CROSS JOIN contact_kinds k ON k.id = c.kind WHERE c.kind = @kind AND ${NEXT}`,
  // A number's contacts are few: they are read in order, and the kinds only looked at.
  oneNumber: `${CONTACT} FROM contacts c CROSS JOIN contact_kinds k ON k.id = c.kind
    WHERE c.conversation_id = @number AND (@kinds IS NULL OR +c.kind IN (SELECT value FROM json_each(@kinds))) AND ${NEXT}`,
  place: `${CONTACT} FROM contacts c CROSS JOIN contact_kinds k ON k.id = c.kind WHERE c.id = ?`,
})

/** Where one stands in the order. */
export type Place = { at: number; id: string }
export type PastContact = Place & { conversationId: string; type: 'call' | 'text' | 'note'; kind: number } & Kind

/** With whom, since when (ms UTC), and of which kinds (their numbers); null: all of them. */
export type PastOf = { patientId?: string; number?: string; from: number; kinds: readonly number[] | null }

/** The next `limit` contacts before a place, the newest first; fewer only where there are no more. */
export function contactsBefore(db: ReadableDB, { patientId, number, from, kinds }: PastOf, before: Place, limit: number): PastContact[] {
  const of = (one: string, since: number, place: Place): PastContact[] => read(sql(db).oneNumber.all({ number: one, ...place, from: since, kinds: kinds && JSON.stringify(kinds), limit }))
  if (patientId !== undefined) {
    return spansOfPerson(db, patientId)
      .filter(({ id }) => number === undefined || id === number)
      // What stands at the end of a span is the next one's.
      .flatMap(({ id, since, until }) => of(id, Math.max(since, from), until <= before.at ? { at: until, id: '' } : before))
      .toSorted(newestFirst)
      .slice(0, limit)
  }
  if (number !== undefined) return of(number, from, before)
  if (kinds === null) return read(sql(db).everybody.all({ ...before, from, limit }))
  let found: PastContact[] = []
  for (const kind of kinds) {
    // Once there are enough, only what is newer than the last of them is of interest.
    const since = found.length === limit ? Math.max(from, found.at(-1)?.at ?? from) : from
    const more = read(sql(db).oneKind.all({ kind, ...before, from: since, limit }))
    if (more.length > 0) found = [...found, ...more].toSorted(newestFirst).slice(0, limit)
  }
  return found
}

/** Tells of a contact whether it is one of these. */
export function among(db: ReadableDB, { patientId, number, from, kinds }: PastOf): (contact: PastContact) => boolean {
  const spans = patientId === undefined ? null : spansOfPerson(db, patientId)
  const known = kinds && new Set(kinds)
  return (contact) =>
    contact.at >= from &&
    (number === undefined || contact.conversationId === number) &&
    (known === null || known.has(contact.kind)) &&
    (spans === null || spans.some(({ id, since, until }) => id === contact.conversationId && contact.at >= since && contact.at < until))
}

/** One contact's place; null when there is none by this id, or it is none that History shows. */
export function pastContact(db: ReadableDB, contactId: string): PastContact | null {
  return read([sql(db).place.get(contactId)].filter((row) => row !== undefined))[0] ?? null
}

type Row = Omit<PastContact, 'inbound'> & { inbound: number }

function read(rows: unknown[]): PastContact[] {
  return (rows as Row[]).map((row) => ({ ...row, inbound: row.inbound === 1 }))
}

/** SQLite compares texts by their bytes; ids are plain letters, for which JavaScript's order is the same. */
function newestFirst(a: Place, b: Place): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}
