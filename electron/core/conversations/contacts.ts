import type { ContactFact } from '@shared/rules/waiting.ts'
import { effectOf, loopState, type Effect } from '@shared/rules/waiting.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  put: `INSERT INTO contacts (id, conversation_id, at, type, effect) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET conversation_id = excluded.conversation_id, at = excluded.at, effect = excluded.effect`,
  undo: 'UPDATE contacts SET undone = 1 WHERE id = ? AND conversation_id = ?',
  conversationOf: 'SELECT conversation_id FROM contacts WHERE id = ?',
  newest: 'SELECT id, at, effect, type, undone FROM contacts WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 200',
  settle: `UPDATE conversations SET last_at = ?, last_contact = ?, has_calls = has_calls OR ?, has_texts = has_texts OR ?, waiting_since = ?,
             missed = ?, voicemails = ?, texts = ?, failed = ?, closed_by = ?,
             snoozed_until = CASE WHEN ? THEN NULL ELSE snoozed_until END
           WHERE id = ?`,
  callState: 'SELECT voicemail_at FROM calls WHERE id = ?',
  direction: 'SELECT direction FROM texts WHERE id = ?',
})

type ContactType = 'call' | 'text' | 'resolved' | 'note' | 'snoozed' | 'consent'
type ContactRow = { id: string; at: number; effect: Effect; type: ContactType; undone: number }

/** Adds or updates one contact in its conversation and derives anew whether the patient is waiting. */
export function putContact(db: WritableDB, conversationId: string, type: ContactType, fact: ContactFact): void {
  const effect = effectOf(fact)
  sql(db).put.run(fact.id, conversationId, fact.at, type, effect)
  settle(db, conversationId, effect === 'opens')
}

/** Takes a closing contact back: it counts for nothing from now on. */
export function undoClosing(db: WritableDB, conversationId: string, contactId: string): void {
  sql(db).undo.run(contactId, conversationId)
  settle(db, conversationId, false)
}

export function conversationOfContact(db: ReadableDB, contactId: string): string | null {
  return (sql(db).conversationOf.get(contactId) as { conversation_id: string } | undefined)?.conversation_id ?? null
}

/**
 * Derives a conversation's state from its newest 200 contacts by the waiting rule. A loop that has been open
 * for more than 200 contacts starts, for the feed, at the oldest of them.
 */
function settle(db: WritableDB, conversationId: string, opened: boolean): void {
  const rows = (sql(db).newest.all(conversationId) as ContactRow[]).reverse()
  const state = loopState(rows.map((row) => ({ id: row.id, at: row.at, effect: row.undone ? 'none' : row.effect })))
  const opening = new Set(state.openedBy)
  const counts = { missed: 0, voicemails: 0, texts: 0, failed: 0 }
  for (const row of rows) {
    if (!opening.has(row.id)) continue
    if (row.type === 'call') {
      const { voicemail_at } = sql(db).callState.get(row.id) as { voicemail_at: number | null }
      counts[voicemail_at === null ? 'missed' : 'voicemails'] += 1
    } else {
      const { direction } = sql(db).direction.get(row.id) as { direction: string }
      counts[direction === 'in' ? 'texts' : 'failed'] += 1
    }
  }
  const shown = rows.filter((row) => row.type !== 'snoozed' && row.type !== 'consent').at(-1) ?? rows.at(-1)
  sql(db).settle.run(
    shown?.at ?? 0,
    shown?.id ?? null,
    rows.some((row) => row.type === 'call') ? 1 : 0,
    rows.some((row) => row.type === 'text') ? 1 : 0,
    state.waitingSince,
    counts.missed,
    counts.voicemails,
    counts.texts,
    counts.failed,
    state.closedBy,
    // Something new from the patient ends a snooze; a bare thanks opens nothing and so does not.
    opened ? 1 : 0,
    conversationId,
  )
}
