import type { Insights } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { localHour } from '@shared/rules/local-time.ts'
import { addDays, daysIn, dayStart } from '@shared/rules/periods.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { lineName } from '../lines/queries.ts'
import { practiceOf } from '../practice/queries.ts'
import { countsByTimeAndLine, countsOf } from './figures.ts'

/** Every time zone begins its hours at a whole quarter of an hour of UTC, so what passed in one quarter passed in one hour and day. */
const QUARTER = 15 * MINUTE

const sql = statements({
  calls: countsByTimeAndLine('calls', QUARTER),
  texts: countsByTimeAndLine('texts', QUARTER),
  textBacks: countsOf('textBacks'),
  promises: countsOf('promises'),
})

export type Span = { from: number; to: number }
type Counts = Partial<Record<FigureId, number | null>>
type QuarterRow = Counts & { quarter: number; recoveredWaits?: string; textsRepliedWaits?: string }
type LineRow = Counts & { quarter: null; lineId: string | null }
type Some = Pick<Record<FigureId, number>, 'callsIn' | 'answered' | 'missed' | 'textsIn'>

/** Days read at one go: meanwhile the core hears no phone. */
const AT_ONCE = 3 * DAY

/** What was read of a span; what was read of spans that follow each other adds up. */
type Read = { rows: (QuarterRow | LineRow)[]; rest: Counts[] }

function read(db: ReadableDB, { from, to }: Span, now: number): Read {
  const span = { from, to, now }
  return { rows: [...sql(db).calls.all(span), ...sql(db).texts.all(span)] as Read['rows'], rest: [sql(db).textBacks.get(span), sql(db).promises.get(span)] as Counts[] }
}

/**
 * Everything that passed in a span (ms UTC), counted as shared/rules/figures.ts says, by day, hour and line of the practice.
 * @param now ms UTC: what is promised for later is not late yet
 */
export function insightsOf(db: ReadableDB, span: Span, now: number): Insights {
  return addedUp(db, span, [read(db, span, now)])
}

/** The same a few days at a time, so that a call that rings meanwhile is heard. @param pause lets everything else go first; refuses when the file was closed */
export async function insightsInTurns(db: ReadableDB, span: Span, now: number, pause: () => Promise<void>): Promise<Insights> {
  const reads: Read[] = []
  for (let from = span.from; from < span.to; from += AT_ONCE) {
    if (from > span.from) await pause()
    reads.push(read(db, { from, to: Math.min(span.to, from + AT_ONCE) }, now))
  }
  return addedUp(db, span, reads)
}

function addedUp(db: ReadableDB, { from, to }: Span, reads: readonly Read[]): Insights {
  const { timeZone } = practiceOf(db)
  const rows = reads.flatMap((one) => one.rows)
  const rest = reads.flatMap((one) => one.rest)
  const quarters = rows.filter((row): row is QuarterRow => row.quarter !== null)
  const lines = rows.filter((row): row is LineRow => row.quarter === null)
  const counts = Object.fromEntries(FIGURES.map((id) => [id, 0])) as Record<FigureId, number>
  for (const row of [...quarters, ...rest]) for (const id of FIGURES) counts[id] += row[id] ?? 0
  const days = daysIn(from, to, timeZone)
  const clock = clockOf(days, timeZone)
  const byDay = sumBy(quarters, ({ quarter }) => clock(quarter).day)
  const byLine = sumBy(lines, ({ lineId }) => lineId ?? '')
  const byHour = sumBy(quarters, ({ quarter }) => clock(quarter).hour)
  return {
    counts,
    waits: { recovered: spread(quarters.map(({ recoveredWaits }) => recoveredWaits)), textsReplied: spread(quarters.map(({ textsRepliedWaits }) => textsRepliedWaits)) },
    byDay: days.map((day) => ({ day, ...(byDay.get(day) ?? nothing()) })),
    byLine: [...byLine].map(([lineId, some]) => ({ lineId: lineId || null, name: lineName(db, lineId || null), ...some })).toSorted((a, b) => b.callsIn + b.textsIn - a.callsIn - a.textsIn || a.name.localeCompare(b.name)),
    byHour: [...byHour].sort(([a], [b]) => a - b).flatMap(([hour, { callsIn, missed }]) => (callsIn === 0 ? [] : [{ weekday: Math.floor(hour / 24), hour: hour % 24, callsIn, missed }])),
  }
}

/** The median and the ninth tenth (nearest rank) of times in ms, told as JSON by quarter; null of none. */
function spread(told: readonly (string | undefined)[]): { median: number; p90: number } | null {
  const sorted = told.flatMap((times) => (times === undefined || times === '[]' ? [] : (JSON.parse(times) as number[]))).sort((a, b) => a - b)
  const rank = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
  return sorted.length === 0 ? null : { median: rank(0.5), p90: rank(0.9) }
}

const nothing = (): Some => ({ callsIn: 0, answered: 0, missed: 0, textsIn: 0 })

function sumBy<R extends Counts, K>(rows: readonly R[], key: (row: R) => K): Map<K, Some> {
  const sums = new Map<K, Some>()
  for (const row of rows) {
    const sum = sums.get(key(row)) ?? nothing()
    for (const id of Object.keys(sum) as (keyof Some)[]) sum[id] += row[id] ?? 0
    sums.set(key(row), sum)
  }
  return sums
}

/** The day of the practice, and the hour of its week (0 is Monday at midnight), of a quarter of an hour since 1970. */
function clockOf(days: readonly string[], timeZone: string): (quarter: number) => { day: string; hour: number } {
  const starts = days.map((day) => ({ day, start: dayStart(day, timeZone), end: dayStart(addDays(day, 1), timeZone), monday: (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7 }))
  const known = new Map<number, { day: string; hour: number }>()
  return (quarter) => {
    const before = known.get(quarter)
    if (before) return before
    const at = quarter * QUARTER
    const found = starts.findLast(({ start }) => start <= at) ?? starts[0]
    if (!found) throw new Error('what passed in a span passed on one of its days')
    // Asking the calendar costs far more than counting, and is needed only on the days of a change of clocks.
    const hour = found.end - found.start === DAY ? Math.floor((at - found.start) / HOUR) : localHour(at, timeZone)
    const made = { day: found.day, hour: found.monday * 24 + hour }
    known.set(quarter, made)
    return made
  }
}
