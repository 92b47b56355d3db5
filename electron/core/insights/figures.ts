import { GAVE_UP_WITHIN, REACHED_WITHIN, type FigureId } from '@shared/rules/figures.ts'

/**
 * What each figure counts, in SQL: the words are in shared/rules/figures.ts. A figure and the list it opens are made of the
 * same rows and the same condition, so they cannot differ. Read only; nothing here has tables of its own.
 */

/** Nobody waits behind a number that is blocked or our own, so neither does it count. */
const counts = (conversation: string): string => `NOT EXISTS (SELECT 1 FROM number_marks n WHERE n.number = ${conversation} AND n.kind IN ('blocked', 'internal'))`

/** When a person of ours next spoke with them or texted them, ms UTC, or null: what the waiting rule takes for an answer, but for a resolve. */
const reached = (row: string, at: string, until = `${at} + ${REACHED_WITHIN}`): string =>
  `(SELECT r.at FROM contacts r WHERE r.conversation_id = ${row}.conversation_id AND r.effect = 'closes' AND r.undone = 0 AND r.at > ${at} AND r.at <= ${until} AND r.type IN ('call', 'text') ORDER BY r.at LIMIT 1)`

/** As callStateOf in conversations/calls.ts says it of one call. */
const ANSWERED = '(c.answered_at IS NOT NULL OR (c.phones_told = 0 AND c.trunk_answered_at IS NOT NULL))'
const MISSED = `(NOT ${ANSWERED} AND (c.voicemail_at IS NOT NULL OR c.missed_at IS NOT NULL OR c.ended_at IS NOT NULL))`
/** Where a line told of a missed call in one moment, nobody knows how long it rang. */
const GAVE_UP = `(${MISSED} AND c.voicemail_at IS NULL AND coalesce(c.missed_at, c.ended_at) - c.ringing_at BETWEEN 1 AND ${GAVE_UP_WITHIN})`

/** A text with which somebody began to wait: it opens the loop, and no other text did since the loop was last closed. */
const BEGINS = `(EXISTS (SELECT 1 FROM contacts k WHERE k.conversation_id = t.conversation_id AND k.effect = 'opens' AND k.at = t.at AND +k.id = t.id)
  AND NOT EXISTS (SELECT 1 FROM contacts b WHERE b.conversation_id = t.conversation_id AND b.effect = 'opens' AND b.type = 'text' AND (b.at, b.id) < (t.at, t.id)
    AND b.at > coalesce((SELECT c.at FROM contacts c WHERE c.conversation_id = t.conversation_id AND c.effect = 'closes' AND c.undone = 0 AND c.at < t.at ORDER BY c.at DESC LIMIT 1), -1)))`

/** They wrote or called after a text of ours; what they wrote to get no more texts is no answer. */
const CAME_BACK = `EXISTS (SELECT 1 FROM contacts a WHERE a.conversation_id = t.conversation_id AND a.at > t.at AND a.at <= t.at + ${REACHED_WITHIN}
  AND CASE a.type WHEN 'call' THEN (SELECT l.direction FROM calls l WHERE l.id = a.id) = 'in'
                  WHEN 'text' THEN EXISTS (SELECT 1 FROM texts i WHERE i.id = a.id AND i.direction = 'in' AND i.consent <> 'optOut') ELSE 0 END)`

/**
 * The rows of each kind in a span, and what is to be known of each: \`id\` is the contact, \`at\` when it happened, \`reached\` when
 * a person of ours next reached them (both ms UTC).
 */
const ROWS = {
  calls: `SELECT c.id, c.conversation_id, c.ringing_at AS at, c.line_id, ${ANSWERED} AS answered, ${MISSED} AS missed, ${GAVE_UP} AS gave_up,
      CASE WHEN ${MISSED} THEN ${reached('c', 'c.ringing_at')} END AS reached
    FROM calls c WHERE c.direction = 'in' AND c.ringing_at >= @from AND c.ringing_at < @to AND c.conversation_id IS NOT NULL AND ${counts('c.conversation_id')}`,
  texts: `SELECT *, CASE WHEN begins THEN ${reached('w', 'w.at')} END AS reached FROM w`,
  textBacks: `SELECT t.id, t.conversation_id, t.at, ${CAME_BACK} AS came_back
    FROM texts t WHERE t.direction = 'out' AND t.at >= @from AND t.at < @to AND t.automatic = 1 AND t.by_actor = 'rule:text-back'
      AND t.state IN ('sent', 'delivered') AND ${counts('t.conversation_id')}`,
  promises: `SELECT p.id, p.conversation_id, p.due_at AS at, ${reached('p', 'p.made_at', 'p.due_at')} AS reached FROM (
      SELECT id, conversation_id, at AS made_at, due_at FROM promises WHERE due_at >= @from AND due_at < @to AND released = 0
      UNION ALL SELECT id, conversation_id, at, promised_at FROM texts WHERE promised_at >= @from AND promised_at < @to AND state NOT IN ('cancelled', 'failed')
    ) p WHERE ${counts('p.conversation_id')}
      AND NOT EXISTS (SELECT 1 FROM promises moved WHERE moved.conversation_id = p.conversation_id AND moved.at > p.made_at AND moved.at <= p.due_at AND moved.released = 0)`,
} as const
export type Kind = keyof typeof ROWS

/** Kept apart, so that whether a text begins to wait is asked once and not again for its answer. */
const TEXTS_IN = `SELECT t.id, t.conversation_id, t.at, t.line_id, ${BEGINS} AS begins
  FROM texts t WHERE t.direction = 'in' AND t.at >= @from AND t.at < @to AND ${counts('t.conversation_id')}`

/** Which rows of which kind a figure counts, and whether it tells how long they took. */
const FIGURE: Record<FigureId, { kind: Kind; where: string; timed?: true }> = {
  callsIn: { kind: 'calls', where: '1' },
  answered: { kind: 'calls', where: 'answered' },
  missed: { kind: 'calls', where: 'missed' },
  abandoned: { kind: 'calls', where: 'gave_up' },
  recovered: { kind: 'calls', where: 'missed AND reached IS NOT NULL', timed: true },
  notReached: { kind: 'calls', where: 'missed AND reached IS NULL' },
  textsIn: { kind: 'texts', where: '1' },
  textsReplied: { kind: 'texts', where: 'begins AND reached IS NOT NULL', timed: true },
  textsNotReplied: { kind: 'texts', where: 'begins AND reached IS NULL' },
  textBacks: { kind: 'textBacks', where: '1' },
  textBacksAnswered: { kind: 'textBacks', where: 'came_back' },
  promisesKept: { kind: 'promises', where: 'reached IS NOT NULL' },
  promisesLate: { kind: 'promises', where: 'reached IS NULL AND at <= @now' },
}

/** `MATERIALIZED` looks everything up once, for many figures; for one, what it does not ask for is left out. */
const rows = (kind: Kind, how: 'MATERIALIZED' | 'NOT MATERIALIZED'): string => `WITH ${kind === 'texts' ? `w AS ${how} (${TEXTS_IN}), ` : ''}x AS ${how} (${ROWS[kind]})`

const ofKind = (kind: Kind): FigureId[] => (Object.keys(FIGURE) as FigureId[]).filter((id) => FIGURE[id].kind === kind)
const sums = (kind: Kind): string => ofKind(kind).map((id) => `sum(${FIGURE[id].where}) AS ${id}`).join(', ')

/** All figures of a kind in one reading. */
export function countsOf(kind: Kind): string {
  return `${rows(kind, 'MATERIALIZED')} SELECT ${sums(kind)} FROM x`
}

/**
 * The same by spans of \`every\` ms since 1970, with how long each took where a figure tells it (\`<figure>Waits\`, JSON), and then once
 * more by line (\`quarter\` is null there): two groupings of one reading cost less than one by both.
 */
export function countsByTimeAndLine(kind: Kind, every: number): string {
  const timed = ofKind(kind).filter((id) => FIGURE[id].timed)
  const waits = timed.map((id) => `json_group_array(reached - at) FILTER (WHERE ${FIGURE[id].where}) AS ${id}Waits`)
  return `${rows(kind, 'MATERIALIZED')} SELECT at / ${every} AS quarter, NULL AS lineId, ${[sums(kind), ...waits].join(', ')} FROM x GROUP BY 1
    UNION ALL SELECT NULL, line_id, ${[sums(kind), ...timed.map(() => 'NULL')].join(', ')} FROM x GROUP BY line_id`
}

/** The rows a figure counts, the newest first; \`waited\`: ms until they were reached, where the figure tells it. */
export function pageOf(id: FigureId): string {
  const { kind, where, timed } = FIGURE[id]
  return `${rows(kind, 'NOT MATERIALIZED')} SELECT id, conversation_id, at, ${timed ? 'reached - at' : 'NULL'} AS waited, count(*) OVER () AS total FROM x WHERE ${where} ORDER BY at DESC, id DESC LIMIT @limit OFFSET @offset`
}
