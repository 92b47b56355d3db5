import { GAVE_UP_WITHIN, REACHED_WITHIN, type FigureId } from '@shared/rules/figures.ts'

/**
 * What each figure counts, in SQL: the words are in shared/rules/figures.ts. A figure and the list it opens are made of the
 * same rows and the same condition, so they cannot differ. Read only; nothing here has tables of its own.
 */

/** Nobody waits behind a number that is blocked or our own, so neither does it count. */
const counts = (conversation: string): string => `NOT EXISTS (SELECT 1 FROM number_marks n WHERE n.number = ${conversation} AND n.kind IN ('blocked', 'internal'))`

/** The rows of each kind in a period: \`id\` is the contact, \`at\` when it happened, ms UTC. */
const ROWS = {
  calls: `calls x WHERE x.direction = 'in' AND x.ringing_at >= @from AND x.ringing_at < @to AND x.conversation_id IS NOT NULL AND ${counts('x.conversation_id')}`,
  texts: `texts x WHERE x.direction = 'in' AND x.at >= @from AND x.at < @to AND ${counts('x.conversation_id')}`,
  textBacks: `texts x WHERE x.direction = 'out' AND x.at >= @from AND x.at < @to AND x.automatic = 1 AND x.by_actor = 'rule:text-back'
    AND x.state IN ('sent', 'delivered') AND ${counts('x.conversation_id')}`,
  promises: `(
      SELECT id, conversation_id, at, due_at FROM promises WHERE due_at >= @from AND due_at < @to AND released = 0
      UNION ALL SELECT id, conversation_id, at, promised_at FROM texts WHERE promised_at >= @from AND promised_at < @to AND state NOT IN ('cancelled', 'failed')
    ) x WHERE ${counts('x.conversation_id')}
    AND NOT EXISTS (SELECT 1 FROM promises moved WHERE moved.conversation_id = x.conversation_id AND moved.at > x.at AND moved.at <= x.due_at AND moved.released = 0)`,
} as const
type Kind = keyof typeof ROWS

/** When each kind happened. */
const AT: Record<Kind, string> = { calls: 'x.ringing_at', texts: 'x.at', textBacks: 'x.at', promises: 'x.due_at' }

/** When a person of ours next spoke with them or texted them, ms UTC, or null: what the waiting rule takes for an answer, but for a resolve. */
const reached = (at: string, until = `${at} + ${REACHED_WITHIN}`): string =>
  `(SELECT r.at FROM contacts r WHERE r.conversation_id = x.conversation_id AND r.effect = 'closes' AND r.undone = 0 AND r.at > ${at} AND r.at <= ${until} AND r.type IN ('call', 'text') ORDER BY r.at LIMIT 1)`

/** As callStateOf in conversations/calls.ts says it of one call. */
const ANSWERED = '(x.answered_at IS NOT NULL OR (x.phones_told = 0 AND x.trunk_answered_at IS NOT NULL))'
const MISSED = `(NOT ${ANSWERED} AND (x.voicemail_at IS NOT NULL OR x.missed_at IS NOT NULL OR x.ended_at IS NOT NULL))`
/** Where a line told of a missed call in one moment, nobody knows how long it rang. */
const GAVE_UP = `(${MISSED} AND x.voicemail_at IS NULL AND coalesce(x.missed_at, x.ended_at) - x.ringing_at BETWEEN 1 AND ${GAVE_UP_WITHIN})`
const REACHED_AGAIN = reached('x.ringing_at')

/** A text with which somebody began to wait: it opens the loop, and no other text did since the loop was last closed. */
const BEGINS = `(EXISTS (SELECT 1 FROM contacts k WHERE k.id = x.id AND k.effect = 'opens')
  AND NOT EXISTS (SELECT 1 FROM contacts b WHERE b.conversation_id = x.conversation_id AND b.effect = 'opens' AND b.type = 'text' AND (b.at, b.id) < (x.at, x.id)
    AND b.at > coalesce((SELECT c.at FROM contacts c WHERE c.conversation_id = x.conversation_id AND c.effect = 'closes' AND c.undone = 0 AND c.at < x.at ORDER BY c.at DESC LIMIT 1), -1)))`
const REPLIED = reached('x.at')

const ANSWERED_BY_THEM = `EXISTS (SELECT 1 FROM contacts a WHERE a.conversation_id = x.conversation_id AND a.at > x.at AND a.at <= x.at + ${REACHED_WITHIN}
  AND ((a.type = 'call' AND EXISTS (SELECT 1 FROM calls l WHERE l.id = a.id AND l.direction = 'in'))
    OR (a.type = 'text' AND EXISTS (SELECT 1 FROM texts t WHERE t.id = a.id AND t.direction = 'in' AND t.consent <> 'optOut'))))`
const KEPT = `${reached('x.at', 'x.due_at')} IS NOT NULL`

/** Of which rows a figure is made, which of these count, and since when until when it took, where that is told. */
const FIGURE: Record<FigureId, { kind: Kind; where: string; until?: string }> = {
  callsIn: { kind: 'calls', where: '1' },
  answered: { kind: 'calls', where: ANSWERED },
  missed: { kind: 'calls', where: MISSED },
  abandoned: { kind: 'calls', where: GAVE_UP },
  recovered: { kind: 'calls', where: `${MISSED} AND ${REACHED_AGAIN} IS NOT NULL`, until: REACHED_AGAIN },
  notReached: { kind: 'calls', where: `${MISSED} AND ${REACHED_AGAIN} IS NULL` },
  textsIn: { kind: 'texts', where: '1' },
  textsReplied: { kind: 'texts', where: `${BEGINS} AND ${REPLIED} IS NOT NULL`, until: REPLIED },
  textsNotReplied: { kind: 'texts', where: `${BEGINS} AND ${REPLIED} IS NULL` },
  textBacks: { kind: 'textBacks', where: '1' },
  textBacksAnswered: { kind: 'textBacks', where: ANSWERED_BY_THEM },
  promisesKept: { kind: 'promises', where: KEPT },
  promisesLate: { kind: 'promises', where: `x.due_at <= @now AND NOT (${KEPT})` },
}

/** "FROM the rows of this figure": for a count, a list or how long each took. */
export function rowsOf(id: FigureId): string {
  const { kind, where } = FIGURE[id]
  return `FROM ${ROWS[kind]} AND (${where})`
}

/** When a row of this figure happened, as SQL. */
export function timeOf(id: FigureId): string {
  return AT[FIGURE[id].kind]
}

/** How long each row of this figure took until somebody was reached, ms, as SQL. */
export function waitOf(id: 'recovered' | 'textsReplied'): string {
  return `${FIGURE[id].until} - ${timeOf(id)}`
}

/** "FROM all rows of a kind", and the sum of each figure made of these: for several counts in one reading. */
export function readingOf(kind: Kind): string {
  return `FROM ${ROWS[kind]}`
}
export function sumOf(id: FigureId): string {
  return `sum(${FIGURE[id].where}) AS ${id}`
}
