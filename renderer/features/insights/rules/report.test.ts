import { expect, test } from 'vitest'
import type { Insights } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { MINUTE } from '@shared/time.ts'
import { sheetEntry } from './entries.ts'
import { reportCsv } from './report.ts'

const counts = { ...(Object.fromEntries(FIGURES.map((id) => [id, 0])) as Record<FigureId, number>), callsIn: 2, missed: 1 }
const some = { callsIn: 2, answered: 1, missed: 1, textsIn: 0 }
const now: Insights = { counts, waits: { recovered: { median: 5 * MINUTE, p90: 9 * MINUTE }, textsReplied: null }, byDay: [{ day: '2026-03-10', ...some }], byLine: [{ lineId: 'main', name: '=Main', ...some }], byHour: [] }
const entry = { id: 'c', conversationId: '+15550100177', at: 7, name: 'Maria Alvarez', display: '(555) 010-0177', waited: null }
const report = (withNames: boolean) => reportCsv({ title: 'Clinic, Mar 10', now, before: now, beforeTitle: 'The day before', entries: [sheetEntry('notReached', entry, withNames)], withNames, when: (at) => `at ${at}` })

test('a day sheet holds the figures, the day, the lines and every call; what starts like a formula is words', () => {
  const rows = report(true).split('\r\n')
  expect(rows).toContain('2026-03-10,2,1,1,0')
  expect(rows).toContain("'=Main,2,1,1,0")
  expect(rows).toContain('"Reached again, half within",5 min')
  expect(rows).toContain('at 7,"Missed, not reached",Maria Alvarez,(555) 010-0177')
})

test('without names, neither a name nor a number stands in it', () => {
  expect(report(false)).toContain('at 7,"Missed, not reached"\r\n')
  expect(report(false)).not.toMatch(/Maria|Alvarez|0177/)
})
