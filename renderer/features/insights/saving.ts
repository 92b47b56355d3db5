import { createElement } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { dayKey } from '@shared/rules/local-time.ts'
import { paperOf } from '@shared/rules/paper.ts'
import { periodAt, type Period } from '@shared/rules/periods.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { actions, store } from '@renderer/store/index.ts'
import type { PracticeState } from '@renderer/store/state.ts'
import { download } from '@renderer/ui/download.ts'
import { clockTime, plainDate } from '@renderer/ui/format.ts'
import type { Looked } from './hooks/use-insights.ts'
import { DaySheet } from './report/day-sheet.tsx'
import { documentOf, markupOf } from './report/document.ts'
import { FiguresPage } from './report/figures-page.tsx'
import type { Head } from './report/report-page.tsx'
import { ON_SHEET, sheetEntry, type SheetEntry } from './rules/entries.ts'
import { periodName } from './rules/names.ts'
import { reportCsv } from './rules/report.ts'

/** As many as the contract gives at once; more in one day nobody reads. */
const MOST = 5000

type Saving = { kind: 'idle' } | { kind: 'reading'; done: number; of: number } | { kind: 'making' }
type Wanted = { period: Period; looked: Looked; against: string; withNames: boolean }

/** A report that is being saved; it goes on while another screen is looked at. */
const saving = createStore<Saving>(() => ({ kind: 'idle' }))
export const useSaving = (): Saving => useStore(saving)

/** Counts up, so that a report that was given up notices. */
let turn = 0

/** Gives up the report that is being saved; nothing of it is left. */
export function stopSaving(): void {
  turn += 1
  saving.setState({ kind: 'idle' }, true)
  window.rapport.stopReport()
}

/** The day sheet, or the figures of a week or month and a sheet for each day on which somebody called or wrote, as PDF. */
export async function savePdf({ period, looked, against, withNames }: Wanted): Promise<void> {
  const state = store.getState().practice
  if (!state || saving.getState().kind !== 'idle') return
  const mine = ++turn
  const goesOn = (): boolean => mine === turn && store.getState().practice?.which === state.which
  const { practice } = state
  const isDay = period.kind === 'day'
  if (!(await noteExport(period, 'pdf', withNames))) return
  const head: Head = { practice: practice.name, made: madeInWords(state), withNames }
  const parts = isDay ? [] : [markupOf(createElement(FiguresPage, { head, title: periodName(period), looked, against, practice }))]
  const days = isDay ? looked.now.byDay : looked.now.byDay.filter(({ callsIn, textsIn }) => callsIn + textsIn > 0)
  for (const [index, day] of days.entries()) {
    saving.setState({ kind: 'reading', done: index, of: days.length }, true)
    const entries = await entriesOf(periodAt('day', day.day, practice.timeZone), withNames)
    if (!goesOn() || !entries) return finish(mine)
    parts.push(markupOf(createElement(DaySheet, { head, level: isDay ? 1 : 2, day, entries, practice })))
  }
  saving.setState({ kind: 'making' }, true)
  const reply = await window.rapport.saveReport({ name: fileName(period, 'pdf'), html: documentOf(`${practice.name}, ${periodName(period)}`, parts), paper: paperOf(practice.country) })
  finish(mine)
  if (!reply.ok) actions.toast(reply.error.message, 'miss', null, null, true)
  else if (reply.value.saved) actions.toast(isDay ? 'The day sheet is saved' : 'The report is saved', 'done', null, null, true)
}

function finish(mine: number): void {
  if (mine === turn) saving.setState({ kind: 'idle' }, true)
}

/** The same figures as CSV; for a day with each call and text. */
export async function saveCsv({ period, looked, against, withNames }: Wanted): Promise<void> {
  const state = store.getState().practice
  if (!state) return
  const { practice } = state
  // The figures of a week or month name nobody.
  if (!(await noteExport(period, 'csv', withNames && period.kind === 'day'))) return
  const entries = period.kind === 'day' ? await entriesOf(period, withNames) : null
  if (period.kind === 'day' && !entries) return
  const when = (at: number): string => momentInWords(at, practice.timeZone)
  const csv = reportCsv({ title: `${practice.name}, ${periodName(period)}`, ...looked, beforeTitle: against, entries, withNames, when })
  download(fileName(period, 'csv'), 'text/csv', csv)
}

/** Who took out what stands in the journal before there is a file; false where it could not be written, which was said then. */
async function noteExport({ kind, days }: Period, as: 'pdf' | 'csv', withNames: boolean): Promise<boolean> {
  return (await actions.ask('data.export', { what: kind === 'day' ? 'daySheet' : 'report', as, withNames, from: days[0] ?? null, to: days.at(-1) ?? null, patientId: null })) !== null
}

/** Every call and text of a span, the oldest first; null where they cannot be read, which was said then. */
async function entriesOf({ from, to }: { from: number; to: number }, withNames: boolean): Promise<SheetEntry[] | null> {
  const lists = await Promise.all(ON_SHEET.map((figure) => actions.ask('insights.listOf', { figure, from, to, limit: MOST })))
  const entries: SheetEntry[] = []
  for (const [index, figure] of ON_SHEET.entries()) {
    const list = lists[index]
    if (!list) return null
    entries.push(...list.entries.map((entry) => sheetEntry(figure, entry, withNames)))
  }
  return entries.sort((a, b) => a.at - b.at)
}

function fileName({ kind, days }: Period, ending: 'pdf' | 'csv'): string {
  return `rapport-${kind === 'day' ? 'day-sheet' : `${kind}-report`}-${days[0] ?? ''}.${ending}`
}

/** "Made Mar 10, 2026, 5:12 PM by Ana Lopez" */
function madeInWords({ practice, me, staff }: PracticeState): string {
  const by = me === null ? undefined : staff[me]?.name
  return `Made ${momentInWords(practiceNow(), practice.timeZone)}${by === undefined ? '' : ` by ${by}`}`
}

function momentInWords(at: number, timeZone: string): string {
  return `${plainDate(dayKey(at, timeZone))}, ${clockTime(at, timeZone)}`
}
