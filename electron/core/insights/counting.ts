import { ANSWERED_BEFORE_WITHIN, GAVE_UP_WITHIN, REACHED_WITHIN, type FigureId } from '@shared/rules/figures.ts'
import type { HistoryOutcome } from '@shared/contract/views.ts'
import type { Effect } from '@shared/rules/waiting.ts'
import type { WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

/**
 * What each call and text counts as, kept beside it in the order of time, so that a period is one reading of its own rows and asks nothing
 * more. What one contact counts as depends on others of its conversation (when were they reached again?), so with each change those
 * are decided anew that it can concern. The words are in shared/rules/figures.ts; the figures that are read another way, in figures.ts.
 */

/** The tables a rebuild empties. */
export const countedTables: readonly string[] = ['counted']

/** A bit for each figure. They stand in practice files: a figure that is gone leaves its bit empty, a new one takes the next. */
export const BIT = {
  callsIn: 1 << 0, answered: 1 << 1, missed: 1 << 2, abandoned: 1 << 3, recovered: 1 << 4, notReached: 1 << 5,
  textsIn: 1 << 6, textsReplied: 1 << 7, textsNotReplied: 1 << 8, textBacks: 1 << 9, textBacksAnswered: 1 << 10,
  waited: 1 << 11, answeredAgain: 1 << 12, answeredBySame: 1 << 13,
} as const satisfies Partial<Record<FigureId, number>>
export type CountedFigure = keyof typeof BIT

/** By the facts below. Nobody waits behind a number that is blocked or our own, so neither does it count. */
const WHERE: Record<CountedFigure, string> = {
  callsIn: 'call_in',
  answered: `call_in AND outcome = 'answered'`,
  missed: 'missed',
  abandoned: 'gave_up',
  recovered: 'missed AND reached IS NOT NULL',
  notReached: 'missed AND reached IS NULL',
  textsIn: `outcome = 'textIn'`,
  textsReplied: 'asks AND reached IS NOT NULL',
  textsNotReplied: 'asks AND reached IS NULL',
  textBacks: 'texted_back',
  textBacksAnswered: 'texted_back AND came_back',
  waited: 'begins',
  answeredAgain: 'staff_before IS NOT NULL',
  answeredBySame: 'staff_before = staff_id',
}
const figures = (Object.keys(BIT) as CountedFigure[]).map((id) => `iif(${WHERE[id]}, ${BIT[id]}, 0)`).join(' | ')

/** What the waiting rule takes for an answer by a person of ours, but for a resolve. */
const ANSWERS = `effect = 'closes' AND r.undone = 0 AND r.type IN ('call', 'text')`
/** It is known which person of ours it was, and not only that somebody sat at the desk. */
const isSomebody = (staff: string): string => `${staff} <> 'desk' AND instr(${staff}, ':') = 0`

/** They wrote or called after a text of ours; what they wrote to get no more texts is no answer. */
const CAME_BACK = `EXISTS (SELECT 1 FROM contacts a CROSS JOIN contact_kinds k ON k.id = a.kind WHERE a.conversation_id = w.conversation_id AND a.at > w.at AND a.at <= w.at + ${REACHED_WITHIN}
  AND k.inbound = 1 AND (a.type = 'call' OR (SELECT t.consent <> 'optOut' FROM texts t WHERE t.id = a.id)))`

/**
 * The facts of contacts \`c\` and what they count as. \`begins\`: nobody waited before it; \`asks\`: a text that waits, and no other text did; since the loop was last
 * closed. \`reached\`: when a person of ours next spoke with them or texted them, \`closed_at\`: when the wait that it began ended, both ms UTC.
 */
const counted = (which: string): string => `WITH
  v AS MATERIALIZED (
    SELECT c.id, c.conversation_id, c.at, c.effect, c.undone, c.type, c.kind, k.outcome, k.inbound, k.staff_id,
      EXISTS (SELECT 1 FROM number_marks n WHERE n.number = c.conversation_id AND n.kind IN ('blocked', 'internal')) AS nowhere,
      CASE WHEN c.effect = 'opens' THEN coalesce((SELECT r.at FROM contacts r WHERE r.conversation_id = c.conversation_id AND r.effect = 'closes' AND r.undone = 0 AND r.at < c.at ORDER BY r.at DESC LIMIT 1), -1) END AS closed_before
    FROM contacts c CROSS JOIN contact_kinds k ON k.id = c.kind WHERE ${which} AND c.type IN ('call', 'text')
  ),
  w AS MATERIALIZED (
    SELECT id, conversation_id, at, kind, outcome, staff_id, nowhere,
      inbound AND type = 'call' AS call_in,
      inbound AND outcome IN ('missed', 'voicemail') AS missed,
      inbound AND outcome = 'missed' AND (SELECT coalesce(k.missed_at, k.ended_at) - k.ringing_at BETWEEN 1 AND ${GAVE_UP_WITHIN} FROM calls k WHERE k.id = v.id) AS gave_up,
      effect = 'opens' AND NOT EXISTS (SELECT 1 FROM contacts b WHERE b.conversation_id = v.conversation_id AND b.effect = 'opens' AND b.at > v.closed_before AND (b.at, b.id) < (v.at, v.id)) AS begins,
      outcome = 'textIn' AND effect = 'opens' AND NOT EXISTS (SELECT 1 FROM contacts b WHERE b.conversation_id = v.conversation_id AND b.effect = 'opens' AND b.type = 'text' AND b.at > v.closed_before AND (b.at, b.id) < (v.at, v.id)) AS asks,
      outcome = 'automatic' AND staff_id = 'rule:text-back' AND (SELECT t.state IN ('sent', 'delivered') FROM texts t WHERE t.id = v.id) AS texted_back,
      CASE WHEN effect = 'closes' AND undone = 0 AND ${isSomebody('staff_id')} THEN
        (SELECT k.staff_id FROM contacts r CROSS JOIN contact_kinds k ON k.id = r.kind WHERE r.conversation_id = v.conversation_id AND r.${ANSWERS} AND (r.at, r.id) < (v.at, v.id)
           AND r.at >= v.at - ${ANSWERED_BEFORE_WITHIN} AND ${isSomebody('k.staff_id')} ORDER BY r.at DESC, r.id DESC LIMIT 1) END AS staff_before
    FROM v
  ),
  x AS MATERIALIZED (
    SELECT *,
      CASE WHEN missed OR asks THEN (SELECT r.at FROM contacts r WHERE r.conversation_id = w.conversation_id AND r.${ANSWERS} AND r.at > w.at AND r.at <= w.at + ${REACHED_WITHIN} ORDER BY r.at LIMIT 1) END AS reached,
      texted_back AND ${CAME_BACK} AS came_back,
      CASE WHEN begins THEN (SELECT r.at FROM contacts r WHERE r.conversation_id = w.conversation_id AND r.effect = 'closes' AND r.undone = 0 AND (r.at, r.id) > (w.at, w.id) ORDER BY r.at, r.id LIMIT 1) END AS closed_at
    FROM w
  )
  SELECT at, id, kind, iif(nowhere, 0, ${figures}) AS figures, reached - at AS took, closed_at FROM x`

const sql = statements({
  changed: `SELECT n.* FROM (${counted('c.conversation_id = @conversationId AND c.at >= @from AND c.at <= @until AND (@outcome IS NULL OR k.outcome = @outcome OR c.at = @until)')}) n LEFT JOIN counted o ON o.at = n.at AND o.id = n.id
    WHERE coalesce(o.figures, 0) <> n.figures OR (n.figures <> 0 AND (o.kind <> n.kind OR o.took IS NOT n.took OR o.closed_at IS NOT n.closed_at))`,
  put: `INSERT INTO counted (at, id, kind, figures, took, closed_at) VALUES (@at, @id, @kind, @figures, @took, @closed_at)
        ON CONFLICT (at, id) DO UPDATE SET kind = excluded.kind, figures = excluded.figures, took = excluded.took, closed_at = excluded.closed_at`,
  drop: 'DELETE FROM counted WHERE at = @at AND id = @id',
  // What had begun the wait that went on at this moment, or that ended with it.
  beganBefore: `SELECT b.at FROM contacts b WHERE b.conversation_id = @conversationId AND b.effect = 'opens' AND b.at < @at
    AND b.at > coalesce((SELECT r.at FROM contacts r WHERE r.conversation_id = @conversationId AND r.effect = 'closes' AND r.undone = 0 AND r.at < @at ORDER BY r.at DESC LIMIT 1), -1) ORDER BY b.at LIMIT 1`,
})

/** What is kept of a contact that others may depend on. */
export type Kept = { conversationId: string; at: number; effect: Effect; kind: number | null }
type Row = { at: number; id: string; figures: number }

/** Counts a contact that came, changed or went, and whatever else it concerns. @param before null where it is new @param now null where it is gone */
export function countContact(db: WritableDB, id: string, before: Kept | null, now: Kept | null): void {
  const moved = before !== null && (before.at !== now?.at || before.conversationId !== now.conversationId)
  if (moved) {
    sql(db).drop.run({ at: before.at, id })
    countAround(db, before.conversationId, before.at)
  }
  if (now === null) return
  const touches = (it: Kept | null): boolean => it !== null && it.effect !== 'none'
  const same = before !== null && !moved && before.effect === now.effect && before.kind === now.kind
  // Most reports say what was known: that an answered call ended, that an answer arrived.
  if (same && now.effect === 'closes') return
  if (!same && (touches(before) || touches(now))) countAround(db, now.conversationId, now.at)
  // What neither opens nor closes anything, as a call that rings, concerns only automatic texts before it.
  else count(db, now.conversationId, same ? now.at : now.at - REACHED_WITHIN, now.at, 'automatic')
}

/** Counts anew what something that passed, changed or went at a moment (ms UTC) can concern: the days before it, the beginning of its wait, and all that came after. */
export function countAround(db: WritableDB, conversationId: string, at: number): void {
  const from = at - REACHED_WITHIN
  count(db, conversationId, from, Number.MAX_SAFE_INTEGER, null)
  const began = sql(db).beganBefore.get({ conversationId, at }) as { at: number } | undefined
  if (began && began.at < from) count(db, conversationId, began.at, began.at, null)
}

/** @param outcome only what came to this, and what passed at `until`; null: everything */
function count(db: WritableDB, conversationId: string, from: number, until: number, outcome: HistoryOutcome | null): void {
  for (const row of sql(db).changed.all({ conversationId, from, until, outcome }) as Row[]) {
    if (row.figures === 0) sql(db).drop.run({ at: row.at, id: row.id })
    else sql(db).put.run(row)
  }
}

/** For the migration: counts everything there is. */
export const countAll = `INSERT INTO counted (at, id, kind, figures, took, closed_at) SELECT at, id, kind, figures, took, closed_at FROM (${counted('1')}) WHERE figures <> 0 ORDER BY at, id`
