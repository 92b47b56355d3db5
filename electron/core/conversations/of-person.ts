import type { ContactView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { DAY } from '@shared/time.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { practiceOf } from '../practice/queries.ts'
import { callById, callStateOf } from './calls.ts'
import { contactView } from './views.ts'

/** What the card shows of them. */
const RECENT = 5
/** Our calls that are looked at to tell when somebody picks up. */
const ATTEMPTS = 60
/** A handoff of last month has been forgotten, or was done without a word. */
const HANDOFF_DAYS = 30
/** Contacts looked at, so that a number that calls all day long costs no more than another. */
const LOOKED_AT = 400

/**
 * When a number stood for this person: from the choice of who it was until the question was asked anew; and always, where
 * nobody else has the number and nobody was ever chosen for it.
 */
const spans = `
  SELECT conversation_id AS id, since, coalesce(until, 9e15) AS until FROM choices WHERE patient_id = @patientId
  UNION ALL SELECT number, 0, 9e15 FROM phones mine WHERE patient_id = @patientId
    AND NOT EXISTS (SELECT 1 FROM phones other WHERE other.number = mine.number AND other.patient_id <> @patientId)
    AND NOT EXISTS (SELECT 1 FROM choices WHERE conversation_id = mine.number)`

const sql = statements({
  spans,
  handoff: `SELECT c.id, c.at FROM contacts c JOIN marks m ON m.id = c.id
            WHERE c.conversation_id = ? AND c.at >= ? AND c.at < ? AND c.type = 'note' AND m.handoff_to IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM contacts later WHERE later.conversation_id = c.conversation_id AND later.effect = 'closes' AND later.at > c.at AND later.undone = 0)
            ORDER BY c.at DESC LIMIT 1`,
  contacts: `SELECT id, type, at FROM contacts WHERE conversation_id = ? AND at >= ? AND at < ? AND type IN ('call', 'text') ORDER BY at DESC LIMIT ${LOOKED_AT}`,
})

export type PersonContacts = { recent: ContactView[]; attempts: { at: number; reached: boolean }[]; lastBefore: number | null; handoff: ContactView | null }

/** From when until when (ms UTC, the end not included) which numbers stood for this person. None overlaps another. */
export function spansOfPerson(db: ReadableDB, patientId: string): { id: string; since: number; until: number }[] {
  return sql(db).spans.all({ patientId }) as { id: string; since: number; until: number }[]
}

/** The last calls and texts with somebody over any of their numbers, the newest first, and when they pick up. A call that still rings is none yet. */
export function contactsOfPerson(db: ReadableDB, patientId: string, now: number): PersonContacts {
  const times = spansOfPerson(db, patientId)
  const rows = times
    .flatMap(({ id, since, until }) => sql(db).contacts.all(id, since, until) as { id: string; type: 'call' | 'text'; at: number }[])
    .toSorted((a, b) => b.at - a.at)
  const { timeZone } = practiceOf(db)
  const today = dayKey(now, timeZone)
  const before = rows.find(({ at }) => at <= now && dayKey(at, timeZone) < today)
  const recent: ContactView[] = []
  const attempts: PersonContacts['attempts'] = []
  for (const { id, type } of rows) {
    const call = type === 'call' ? callById(db, id) : null
    const state = call && callStateOf(call)
    if (state === 'ringing') continue
    if (recent.length < RECENT) recent.push(...[contactView(db, id)].filter((view) => view !== null))
    if (call?.direction === 'out' && attempts.length < ATTEMPTS) attempts.push({ at: call.ringing_at ?? 0, reached: state === 'ended' || state === 'connected' })
  }
  const handoff = times
    .flatMap(({ id, since, until }) => sql(db).handoff.all(id, Math.max(since, now - HANDOFF_DAYS * DAY), until) as { id: string; at: number }[])
    .toSorted((a, b) => b.at - a.at)[0]
  return { recent, attempts, lastBefore: before?.at ?? null, handoff: handoff ? contactView(db, handoff.id) : null }
}
