import type { ContactFact } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { putContact } from './contacts.ts'
import { kindOfText } from './kinds.ts'

const sql = statements({
  add: `INSERT INTO texts (id, conversation_id, at, direction, body, state, leaves_at, by_actor, automatic, template_name, template_id, line_id, consent, may_mean_visit, promised_at, template_version, scheduled)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  move: `UPDATE texts SET state = @state, failure = coalesce(@failure, failure), failure_kind = coalesce(@failureKind, failure_kind), provider_id = coalesce(@providerId, provider_id),
           line_id = coalesce(@lineId, line_id) WHERE id = @textId`,
  known: 'UPDATE texts SET provider_id = ? WHERE id = ?',
  byId: 'SELECT * FROM texts WHERE id = ?',
  byProviderId: 'SELECT * FROM texts WHERE provider_id = ? ORDER BY at DESC LIMIT 1',
  // The first condition is the index's own, word for word: without it SQLite reads every text there ever was.
  waitingToLeave: `SELECT * FROM texts WHERE state IN ('queued', 'sending') AND state = 'queued' ORDER BY leaves_at`,
  inFlight: `SELECT * FROM texts WHERE state IN ('queued', 'sending') AND state = 'sending' ORDER BY leaves_at`,
  lastLine: `SELECT t.line_id FROM contacts c CROSS JOIN texts t ON t.id = c.id
             WHERE c.conversation_id = ? AND c.type = 'text' AND t.direction = 'in' ORDER BY c.at DESC, c.id DESC LIMIT 1`,
  underWay: `SELECT id, provider_id, at FROM texts WHERE line_id = ? AND state = 'sent' AND at >= ? AND provider_id IS NOT NULL ORDER BY at`,
  scheduledIn: `SELECT * FROM texts WHERE state IN ('queued', 'sending') AND state = 'queued' AND conversation_id = ? AND scheduled = 1 ORDER BY leaves_at`,
  newestOut: `SELECT t.* FROM contacts c CROSS JOIN texts t ON t.id = c.id
              WHERE c.conversation_id = ? AND c.type = 'text' AND t.direction = 'out' AND t.automatic = 0 AND t.state <> 'cancelled' ORDER BY c.at DESC, c.id DESC LIMIT 1`,
  sentTo: `SELECT 1 FROM texts WHERE conversation_id = ? AND direction = 'out' AND state <> 'cancelled' LIMIT 1`,
})

export type TextState = 'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'cancelled'

export type TextRow = {
  id: string
  conversation_id: string
  at: number
  direction: 'in' | 'out'
  body: string
  state: TextState
  failure: string | null
  leaves_at: number | null
  by_actor: string | null
  automatic: number
  template_name: string | null
  template_id: string | null
  line_id: string | null
  provider_id: string | null
  consent: 'none' | 'optOut' | 'optIn' | 'help' | 'request'
  may_mean_visit: number
  promised_at: number | null
  template_version: number | null
  scheduled: number
  failure_kind: 'optedOut' | 'notMobile' | null
}

export type NewText = Omit<TextRow, 'failure' | 'failure_kind' | 'provider_id' | 'automatic' | 'may_mean_visit' | 'promised_at' | 'template_version' | 'scheduled'> & {
  automatic: boolean
  may_mean_visit: boolean
  promised_at?: number | null
  template_version?: number | null
  scheduled?: boolean
}

export function addText(db: WritableDB, text: NewText): void {
  sql(db).add.run(
    text.id,
    text.conversation_id,
    text.at,
    text.direction,
    text.body,
    text.state,
    text.leaves_at,
    text.by_actor,
    text.automatic ? 1 : 0,
    text.template_name,
    text.template_id,
    text.line_id,
    text.consent,
    text.may_mean_visit ? 1 : 0,
    text.promised_at ?? null,
    text.template_version ?? null,
    text.scheduled ? 1 : 0,
  )
  place(db, text.id)
}

/** How final each state is: a late or repeated report never takes a text back to an earlier one. */
const FINALITY: Record<TextState, number> = { received: 9, queued: 0, sending: 1, unknown: 2, sent: 3, failed: 4, delivered: 5, cancelled: 9 }

/**
 * Moves an outgoing text on. Reports come in any order; one that says less than is known changes nothing, but the
 * provider's id is kept from whichever report brings it.
 */
export function moveText(db: WritableDB, textId: string, state: TextState, more: { failure?: string; failureKind?: TextRow['failure_kind']; providerId?: string | null; lineId?: string }): void {
  const text = textById(db, textId)
  if (!text || text.direction === 'in') return
  if (more.providerId && text.provider_id === null) sql(db).known.run(more.providerId, textId)
  if (FINALITY[state] <= FINALITY[text.state]) return
  if (state === 'cancelled' && text.state !== 'queued') return
  sql(db).move.run({ state, failure: more.failure ?? null, failureKind: more.failureKind ?? null, providerId: more.providerId ?? null, lineId: more.lineId ?? null, textId })
  place(db, textId)
}

export function textById(db: ReadableDB, textId: string): TextRow | null {
  return (sql(db).byId.get(textId) as TextRow | undefined) ?? null
}

export function textByProviderId(db: ReadableDB, providerId: string): TextRow | null {
  return (sql(db).byProviderId.get(providerId) as TextRow | undefined) ?? null
}

export function textsWaitingToLeave(db: ReadableDB): TextRow[] {
  return sql(db).waitingToLeave.all() as TextRow[]
}

/** Texts whose provider was asked and whose outcome was never recorded. */
export function textsInFlight(db: ReadableDB): TextRow[] {
  return sql(db).inFlight.all() as TextRow[]
}

/** The line over which this number last texted us: an answer leaves over the same, so that it comes from the number they know. */
export function lineOfLastText(db: ReadableDB, conversationId: string): string | null {
  return (sql(db).lastLine.get(conversationId) as { line_id: string | null } | undefined)?.line_id ?? null
}

/** Texts that left over a line since `since` (ms UTC) and of which nobody has told whether they arrived. */
export function textsUnderWay(db: ReadableDB, lineId: string, since: number): { textId: string; providerId: string; at: number }[] {
  return (sql(db).underWay.all(lineId, since) as { id: string; provider_id: string; at: number }[]).map(({ id, provider_id, at }) => ({ textId: id, providerId: provider_id, at }))
}

export function hasBeenTexted(db: ReadableDB, conversationId: string): boolean {
  return sql(db).sentTo.get(conversationId) !== undefined
}

/** Texts to this number that are to leave at a time somebody chose, the next first. */
export function scheduledTexts(db: ReadableDB, conversationId: string): TextRow[] {
  return sql(db).scheduledIn.all(conversationId) as TextRow[]
}

/** The newest text that a person of ours wrote to this number; null when there is none. */
export function newestReply(db: ReadableDB, conversationId: string): TextRow | null {
  return (sql(db).newestOut.get(conversationId) as TextRow | undefined) ?? null
}

function place(db: WritableDB, textId: string): void {
  const text = textById(db, textId)
  if (text) putContact(db, text.conversation_id, 'text', asFact(text), { kind: kindOfText(text) })
}

/**
 * STOP and START are answered whole by Rapport, so they leave nobody waiting. HELP and INFO are answered too, yet may be
 * a call for help; they, a CANCEL that may have meant the visit, and a request to stop in other words are for a person.
 */
function asFact(text: TextRow): ContactFact {
  // STOP took effect here, and carriers that keep a list of their own have confirmed it and refuse ours.
  if (text.by_actor === 'rule:consent' && text.state === 'failed') return { id: text.id, at: text.at, type: 'other' }
  // One that leaves later is no answer yet; until then they are put off.
  if (text.scheduled === 1 && text.state === 'queued') return { id: text.id, at: text.at, type: 'other' }
  const isKeyword = text.consent === 'optOut' || text.consent === 'optIn'
  if (isKeyword && text.may_mean_visit === 0) return { id: text.id, at: text.at, type: 'other' }
  return {
    id: text.id,
    at: text.at,
    type: 'text',
    direction: text.direction,
    by: text.automatic === 1 ? 'automatic' : 'person',
    body: text.body,
    // An inbound text has no delivery of its own.
    state: text.state === 'received' ? 'delivered' : text.state,
  }
}
