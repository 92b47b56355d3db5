import type { FigureId } from '@shared/rules/figures.ts'
import { BIT, type CountedFigure } from './counting.ts'

/**
 * How a period is read, in SQL. What a call or text counts as stands beside it already (counting.ts); what depends on the hour at which one asks,
 * or on the days of the practice, is decided here. A figure and the list it opens are the same rows and the same condition.
 */

const IN_SPAN = 'at >= @from AND at < @to'
const is = (id: CountedFigure): string => `figures & ${BIT[id]}`

/**
 * What passed in the span, a row each in the order of time: when, what it counts as, its kind, which tells the line, and how long it took, ms. They are summed
 * by whoever reads them: to bring the rows of a month into groups costs SQLite several times what it costs to hand them over.
 */
export const PASSED = `SELECT at, figures, kind, took FROM counted WHERE ${IN_SPAN}`

/** Whoever began to wait, on each of \`@days\` (JSON: from, until, and when that day ends). */
const DAYS = 'WITH d AS MATERIALIZED (SELECT value ->> 0 AS begins, value ->> 1 AS until, value ->> 2 AS ends FROM json_each(@days))'
const WAITED = `d CROSS JOIN counted w ON w.at >= d.begins AND w.at < d.until AND w.${is('waited')}`
const CLOSED = 'coalesce(w.closed_at < d.ends, 0)'
/**
 * Put off until after the day, not brought back in it, and nothing new from them since; or a text of ours is to leave later. The state is asked
 * twice: the first way is the index's own (texts_on_their_way).
 */
const PUT_OFF = `(SELECT coalesce((
      SELECT m.until >= d.ends AND coalesce(m.ended_at >= d.ends, 1) AND NOT EXISTS (SELECT 1 FROM contacts o WHERE o.conversation_id = c.conversation_id AND o.effect = 'opens' AND o.at > s.at AND o.at < d.ends)
      FROM contacts s CROSS JOIN marks m ON m.id = s.id WHERE s.conversation_id = c.conversation_id AND s.type = 'snoozed' AND s.at >= w.at AND s.at < d.ends ORDER BY s.at DESC, s.id DESC LIMIT 1), 0)
    OR EXISTS (SELECT 1 FROM texts t WHERE t.state IN ('queued', 'sending') AND t.state = 'queued' AND t.conversation_id = c.conversation_id AND t.scheduled = 1 AND t.at >= w.at AND t.at < d.ends AND t.leaves_at >= d.ends)
  FROM contacts c WHERE c.id = w.id)`
/** Of those that nobody answered or resolved on the day, which are few: how many, how many were put off, and how many are left. */
export const NOT_CLOSED = `${DAYS}, x AS MATERIALIZED (SELECT d.ends, ${PUT_OFF} AS put_off FROM ${WAITED} WHERE NOT ${CLOSED})
  SELECT count(*) AS notClosed, count(*) FILTER (WHERE put_off) AS putOff, count(*) FILTER (WHERE NOT put_off AND ends <= @now) AS leftOver FROM x`

/** When a person of ours reached them after a promise until it was due. */
const KEPT_AT = `(SELECT r.at FROM contacts r WHERE r.conversation_id = p.conversation_id AND r.effect = 'closes' AND r.undone = 0 AND r.at > p.made_at AND r.at <= p.due_at AND r.type IN ('call', 'text') LIMIT 1)`
/** Promises are few, and belong to the time at which they were due. */
const PROMISES = `WITH x AS MATERIALIZED (SELECT p.id, p.due_at AS at, ${KEPT_AT} IS NOT NULL AS kept FROM (
      SELECT id, conversation_id, at AS made_at, due_at FROM promises WHERE due_at >= @from AND due_at < @to AND released = 0
      UNION ALL SELECT id, conversation_id, at, promised_at FROM texts WHERE promised_at >= @from AND promised_at < @to AND state NOT IN ('cancelled', 'failed')
    ) p WHERE NOT EXISTS (SELECT 1 FROM number_marks n WHERE n.number = p.conversation_id AND n.kind IN ('blocked', 'internal'))
      AND NOT EXISTS (SELECT 1 FROM promises moved WHERE moved.conversation_id = p.conversation_id AND moved.at > p.made_at AND moved.at <= p.due_at AND moved.released = 0))`

const KEPT = 'kept'
const LATE = 'NOT kept AND at <= @now'
export const PROMISE_TOTALS = `${PROMISES} SELECT count(*) FILTER (WHERE ${KEPT}) AS promisesKept, count(*) FILTER (WHERE ${LATE}) AS promisesLate FROM x`

const OTHER: Record<Exclude<FigureId, CountedFigure>, { before: string; from: string }> = {
  dealtSameDay: { before: DAYS, from: `${WAITED} WHERE ${CLOSED} OR ${PUT_OFF}` },
  leftOver: { before: DAYS, from: `${WAITED} WHERE NOT ${CLOSED} AND d.ends <= @now AND NOT ${PUT_OFF}` },
  promisesKept: { before: PROMISES, from: `x WHERE ${KEPT}` },
  promisesLate: { before: PROMISES, from: `x WHERE ${LATE}` },
}
const isCounted = (id: FigureId): id is CountedFigure => id in BIT

/** The rows a figure counts, the newest first, and how many they are; `took`: ms until they were reached, where the figure tells it. */
export function listOfFigure(id: FigureId): { page: string; total: string } {
  const { before, from } = isCounted(id) ? { before: '', from: `counted WHERE ${IN_SPAN} AND ${is(id)}` } : OTHER[id]
  const took = id === 'recovered' || id === 'textsReplied' ? 'took' : 'NULL AS took'
  return { page: `${before} SELECT id, at, ${took} FROM ${from} ORDER BY at DESC, id DESC LIMIT @limit OFFSET @offset`, total: `${before} SELECT count(*) AS n FROM ${from}` }
}
