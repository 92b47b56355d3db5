import type { Insights } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { localHour } from '@shared/rules/local-time.ts'
import { addDays, daysIn, dayStart } from '@shared/rules/periods.ts'
import { DAY, HOUR, QUARTER } from '@shared/time.ts'
import { linesOfKinds } from '../conversations/kinds.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { lineName } from '../lines/queries.ts'
import { practiceOf } from '../practice/queries.ts'
import { BIT, type CountedFigure } from './counting.ts'
import { NOT_CLOSED, PASSED, PROMISE_TOTALS } from './figures.ts'

/** Every time zone begins its hours at a whole quarter of an hour of UTC, so what passed in one quarter passed in one hour and day. */

const sql = statements({ passed: PASSED, notClosed: NOT_CLOSED, promises: PROMISE_TOTALS })

export type Span = { from: number; to: number }
type Some = Pick<Record<FigureId, number>, 'callsIn' | 'answered' | 'missed' | 'textsIn'>
type Passed = { at: number; figures: number; kind: number; took: number | null }
type NotClosed = { notClosed: number; putOff: number; leftOver: number }

/** What counts as one of `Some`: the others of them are calls too. */
const ANY = BIT.callsIn | BIT.textsIn
const WAITED = ['recovered', 'textsReplied'] as const
const COUNTED = Object.keys(BIT) as CountedFigure[]

type Day = { day: string; begins: number; ends: number }

/** The days of the practice in a span, from midnight to midnight. */
function daysOf(db: ReadableDB, { from, to }: Span): Day[] {
  const { timeZone } = practiceOf(db)
  const days = daysIn(from, to, timeZone)
  const midnights = [...days, ...days.slice(-1).map((last) => addDays(last, 1))].map((day) => dayStart(day, timeZone))
  return days.map((day, index) => ({ day, begins: midnights[index] ?? from, ends: midnights[index + 1] ?? to }))
}

/** What the statements ask for: the span, as much of each of its days as lies in it and when that day ends, and the time at which one looks. */
export function parametersOf(db: ReadableDB, { from, to }: Span, now: number, days = daysOf(db, { from, to })): { from: number; to: number; now: number; days: string } {
  return { from, to, now, days: JSON.stringify(days.map(({ begins, ends }) => [Math.max(from, begins), Math.min(to, ends), ends])) }
}

/**
 * Everything that passed in a span (ms UTC), counted as shared/rules/figures.ts says, by day, hour and line of the practice.
 * @param now ms UTC: what is promised for later is not late yet, and nobody is left from a day that goes on
 */
export function insightsOf(db: ReadableDB, span: Span, now: number): Insights {
  const days = daysOf(db, span)
  const of = parametersOf(db, span, now, days)
  const { notClosed, putOff, leftOver } = sql(db).notClosed.get(of) as NotClosed
  const counts = { ...Object.fromEntries(FIGURES.map((id) => [id, 0])), ...(sql(db).promises.get(of) as object), leftOver } as Record<FigureId, number>
  const waits = { recovered: [] as number[], textsReplied: [] as number[] }
  const [byFigures, byDay, byHour, byLine] = [new Map<number, number>(), new Map<string, Some>(), new Map<number, Some>(), new Map<string, Some>()]
  const clock = clockOf(days, practiceOf(db).timeZone)
  const lines = linesOfKinds(db)
  for (const { at, figures, kind, took } of sql(db).passed.all(of) as Passed[]) {
    byFigures.set(figures, (byFigures.get(figures) ?? 0) + 1)
    if (took !== null) for (const id of WAITED) if (figures & BIT[id]) waits[id].push(took)
    if ((figures & ANY) === 0) continue
    const { day, hour } = clock(at)
    add(byDay, day, figures)
    add(byHour, hour, figures)
    add(byLine, lines.get(kind) ?? '', figures)
  }
  for (const [figures, n] of byFigures) for (const id of COUNTED) if (figures & BIT[id]) counts[id] += n
  counts.dealtSameDay = counts.waited - notClosed + putOff
  return {
    counts,
    waits: { recovered: spread(waits.recovered), textsReplied: spread(waits.textsReplied) },
    byDay: days.map(({ day }) => ({ day, ...(byDay.get(day) ?? nothing()) })),
    byLine: [...byLine].map(([lineId, some]) => ({ lineId: lineId || null, name: lineName(db, lineId || null), ...some })).toSorted((a, b) => b.callsIn + b.textsIn - a.callsIn - a.textsIn || a.name.localeCompare(b.name)),
    byHour: [...byHour].sort(([a], [b]) => a - b).flatMap(([hour, { callsIn, missed }]) => (callsIn === 0 ? [] : [{ weekday: Math.floor(hour / 24), hour: hour % 24, callsIn, missed }])),
  }
}

/** The median and the ninth tenth (nearest rank) of some times, ms; null of none. */
function spread(times: readonly number[]): { median: number; p90: number } | null {
  const sorted = Float64Array.from(times).sort()
  const rank = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
  return sorted.length === 0 ? null : { median: rank(0.5), p90: rank(0.9) }
}

function add<K>(sums: Map<K, Some>, key: K, figures: number): void {
  const sum = sums.get(key) ?? nothing()
  if (figures & BIT.callsIn) sum.callsIn += 1
  if (figures & BIT.answered) sum.answered += 1
  if (figures & BIT.missed) sum.missed += 1
  if (figures & BIT.textsIn) sum.textsIn += 1
  sums.set(key, sum)
}

const nothing = (): Some => ({ callsIn: 0, answered: 0, missed: 0, textsIn: 0 })

/** The day of the practice, and the hour of its week (0 is Monday at midnight), of a moment. */
function clockOf(days: readonly Day[], timeZone: string): (at: number) => { day: string; hour: number } {
  const known = new Map<number, { day: string; hour: number }>()
  return (moment) => {
    const quarter = Math.floor(moment / QUARTER)
    const before = known.get(quarter)
    if (before) return before
    const at = quarter * QUARTER
    const found = days.findLast(({ begins }) => begins <= at) ?? days[0]
    if (!found) throw new Error('what passed in a span passed on one of its days')
    // Asking the calendar costs far more than counting, and is needed only on the days of a change of clocks.
    const hour = found.ends - found.begins === DAY ? Math.floor((at - found.begins) / HOUR) : localHour(at, timeZone)
    const monday = (new Date(`${found.day}T00:00:00Z`).getUTCDay() + 6) % 7
    const made = { day: found.day, hour: monday * 24 + hour }
    known.set(quarter, made)
    return made
  }
}
