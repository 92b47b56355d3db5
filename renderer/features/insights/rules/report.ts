import type { Insights } from '@shared/contract/views.ts'
import { DEFINITIONS, FIGURES } from '@shared/rules/figures.ts'
import { duration } from '@renderer/ui/format.ts'
import { csvOf } from '@renderer/ui/csv.ts'
import type { SheetEntry } from './entries.ts'

type Report = {
  /** "Lakeside Family Clinic, March 2026". */
  title: string
  now: Insights
  before: Insights
  /** What the second column of figures is. */
  beforeTitle: string
  /** Each call and text, for a day sheet; null in a report of more than a day. */
  entries: readonly SheetEntry[] | null
  withNames: boolean
  /** A moment, ms UTC, as it is to be read there. */
  when: (at: number) => string
}

/** The day sheet or month report as CSV (RFC 4180): the figures with what they count, the days, and for one day every call and text. Without names, neither names nor numbers stand in it. */
export function reportCsv({ title, now, before, beforeTitle, entries, withNames, when }: Report): string {
  const speeds = [['Reached again', now.waits.recovered], ['Texts replied to', now.waits.textsReplied]] as const
  return csvOf([
    [title],
    [],
    ['Figure', 'Count', beforeTitle, 'What is counted'],
    ...FIGURES.map((id) => [DEFINITIONS[id].title, String(now.counts[id]), String(before.counts[id]), DEFINITIONS[id].means]),
    ...speeds.flatMap(([name, wait]) => (wait ? [[`${name}, half within`, duration(wait.median)], [`${name}, nine in ten within`, duration(wait.p90)]] : [])),
    [],
    ['Day', 'Calls in', 'Answered', 'Missed', 'Texts in'],
    ...now.byDay.map(({ day, callsIn, answered, missed, textsIn }) => [day, callsIn, answered, missed, textsIn].map(String)),
    [],
    ['Line', 'Calls in', 'Answered', 'Missed', 'Texts in'],
    ...now.byLine.map(({ name, callsIn, answered, missed, textsIn }) => [name, callsIn, answered, missed, textsIn].map(String)),
    ...(entries ? [[], ['When', 'What', ...(withNames ? ['Name', 'Number'] : [])], ...entries.map(({ at, what, who }) => [when(at), what, ...(who ? [who.name ?? '', who.display] : [])])] : []),
  ])
}
