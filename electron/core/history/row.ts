import type { HistoryRow } from '@shared/contract/views.ts'
import type { PastContact } from '../conversations/past.ts'
import { contactView } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { lineName } from '../lines/queries.ts'

/** As much of a text or a voicemail as fits beside the rest of its row. */
const WORDS = 160

/** The row of a contact as History shows it; null where it is gone. `name` says who it was with. */
export function rowOf(db: ReadableDB, contact: PastContact, name: string): HistoryRow | null {
  const view = contactView(db, contact.id)
  if (view?.type !== 'call' && view?.type !== 'text' && view?.type !== 'note') return null
  const words = view.type === 'call' ? (view.voicemail?.transcript ?? '') : view.body
  return {
    id: contact.id,
    conversationId: contact.conversationId,
    at: contact.at,
    outcome: contact.outcome,
    inbound: contact.inbound,
    name,
    line: view.type === 'call' ? view.lineName : contact.lineId === null ? null : lineName(db, contact.lineId),
    by: view.type === 'call' ? view.answeredBy : view.by,
    words: words.replace(/\s+/g, ' ').trim().slice(0, WORDS),
  }
}
