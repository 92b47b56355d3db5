import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { spansOfPerson } from './of-person.ts'

/** Calls, texts and notes of all conversations in one order, read page by page from the newest back. */

const SHOWN = `type IN ('call', 'text', 'note') AND (@type IS NULL OR type = @type)`

const sql = statements({
  everybody: `SELECT id, conversation_id AS conversationId, at, type FROM contacts WHERE (at, id) < (@at, @id) AND at >= @from AND ${SHOWN} ORDER BY at DESC, id DESC LIMIT @limit`,
  oneNumber: `SELECT id, conversation_id AS conversationId, at, type FROM contacts WHERE conversation_id = @number AND (at, id) < (@at, @id) AND at >= @from AND ${SHOWN} ORDER BY at DESC, id DESC LIMIT @limit`,
  place: 'SELECT id, conversation_id AS conversationId, at, type FROM contacts WHERE id = ?',
  notedBy: 'SELECT by_actor FROM marks WHERE id = ?',
})

/** Where one stands in the order. */
export type Place = { at: number; id: string }
export type PastType = 'call' | 'text' | 'note'
export type PastContact = Place & { conversationId: string; type: PastType }

/** With whom, since when (ms UTC), and whether only calls, texts or notes; null: all of them. */
export type PastOf = { patientId?: string; number?: string; from: number; type: PastType | null }

/** The next `limit` contacts before a place, the newest first; fewer only where there are no more. */
export function contactsBefore(db: ReadableDB, { patientId, number, from, type }: PastOf, before: Place, limit: number): PastContact[] {
  const of = (one: string, since: number, place: Place): PastContact[] => sql(db).oneNumber.all({ number: one, ...place, from: since, type, limit }) as PastContact[]
  if (patientId !== undefined) {
    return spansOfPerson(db, patientId)
      .filter(({ id }) => number === undefined || id === number)
      // What stands at the end of a span is the next one's.
      .flatMap(({ id, since, until }) => of(id, Math.max(since, from), until <= before.at ? { at: until, id: '' } : before))
      .toSorted(newestFirst)
      .slice(0, limit)
  }
  if (number !== undefined) return of(number, from, before)
  return sql(db).everybody.all({ ...before, from, type, limit }) as PastContact[]
}

/** Tells of a contact whether it is one of these. */
export function among(db: ReadableDB, { patientId, number, from, type }: PastOf): (contact: PastContact) => boolean {
  const spans = patientId === undefined ? null : spansOfPerson(db, patientId)
  return (contact) =>
    contact.at >= from &&
    (type === null || contact.type === type) &&
    (number === undefined || contact.conversationId === number) &&
    (spans === null || spans.some(({ id, since, until }) => id === contact.conversationId && contact.at >= since && contact.at < until))
}

/** One contact's place; null when there is none by this id, or it is none that History shows. */
export function pastContact(db: ReadableDB, contactId: string): PastContact | null {
  const row = sql(db).place.get(contactId) as PastContact | undefined
  return row && ['call', 'text', 'note'].includes(row.type) ? row : null
}

/** Who wrote a note. */
export function notedBy(db: ReadableDB, contactId: string): string | null {
  return (sql(db).notedBy.get(contactId) as { by_actor: string } | undefined)?.by_actor ?? null
}

/** SQLite compares texts by their bytes; ids are plain letters, for which JavaScript's order is the same. */
function newestFirst(a: Place, b: Place): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}
