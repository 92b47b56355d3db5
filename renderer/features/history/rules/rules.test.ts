import { expect, test } from 'vitest'
import { HOUR } from '@shared/time.ts'
import { byDay } from './by-day.ts'
import { commonDays, daysInWords } from './days.ts'
import { journalCsv } from './journal-csv.ts'
import { outcomeOnRow } from './outcome-words.ts'

const ZONE = 'America/Chicago'
// The day on which summer time begins there.
const NOON = Date.UTC(2026, 2, 8, 17)

test('days are the practice’s, also over a change of clocks, and are said as they were chosen', () => {
  expect(commonDays(NOON, ZONE)).toEqual([
    { label: 'Today', days: { from: '2026-03-08', to: '2026-03-08' } },
    { label: 'Yesterday', days: { from: '2026-03-07', to: '2026-03-07' } },
    { label: 'Last 7 days', days: { from: '2026-03-02', to: '2026-03-08' } },
    { label: 'Last 30 days', days: { from: '2026-02-07', to: '2026-03-08' } },
  ])
  expect(daysInWords({ from: '2026-03-07', to: '2026-03-07' }, NOON, ZONE)).toBe('Yesterday')
  expect(daysInWords({ from: '2026-01-02', to: '2026-01-02' }, NOON, ZONE)).toBe('Jan 2, 2026')
  expect(daysInWords({ from: '2026-01-02', to: '2026-01-05' }, NOON, ZONE)).toBe('Jan 2, 2026 to Jan 5, 2026')
  expect(daysInWords({ from: '2026-01-02' }, NOON, ZONE)).toBe('Since Jan 2, 2026')
  expect(daysInWords({ to: '2026-01-02' }, NOON, ZONE)).toBe('Until Jan 2, 2026')
  expect(daysInWords({}, NOON, ZONE)).toBeNull()
})

test('a heading stands before the first row of each day of the practice', () => {
  const rows = [NOON, NOON - HOUR, NOON - 11 * HOUR, NOON - 12 * HOUR].map((at) => ({ at }))
  // 12:00 and 11:00 on the 8th, 0:00 in winter time still, and 23:00 on the 7th.
  expect(byDay(rows, ({ at }) => String(at), ZONE).map(({ kind, at }) => (kind === 'day' ? 'day' : (at - NOON) / HOUR))).toEqual(['day', 0, -1, -11, 'day', -12])
})

test('a call of ours that they took reads another way than one of theirs', () => {
  expect([outcomeOnRow('answered', true), outcomeOnRow('answered', false), outcomeOnRow('missed', true)]).toEqual(['Call answered', 'We called', 'Missed call'])
})

test('the file says the zone, keeps words with commas together, and hands no formula to a spreadsheet', () => {
  const csv = journalCsv([{ seq: 1, at: 0, by: 'Ana', did: 'wrote a note', about: null, words: '=1+1, "so"' }], () => '1970-01-01 00:00', ZONE)
  expect(csv).toBe(`When (America/Chicago),Who,What,About,Words\r\n1970-01-01 00:00,Ana,wrote a note,,"'=1+1, ""so"""\r\n`)
})
