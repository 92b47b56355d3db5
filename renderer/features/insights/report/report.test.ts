import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Insights, PracticeView } from '@shared/contract/views.ts'
import { DEFINITIONS, FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { MINUTE } from '@shared/time.ts'
import { sheetEntry } from '../rules/entries.ts'
import { DaySheet } from './day-sheet.tsx'
import { FiguresPage } from './figures-page.tsx'

const hours = { mon: [], tue: [{ from: '08:00', to: '17:00' }], wed: [], thu: [], fri: [], sat: [], sun: [] }
const practice = { name: 'Lakeside & Sons', phone: '(555) 010-0100', timeZone: 'America/Chicago', hours, holidays: [] } as unknown as PracticeView
const day = { day: '2026-03-10', callsIn: 2, answered: 1, missed: 1, textsIn: 1 }
const at = Date.parse('2026-03-10T14:12:00Z')
const entry = (id: string, name: string | null, waited: number | null = null) => ({ id, conversationId: '+15550100177', at, name, display: '(555) 010-0177', waited })

function sheet(withNames: boolean): string {
  const entries = [sheetEntry('recovered', entry('a', 'Maria <Alvarez>', 12 * MINUTE), withNames), sheetEntry('answered', entry('b', null), withNames), sheetEntry('textsIn', entry('c', 'Devon Okafor'), withNames)]
  return renderToStaticMarkup(createElement(DaySheet, { head: { practice: practice.name, made: 'Made now by Ana Lopez', withNames }, level: 2, day, entries, practice }))
}

test('a day sheet says the day, when the doors were open, and of each call and text when, what, with whom and what came of it', () => {
  const html = sheet(true)
  for (const words of ['Lakeside &amp; Sons', 'Tuesday, Mar 10, 2026', 'Open 8 AM to 5 PM', 'Made now by Ana Lopez', '9:12 AM', 'Missed, reached after 12 min', 'Maria &lt;Alvarez&gt;', '(555) 010-0177', 'Not known', 'Text', '3 calls and texts in all']) expect(html).toContain(words)
  expect(html).toContain('data-names="with"')
})

test('without names nothing of anybody stands in it, not even where nobody sees it', () => {
  const html = sheet(false)
  expect(html).toContain('data-names="without"')
  expect(html).toContain('Missed, reached after 12 min')
  expect(html).not.toMatch(/Maria|Alvarez|Devon|Okafor|Not known|0177|\+1555/)
})

test('a day on which the doors were closed and nobody called says so', () => {
  const html = renderToStaticMarkup(createElement(DaySheet, { head: { practice: 'Clinic', made: 'Made now', withNames: false }, level: 1, day: { day: '2026-03-11', callsIn: 0, answered: 0, missed: 0, textsIn: 0 }, entries: [], practice }))
  expect(html).toContain('Closed')
  expect(html).toContain('No call and no text came in.')
})

test('the first page holds every figure with what it counts and the change, every day, and the number of each hour', () => {
  const counts = { ...(Object.fromEntries(FIGURES.map((id) => [id, 0])) as Record<FigureId, number>), callsIn: 4, missed: 1 }
  const now: Insights = { counts, waits: { recovered: null, textsReplied: { median: MINUTE, p90: 5 * MINUTE } }, byDay: [day], byLine: [], byHour: [{ weekday: 1, hour: 19, callsIn: 4, missed: 1 }] }
  const html = renderToStaticMarkup(createElement(FiguresPage, { head: { practice: 'Clinic', made: 'Made now', withNames: false }, title: 'March 2026', looked: { now, before: { ...now, counts: { ...counts, callsIn: 1 } } }, against: 'the month before', practice }))
  for (const id of FIGURES) expect(html).toContain(DEFINITIONS[id].means)
  for (const words of ['March 2026', '3 more than the month before', '25% of the calls in', 'half within 1 min, nine in ten within 5 min', 'Tue, Mar 10', '8 AM to 5 PM']) expect(html).toContain(words)
  expect(html).toMatch(/7 PM<\/th><td data-shade="0">0<\/td><td data-shade="4">4<\/td>/)
})
