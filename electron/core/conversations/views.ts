import type { ContactView, ConversationView } from '@shared/contract/views.ts'
import { isSensitiveLine } from '@shared/rules/sensitive.ts'
import { repeatCalls } from '@shared/rules/waiting.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { lineName } from '../lines/queries.ts'
import { whoIs } from '../people/who.ts'
import { actorName, allStaff, practiceOf, staffById } from '../practice/queries.ts'
import { optedOutAt } from '../replies/consent.ts'
import { FOREVER } from '@shared/time.ts'
import { mentionsIn } from '@shared/rules/mentions.ts'
import { zonesOfNumber } from '../people/area-zones.ts'
import { decisionAbout } from '../replies/auto-replies.ts'
import { answeredAtOf, callById, callStateOf, inboundCallTimes, openCallsIn, type CallRow } from './calls.ts'
import { mentionedIn } from './mentions.ts'
import { promiseById } from './promises.ts'
import { checksOf } from './checks.ts'
import { linesOfCall } from './told.ts'
import { mediaOf } from './media.ts'
import { markOf } from './number-marks.ts'
import { scheduledTexts, textById } from './texts.ts'
import { owedTo, verificationOf } from './verifications.ts'

const sql = statements({
  byId: 'SELECT * FROM conversations WHERE id = ?',
  feed: `SELECT id FROM conversations WHERE waiting_since IS NOT NULL
         UNION ALL SELECT id FROM conversations WHERE promise_due IS NOT NULL
         UNION ALL SELECT conversation_id FROM mentions
         UNION ALL SELECT * FROM (SELECT id FROM conversations ORDER BY last_at DESC LIMIT ?)`,
  contact: 'SELECT id, conversation_id, at, type, undone FROM contacts WHERE id = ?',
  thread: 'SELECT id, conversation_id, at, type, undone FROM contacts WHERE conversation_id = ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?',
  threadAfter: 'SELECT id, conversation_id, at, type, undone FROM contacts WHERE conversation_id = ? AND at > ? ORDER BY at, id LIMIT ?',
  sameMomentAfter: 'SELECT id, conversation_id, at, type, undone FROM contacts WHERE conversation_id = ? AND at = ? AND id > ? ORDER BY id',
  sameMoment: 'SELECT id, conversation_id, at, type, undone FROM contacts WHERE conversation_id = ? AND at = ? AND id < ? ORDER BY id DESC',
  mark: 'SELECT * FROM marks WHERE id = ?',
  said: `SELECT coalesce(t.body, v.transcript) AS words FROM contacts c LEFT JOIN texts t ON t.id = c.id AND t.direction = 'in' LEFT JOIN calls v ON v.id = c.id
         WHERE c.conversation_id = ? AND c.at >= ? AND c.effect = 'opens' AND coalesce(t.body, v.transcript) IS NOT NULL`,
  textedBack: `SELECT 1 FROM contacts c JOIN texts t ON t.id = c.id
               WHERE c.conversation_id = ? AND c.at >= ? AND t.automatic = 1 AND t.state NOT IN ('failed', 'unknown', 'cancelled') LIMIT 1`,
})

type ConversationRow = {
  id: string
  display: string
  textable: number
  caller_name: string | null
  patient_id: string | null
  assigned_to: string | null
  handled_by: string | null
  snoozed_until: number | null
  last_at: number
  last_contact: string | null
  has_calls: number
  has_texts: number
  waiting_since: number | null
  missed: number
  voicemails: number
  texts: number
  failed: number
  closed_by: string | null
}

type ContactRow = { id: string; conversation_id: string; at: number; type: ContactView['type']; undone: number }

export type ConversationRecord = { id: string; display: string; textable: boolean; patientId: string | null; closedBy: string | null; waitingSince: number | null }

/** The conversation as commands need it; null when nothing ever passed with it. */
export function conversationById(db: ReadableDB, id: string): ConversationRecord | null {
  const row = sql(db).byId.get(id) as ConversationRow | undefined
  if (!row) return null
  return { id: row.id, display: row.display, textable: row.textable === 1, patientId: row.patient_id, closedBy: row.closed_by, waitingSince: row.waiting_since }
}

/** The feed of a fresh window: everyone waiting, and the `recent` newest conversations. */
export function feed(db: ReadableDB, recent: number, now: number, besides: readonly string[] = []): ConversationView[] {
  const ids = new Set([...(sql(db).feed.all(recent) as { id: string }[]).map((row) => row.id), ...besides])
  return [...ids].flatMap((id) => conversationView(db, id, now) ?? [])
}

/** Who a conversation is with, in words; how its number is written where nobody is known by it. Null when there is none. */
export function conversationName(db: ReadableDB, id: string, now: number): string | null {
  const row = sql(db).byId.get(id) as ConversationRow | undefined
  if (!row) return null
  const who = whoIs(db, id, { chosenId: row.patient_id, callerName: row.caller_name, mark: markOf(db, id), now, timeZone: practiceOf(db).timeZone })
  return 'name' in who && who.name ? who.name : row.display
}

export function conversationView(db: ReadableDB, id: string, now: number): ConversationView | null {
  const row = sql(db).byId.get(id) as ConversationRow | undefined
  if (!row) return null
  const calls = openCallsIn(db, id)
  const ringing = calls.find((call) => callStateOf(call) === 'ringing' && call.direction === 'in')
  const talking = calls.find((call) => callStateOf(call) === 'connected')
  const times = row.has_calls ? inboundCallTimes(db, id) : []
  const mark = markOf(db, id)
  const who = whoIs(db, id, { chosenId: row.patient_id, callerName: row.caller_name, mark, now, timeZone: practiceOf(db).timeZone })
  const closer = row.closed_by ? contactView(db, row.closed_by) : null
  return {
    id,
    display: row.display,
    who,
    textable: row.textable === 1,
    optedOutAt: optedOutAt(db, id),
    mark,
    lastAt: row.last_at,
    last: row.last_contact ? contactView(db, row.last_contact) : null,
    waitingSince: row.waiting_since,
    waitingFor: { missed: row.missed, voicemails: row.voicemails, texts: row.texts, failed: row.failed },
    sensitive: row.waiting_since !== null && row.texts + row.voicemails > 0 && (sql(db).said.all(id, row.waiting_since) as { words: string }[]).some(({ words }) => isSensitiveLine(words)),
    textedBack: row.waiting_since !== null && sql(db).textedBack.get(id, row.waiting_since) !== undefined,
    closedBy: closer && (closer.type === 'call' || closer.type === 'text' || closer.type === 'resolved') ? { contactId: closer.id, type: closer.type, at: closer.at, by: closerOf(closer) } : null,
    ...owedTo(db, id, calls.map((call) => call.id)),
    mentioned: mentionedIn(db, id),
    zones: zonesOfNumber(id),
    scheduledAt: row.has_texts ? (scheduledTexts(db, id)[0]?.leaves_at ?? null) : null,
    verified: verificationOf(db, id, who.kind === 'patient' ? who.patientId : null),
    repeat: repeatCalls(times, times[0] ?? now),
    ringing: ringing && ringing.ringing_at !== null ? { callId: ringing.id, since: ringing.ringing_at, lineName: lineName(db, ringing.line_id) } : null,
    talking: talking ? { callId: talking.id, since: answeredAtOf(talking) ?? now, by: answeredBy(db, talking) } : null,
    snoozedUntil: row.snoozed_until,
    assignedTo: row.assigned_to,
    handledBy: row.handled_by,
    hasCalls: row.has_calls === 1,
    hasTexts: row.has_texts === 1,
  }
}

function closerOf(closer: ContactView): string | null {
  return closer.type === 'call' ? closer.answeredBy : closer.type === 'text' || closer.type === 'resolved' ? closer.by : null
}

/** One page of what passed, oldest first, ending before `before` (or now). */
export function thread(db: ReadableDB, conversationId: string, before: number | undefined, limit: number): { contacts: ContactView[]; more: boolean } {
  const rows = sql(db).thread.all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1) as ContactRow[]
  const page = rows.slice(0, limit)
  const oldest = page.at(-1)
  // The next page begins before this moment, so nothing else of it may be left behind.
  if (rows.length > limit && oldest) page.push(...(sql(db).sameMoment.all(conversationId, oldest.at, oldest.id) as ContactRow[]))
  return { contacts: page.reverse().flatMap((row) => toContact(db, row) ?? []), more: rows.length > limit }
}

/** One page of what passed after a moment, oldest first. */
export function threadAfter(db: ReadableDB, conversationId: string, after: number, limit: number): { contacts: ContactView[]; later: boolean } {
  const rows = sql(db).threadAfter.all(conversationId, after, limit + 1) as ContactRow[]
  const page = rows.slice(0, limit)
  const newest = page.at(-1)
  // As before: the next page begins after this moment.
  if (rows.length > limit && newest) page.push(...(sql(db).sameMomentAfter.all(conversationId, newest.at, newest.id) as ContactRow[]))
  return { contacts: page.flatMap((row) => toContact(db, row) ?? []), later: rows.length > limit }
}

/** As many before a contact as from it on; the newest page where it is not of this conversation (any more). */
export function threadAround(db: ReadableDB, conversationId: string, contactId: string, limit: number): { contacts: ContactView[]; more: boolean; later: boolean } {
  const found = sql(db).contact.get(contactId) as ContactRow | undefined
  if (found?.conversation_id !== conversationId) return { ...thread(db, conversationId, undefined, limit), later: false }
  const half = Math.ceil(limit / 2)
  const before = thread(db, conversationId, found.at, half)
  const from = threadAfter(db, conversationId, found.at - 1, half)
  return { contacts: [...before.contacts, ...from.contacts], more: before.more, later: from.later }
}

export function contactView(db: ReadableDB, contactId: string): ContactView | null {
  const row = sql(db).contact.get(contactId) as ContactRow | undefined
  return row ? toContact(db, row) : null
}

function toContact(db: ReadableDB, row: ContactRow): ContactView | null {
  const base = { id: row.id, conversationId: row.conversation_id, at: row.at, closerUndone: row.undone === 1 }
  if (row.type === 'call') return callContact(db, base)
  if (row.type === 'text') return textContact(db, base)
  const mark = sql(db).mark.get(row.id) as MarkRow | undefined
  if (!mark) return null
  const { closerUndone: _, ...plain } = base
  const by = actorName(db, mark.by_actor)
  if (row.type === 'resolved') return { type: 'resolved', ...base, reason: mark.body, by }
  if (row.type === 'snoozed') return { type: 'snoozed', ...plain, until: mark.until === FOREVER ? null : (mark.until ?? row.at), by }
  if (row.type === 'consent') return { type: 'consent', ...plain, optedOut: mark.opted_out === 1, how: mark.body, by }
  if (row.type === 'assigned') return { type: 'assigned', ...plain, to: mark.handoff_to === null ? null : actorName(db, mark.handoff_to), by }
  if (row.type === 'promised') return { type: 'promised', ...plain, dueAt: mark.until ?? row.at, by, released: promiseById(db, row.id)?.released ?? false }
  return { type: 'note', ...plain, body: mark.body, by, to: mark.handoff_to, handoff: mark.handoff_to !== null, mentions: mentionsIn(mark.body, allStaff(db)) }
}

type MarkRow = { body: string; by_actor: string; until: number | null; handoff_to: string | null; opted_out: number | null }
type Base = { id: string; conversationId: string; at: number; closerUndone: boolean }

function callContact(db: ReadableDB, base: Base): ContactView | null {
  const call = callById(db, base.id)
  if (!call) return null
  const answeredAt = answeredAtOf(call)
  const over = answeredAt ?? call.missed_at ?? call.voicemail_at ?? call.ended_at
  return {
    type: 'call',
    ...base,
    direction: call.direction,
    state: callStateOf(call),
    ringSeconds: over === null ? null : Math.max(0, Math.round((over - base.at) / 1000)),
    // An end that says no more than the answer (noted by the desk, or by the rule for lost calls) tells no length.
    talkSeconds: answeredAt !== null && call.ended_at !== null && call.ended_at > answeredAt ? Math.round((call.ended_at - answeredAt) / 1000) : null,
    answeredAt,
    answeredBy: answeredBy(db, call),
    voicemail: call.voicemail_at === null ? null : { seconds: call.voicemail_seconds, transcript: call.transcript },
    lineName: lineName(db, call.line_id),
    alsoOn: linesOfCall(db, call.id).flatMap((lineId) => (lineId === call.line_id ? [] : [lineName(db, lineId)])),
    textBack: textBackOf(db, call, base.id),
    checked: checksOf(db, call.id).map(({ line, actor }) => ({ line, by: actorName(db, actor) })),
  }
}

function textContact(db: ReadableDB, base: Base): ContactView | null {
  const text = textById(db, base.id)
  if (!text) return null
  return {
    type: 'text',
    ...base,
    direction: text.direction,
    body: text.body,
    state: text.state,
    failure: text.failure,
    leavesAt: text.state === 'queued' ? text.leaves_at : null,
    by: text.by_actor ? actorName(db, text.by_actor) : null,
    automatic: text.automatic === 1,
    templateName: text.template_name,
    templateVersion: text.template_version,
    scheduled: text.scheduled === 1,
    failureKind: text.failure_kind,
    promisedAt: text.promised_at,
    consent: text.consent,
    mayMeanVisit: text.may_mean_visit === 1,
    media: mediaOf(db, text.id),
  }
}

/** What became of the text-back to a missed call; null for every other call, and where nothing was decided. */
function textBackOf(db: ReadableDB, call: CallRow, callId: string): Extract<ContactView, { type: 'call' }>['textBack'] {
  const state = callStateOf(call)
  if (call.direction === 'out' || (state !== 'missed' && state !== 'voicemail')) return null
  const decision = decisionAbout(db, callId)
  return decision && { sent: decision.textId !== null, why: decision.why, at: decision.at }
}

function answeredBy(db: ReadableDB, call: { answered_staff: string | null; answered_phone: string | null }): string | null {
  const staff = call.answered_staff ? staffById(db, call.answered_staff) : null
  return staff?.name ?? call.answered_phone
}
