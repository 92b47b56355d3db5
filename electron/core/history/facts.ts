import type { HistoryOutcome, HistoryRow } from '@shared/contract/views.ts'
import { callById, callStateOf, type CallRow } from '../conversations/calls.ts'
import { notedBy, type PastContact } from '../conversations/past.ts'
import { textById, type TextRow } from '../conversations/texts.ts'
import { contactView } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { lineName } from '../lines/queries.ts'

/** What of a contact the filters ask for. */
export type Facts = { outcome: HistoryOutcome; inbound: boolean; staffId: string | null; lineId: string | null }

/** As much of a text or a voicemail as fits beside the rest of its row. */
const WORDS = 160

/** What a contact came to, who of the desk had to do with it, and over which line; null where it is gone. */
export function factsOf(db: ReadableDB, { id, type }: PastContact): Facts | null {
  if (type === 'note') return { outcome: 'note', inbound: false, staffId: notedBy(db, id), lineId: null }
  if (type === 'call') {
    const call = callById(db, id)
    return call && { outcome: outcomeOfCall(call), inbound: call.direction === 'in', staffId: call.answered_staff, lineId: call.line_id }
  }
  const text = textById(db, id)
  return text && { outcome: outcomeOfText(text), inbound: text.direction === 'in', staffId: text.by_actor, lineId: text.line_id }
}

function outcomeOfCall(call: CallRow): HistoryOutcome {
  const state = callStateOf(call)
  if (state === 'missed') return call.direction === 'in' ? 'missed' : 'noAnswer'
  return state === 'ended' || state === 'connected' ? 'answered' : state
}

/** A text that may not have left is a failed one to the desk: somebody has to look after it. */
function outcomeOfText(text: TextRow): HistoryOutcome {
  if (text.direction === 'in') return 'textIn'
  if (text.state === 'failed' || text.state === 'unknown') return 'failed'
  if (text.state === 'cancelled') return 'cancelled'
  return text.automatic === 1 ? 'automatic' : 'textOut'
}

/** The row of a contact as History shows it; null where it is gone. `name` says who it was with. */
export function rowOf(db: ReadableDB, contact: PastContact, facts: Facts, name: string): HistoryRow | null {
  const view = contactView(db, contact.id)
  if (view?.type !== 'call' && view?.type !== 'text' && view?.type !== 'note') return null
  const words = view.type === 'call' ? (view.voicemail?.transcript ?? '') : view.body
  return {
    id: contact.id,
    conversationId: contact.conversationId,
    at: contact.at,
    outcome: facts.outcome,
    inbound: facts.inbound,
    name,
    line: view.type === 'call' ? view.lineName : facts.lineId === null ? null : lineName(db, facts.lineId),
    by: view.type === 'call' ? view.answeredBy : view.by,
    words: words.replace(/\s+/g, ' ').trim().slice(0, WORDS),
  }
}
