import type { Insights } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { dayKey, localHour } from '@shared/rules/local-time.ts'
import { daysIn } from '@shared/rules/periods.ts'
import { MINUTE } from '@shared/time.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { lineName } from '../lines/queries.ts'
import { practiceOf } from '../practice/queries.ts'
import { readingOf, rowsOf, sumOf, timeOf, waitOf } from './figures.ts'

/** Every time zone begins its hours at a whole quarter of an hour of UTC, so what passed in one quarter passed in one hour and day. */
const QUARTER = 15 * MINUTE

const sql = statements({
  calls: `SELECT ${timeOf('callsIn')} / ${QUARTER} AS quarter, x.line_id AS lineId, ${(['callsIn', 'answered', 'missed', 'abandoned', 'recovered', 'notReached'] as const).map(sumOf).join(', ')}
          ${readingOf('calls')} GROUP BY 1, 2`,
  texts: `SELECT ${timeOf('textsIn')} / ${QUARTER} AS quarter, x.line_id AS lineId, ${(['textsIn', 'textsReplied', 'textsNotReplied'] as const).map(sumOf).join(', ')} ${readingOf('texts')} GROUP BY 1, 2`,
  textBacks: `SELECT ${(['textBacks', 'textBacksAnswered'] as const).map(sumOf).join(', ')} ${readingOf('textBacks')}`,
  promises: `SELECT ${(['promisesKept', 'promisesLate'] as const).map(sumOf).join(', ')} ${readingOf('promises')}`,
  recovered: `SELECT ${waitOf('recovered')} AS wait ${rowsOf('recovered')} ORDER BY 1`,
  textsReplied: `SELECT ${waitOf('textsReplied')} AS wait ${rowsOf('textsReplied')} ORDER BY 1`,
})

export type Span = { from: number; to: number }
type Counts = Partial<Record<FigureId, number | null>>
type QuarterRow = Counts & { quarter: number; lineId: string | null }
type Some = Pick<Record<FigureId, number>, 'callsIn' | 'answered' | 'missed' | 'textsIn'>

/**
 * Everything that passed in a span (ms UTC), counted as shared/rules/figures.ts says, by day, hour and line of the practice.
 * @param now ms UTC: what is promised for later is not late yet
 */
export function insightsOf(db: ReadableDB, { from, to }: Span, now: number): Insights {
  const { timeZone } = practiceOf(db)
  const span = { from, to, now }
  const quarters = [...(sql(db).calls.all(span) as QuarterRow[]), ...(sql(db).texts.all(span) as QuarterRow[])]
  const rest = [sql(db).textBacks.get(span), sql(db).promises.get(span)] as Counts[]
  const counts = Object.fromEntries(FIGURES.map((id) => [id, 0])) as Record<FigureId, number>
  for (const row of [...quarters, ...rest]) for (const id of FIGURES) counts[id] += row[id] ?? 0
  const clock = clockOf(timeZone)
  const byDay = sumBy(quarters, ({ quarter }) => clock(quarter).day)
  const byLine = sumBy(quarters, ({ lineId }) => lineId ?? '')
  const byHour = sumBy(quarters, ({ quarter }) => clock(quarter).hour)
  return {
    counts,
    waits: { recovered: spread(waitsIn(db, 'recovered', span)), textsReplied: spread(waitsIn(db, 'textsReplied', span)) },
    byDay: daysIn(from, to, timeZone).map((day) => ({ day, ...(byDay.get(day) ?? nothing()) })),
    byLine: [...byLine].map(([lineId, some]) => ({ lineId: lineId || null, name: lineName(db, lineId || null), ...some })).toSorted((a, b) => b.callsIn + b.textsIn - a.callsIn - a.textsIn),
    byHour: [...byHour].flatMap(([hour, { callsIn, missed }]) => (callsIn === 0 ? [] : [{ weekday: Math.floor(hour / 24), hour: hour % 24, callsIn, missed }])),
  }
}

function waitsIn(db: ReadableDB, id: 'recovered' | 'textsReplied', span: Span & { now: number }): number[] {
  return (sql(db)[id].all(span) as { wait: number }[]).map(({ wait }) => wait)
}

/** The median and the ninth tenth (nearest rank) of times in order, or null of none. */
function spread(sorted: readonly number[]): { median: number; p90: number } | null {
  const rank = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
  return sorted.length === 0 ? null : { median: rank(0.5), p90: rank(0.9) }
}

const nothing = (): Some => ({ callsIn: 0, answered: 0, missed: 0, textsIn: 0 })

function sumBy<K>(rows: readonly QuarterRow[], key: (row: QuarterRow) => K): Map<K, Some> {
  const sums = new Map<K, Some>()
  for (const row of rows) {
    const sum = sums.get(key(row)) ?? nothing()
    for (const id of Object.keys(sum) as (keyof Some)[]) sum[id] += row[id] ?? 0
    sums.set(key(row), sum)
  }
  return sums
}

/** The day of the practice, and the hour of its week (0 is Monday at midnight), of a quarter of an hour since 1970. */
function clockOf(timeZone: string): (quarter: number) => { day: string; hour: number } {
  const known = new Map<number, { day: string; hour: number }>()
  return (quarter) => {
    const before = known.get(quarter)
    if (before) return before
    const day = dayKey(quarter * QUARTER, timeZone)
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const made = { day, hour: weekday * 24 + localHour(quarter * QUARTER, timeZone) }
    known.set(quarter, made)
    return made
  }
}
