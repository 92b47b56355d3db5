import type { ContactFact } from '@shared/rules/waiting.ts'
import { effectOf, loopState, type Effect } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { countAround, countContact, type Kept } from '../insights/counting.ts'
import { statements } from '../journal/statements.ts'
import { keepKind, type Kind } from './kinds.ts'
import { waitsForNobody } from './number-marks.ts'
import { promiseOwed } from './promises.ts'

const sql = statements({
  add: 'INSERT INTO contacts (id, conversation_id, at, type, effect, kind) VALUES (@id, @conversationId, @at, @type, @effect, @kind)',
  // What became of it changes often and its place hardly ever: so the indexes of its place are left alone.
  become: 'UPDATE contacts SET effect = @effect, kind = @kind WHERE id = @id',
  move: 'UPDATE contacts SET conversation_id = @conversationId, at = @at, effect = @effect, kind = @kind WHERE id = @id',
  undo: 'UPDATE contacts SET undone = 1 WHERE id = ? AND conversation_id = ?',
  conversationOf: 'SELECT conversation_id FROM contacts WHERE id = ?',
  byId: 'SELECT conversation_id AS conversationId, at, effect, kind FROM contacts WHERE id = ?',
  lastShown: `SELECT id, at FROM contacts WHERE conversation_id = ? AND type NOT IN ('snoozed', 'consent', 'assigned') ORDER BY at DESC, id DESC LIMIT 1`,
  last: 'SELECT id, at FROM contacts WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1',
  lastOpening: `SELECT at, id FROM contacts WHERE conversation_id = ? AND effect = 'opens' ORDER BY at DESC, id DESC LIMIT 1`,
  closingBefore: `SELECT at, id, effect, type FROM contacts WHERE conversation_id = ? AND effect = 'closes' AND undone = 0 AND (at, id) < (?, ?)
                  ORDER BY at DESC, id DESC LIMIT 1`,
  closingAfter: `SELECT at, id, effect, type FROM contacts WHERE conversation_id = ? AND effect = 'closes' AND undone = 0 AND (at, id) > (?, ?)
                 ORDER BY at, id LIMIT 1`,
  openingAfter: `SELECT at, id, effect, type FROM contacts WHERE conversation_id = ? AND effect = 'opens' AND (at, id) > (?, ?) ORDER BY at, id`,
  settle: `UPDATE conversations SET last_at = ?, last_contact = ?, waiting_since = ?, missed = ?, voicemails = ?, texts = ?, failed = ?, closed_by = ?, promise_due = ?,
             snoozed_until = CASE WHEN ? THEN NULL ELSE snoozed_until END
           WHERE id = ?`,
  hasCalls: 'UPDATE conversations SET has_calls = 1 WHERE id = ? AND has_calls = 0',
  hasTexts: 'UPDATE conversations SET has_texts = 1 WHERE id = ? AND has_texts = 0',
  leave: 'DELETE FROM conversations WHERE id = ?',
  remove: 'DELETE FROM contacts WHERE id = ?',
  callState: 'SELECT voicemail_at FROM calls WHERE id = ?',
  direction: 'SELECT direction FROM texts WHERE id = ?',
})

type ContactType = 'call' | 'text' | 'resolved' | 'note' | 'snoozed' | 'consent' | 'assigned' | 'promised'
type Place = { id: string; at: number }
type ContactRow = Place & { effect: Effect; type: ContactType }

/** Whether a conversation is with an address that others can match; a withheld or unreadable one is a conversation of its own. */
export function isNumber(conversationId: string): boolean {
  return !conversationId.startsWith('withheld:') && !conversationId.startsWith('raw:')
}

/**
 * Adds or updates one contact in its conversation, derives anew whether the patient is waiting, and what is counted of it.
 * @param kind of a call, text or note: what it came to
 * @param more the contact was open before and now says more (a missed caller left a voicemail)
 */
export function putContact(db: WritableDB, conversationId: string, type: ContactType, fact: ContactFact, { kind, more = false }: { kind?: Kind; more?: boolean } = {}): void {
  const before = (sql(db).byId.get(fact.id) as Kept | undefined) ?? null
  const now: Kept = { conversationId, at: fact.at, effect: effectOf(fact), kind: kind ? keepKind(db, kind) : null }
  const moved = before !== null && (before.conversationId !== conversationId || before.at !== now.at)
  if (before === null) sql(db).add.run({ id: fact.id, type, ...now })
  else if (moved) sql(db).move.run({ id: fact.id, ...now })
  else if (before.effect !== now.effect || before.kind !== now.kind) sql(db).become.run({ id: fact.id, effect: now.effect, kind: now.kind })
  if (type === 'call') sql(db).hasCalls.run(conversationId)
  if (type === 'text') sql(db).hasTexts.run(conversationId)
  // A later report that opens nothing new (the end of a call already missed) leaves a snooze alone.
  settle(db, conversationId, now.effect === 'opens' && (more || before?.effect !== 'opens'))
  if (before && before.conversationId !== conversationId) settle(db, before.conversationId, false)
  if (type === 'call' || type === 'text' || type === 'resolved') countContact(db, fact.id, before, now)
}

/** Takes a contact out of its conversation: it was another's, told twice. */
export function removeContact(db: WritableDB, contactId: string): void {
  const before = sql(db).byId.get(contactId) as Kept | undefined
  if (!before) return
  sql(db).remove.run(contactId)
  settle(db, before.conversationId, false)
  countContact(db, contactId, before, null)
}

/** Takes a closing contact back: it counts for nothing from now on. */
export function undoClosing(db: WritableDB, conversationId: string, contactId: string): void {
  sql(db).undo.run(contactId, conversationId)
  settle(db, conversationId, false)
  const undone = sql(db).byId.get(contactId) as Kept | undefined
  if (undone?.conversationId === conversationId) countAround(db, conversationId, undone.at)
}

export function conversationOfContact(db: ReadableDB, contactId: string): string | null {
  return (sql(db).conversationOf.get(contactId) as { conversation_id: string } | undefined)?.conversation_id ?? null
}

/** Derives a conversation's state from its contacts by the waiting rule. One that lost its only contact goes. */
function settle(db: WritableDB, conversationId: string, opened: boolean): void {
  const shown = (sql(db).lastShown.get(conversationId) ?? sql(db).last.get(conversationId)) as Place | undefined
  if (!shown) return void sql(db).leave.run(conversationId)
  const loop = lastLoop(db, conversationId)
  const state = waitsForNobody(db, conversationId) ? { ...loopState(loop), waitingSince: null, openedBy: [] } : loopState(loop)
  const opening = new Set(state.openedBy)
  const counts = { missed: 0, voicemails: 0, texts: 0, failed: 0 }
  for (const row of loop) {
    if (!opening.has(row.id)) continue
    if (row.type === 'call') {
      const { voicemail_at } = sql(db).callState.get(row.id) as { voicemail_at: number | null }
      counts[voicemail_at === null ? 'missed' : 'voicemails'] += 1
    } else {
      const { direction } = sql(db).direction.get(row.id) as { direction: string }
      counts[direction === 'in' ? 'texts' : 'failed'] += 1
    }
  }
  sql(db).settle.run(
    shown.at,
    shown.id,
    state.waitingSince,
    counts.missed,
    counts.voicemails,
    counts.texts,
    counts.failed,
    state.closedBy,
    promiseOwed(db, conversationId)?.due_at ?? null,
    // Something new from the patient ends a snooze; a bare thanks opens nothing and so does not.
    opened ? 1 : 0,
    conversationId,
  )
}

/** After something other than a contact changed who waits. Without contacts there is nothing to derive. */
export function resettle(db: WritableDB, conversationId: string): void {
  if (sql(db).last.get(conversationId) !== undefined) settle(db, conversationId, false)
}

/** After somebody said what a number is: who waits, and what is counted of everything that ever passed with it. */
export function settleAll(db: WritableDB, conversationId: string): void {
  resettle(db, conversationId)
  countAround(db, conversationId, Number.MIN_SAFE_INTEGER)
}

/** The part of a conversation that decides the rule's answer: from the newest loop's first opening to its closing, however long ago. */
function lastLoop(db: ReadableDB, conversationId: string): ContactRow[] {
  const newest = sql(db).lastOpening.get(conversationId) as Place | undefined
  if (!newest) return []
  const before = sql(db).closingBefore.get(conversationId, newest.at, newest.id) as Place | undefined
  const after = sql(db).closingAfter.get(conversationId, newest.at, newest.id) as ContactRow | undefined
  const openings = sql(db).openingAfter.all(conversationId, before?.at ?? Number.MIN_SAFE_INTEGER, before?.id ?? '') as ContactRow[]
  return after ? [...openings, after] : openings
}
