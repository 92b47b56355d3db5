import type Database from 'better-sqlite3'
import type { HistoryFilter } from '@shared/contract/views.ts'
import { FIGURES } from '@shared/rules/figures.ts'
import { DAY } from '@shared/time.ts'
import { historyPage } from '../../electron/core/history/page.ts'
import { listOf } from '../../electron/core/insights/list.ts'
import { insightsOf, type Span } from '../../electron/core/insights/of.ts'
import { openDatabase, type ReadableDB } from '../../electron/core/journal/database.ts'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { timeFigure, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { numbersOfOnePerson } from './lookup.ts'
import { LINE } from './practice/events.ts'
import { PRACTICE_NOW, YEARS } from './practice/model.ts'
import { bare, execute, recording, timed } from './recorded.ts'

type Work = (db: ReadableDB) => void

const MONTHS = YEARS * 12
const PAGES = 120

/**
 * (o) Insights of a day, a month and a year, and the list behind each figure of a month; (p) History: its first page, the pages after it, and pages by filters
 * that hardly anything passes. The floor is the same statements with the same parameters, executed bare. Both read what the other has not.
 */
export function measureLookingBack(practice: Practice): Record<string, Figure> {
  const back = (days: number) => (index: number): Span => ({ from: PRACTICE_NOW - (index + 1) * days * DAY, to: PRACTICE_NOW - index * days * DAY })
  const random = createRandom(8)
  const ofSpan = (span: Span): Work => (db) => void insightsOf(db, span, PRACTICE_NOW)
  const spans = (days: number, count: number): Work[] => random.shuffle(Array.from({ length: count }, (_, index) => back(days)(index))).map(ofSpan)
  const lists = random.shuffle(Array.from({ length: MONTHS }, (_, index) => back(30)(index)).flatMap((span) => FIGURES.map((figure): Work => (db) => void listOf(db, figure, span, 50, 0, PRACTICE_NOW))))
  const within = { text: 'p99 <= 50 ms', ratio: Infinity, p99: 50 }
  return {
    'insights.day': inTurns(practice, spans(1, 200), within),
    'insights.month': inTurns(practice, spans(30, MONTHS), within),
    // The screen asks for a month at most: a year tells what a larger practice would wait for its months.
    'insights.year': inTurns(practice, Array.from({ length: 8 }, (_, index) => ofSpan({ from: PRACTICE_NOW - (index * 90 + 365) * DAY, to: PRACTICE_NOW - index * 90 * DAY })), { text: 'ratio <= 2', ratio: 2 }),
    'insights.list': inTurns(practice, lists, within),
    'history.first': inTurns(practice, Array.from({ length: PAGES }, () => page({}, null)), within),
    'history.next': inTurns(practice, Array.from({ length: PAGES }, (_, index) => page({}, `${PRACTICE_NOW - index * 9 * DAY} `)), within),
    'history.rare': inTurns(practice, rareFilters(practice).map((filter) => page(filter, null)), within),
  }
}

const page = (filter: HistoryFilter, after: string | null): Work => (db) => void historyPage(db, filter, after, PRACTICE_NOW)

/** What nothing or hardly anything passes, alone and together with what much passes. */
function rareFilters({ file, key }: Practice): HistoryFilter[] {
  const db = openDatabase(file, key)
  const numbers = createRandom(9).shuffle(numbersOfOnePerson(db))
  db.close()
  const staff = ['ana', 'ben', 'carla', 'dev', 'elif']
  return staff.flatMap((staffId, index): HistoryFilter[] => [
    { outcome: 'failed' }, { outcome: 'ringing', lineId: LINE }, { staffId, outcome: 'note' }, { staffId, outcome: 'automatic' }, { staffId, lineId: LINE, outcome: 'textOut' }, { lineId: 'gone' },
    { number: numbers[index] ?? '', outcome: 'voicemail' }, { number: numbers[index + 10] ?? '', staffId }, { from: '2024-03-01', to: '2024-03-02', staffId, outcome: 'note' }, { words: 'parking', staffId, outcome: 'note' },
  ])
}

/** Each piece of work by the app and, in turn, another by its floor; what the floor executes was noted through another connection. */
function inTurns({ file, key }: Practice, work: readonly Work[], goal: Parameters<typeof timeFigure>[2]): Figure {
  const noting = openDatabase(file, key)
  const recorder = recording(noting)
  const noted = work.filter((_, index) => index % 2 === 1).map((one) => {
    one(recorder.db)
    return recorder.taken()
  })
  noting.close()
  const db = openDatabase(file, key)
  try {
    const known = new Map<string, Database.Statement<unknown[]>>()
    const floors = noted.map((executions) => bare(db, executions, known))
    const samples: number[] = []
    const bares: number[] = []
    for (const [index, one] of work.filter((_, at) => at % 2 === 0).entries()) {
      samples.push(timed(() => one(db)))
      bares.push(timed(() => execute(floors[index] ?? [])))
    }
    return timeFigure(samples, bares, goal)
  } finally {
    db.close()
  }
}
