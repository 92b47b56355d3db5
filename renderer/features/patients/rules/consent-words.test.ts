import { expect, it } from 'vitest'
import { statusInWords, type ConsentNumber } from './consent-words.ts'

const date = (at: number): string => `day ${at}`
const base: ConsentNumber = { number: '+15550100177', display: '(555) 010-0177', status: 'none', since: null, changes: [] }
const change = { at: 3, wording: '', by: 'Ana Lopez' }

it('says in a few words where the consent of a number stands', () => {
  const out: ConsentNumber = { ...base, status: 'out', since: 3, changes: [{ ...change, change: 'out', how: 'texted “STOP”' }] }
  expect(statusInWords(out, date)).toBe('texts stopped day 3 · texted “STOP”')
  expect(statusInWords({ ...base, status: 'in', since: 3, changes: [{ ...change, change: 'in', how: 'texted “START”' }] }, date)).toBe('texts allowed again day 3 · texted “START”')
  expect(statusInWords({ ...base, status: 'given', since: 3, changes: [{ ...change, change: 'given', how: 'form' }] }, date)).toBe('agreed on day 3, by form')
  expect(statusInWords({ ...base, status: 'theyWrote', since: 3 }, date)).toBe('they wrote first')
  expect(statusInWords(base, date)).toBe('nothing noted yet')
})

it('leaves out what was said while names are hidden', () => {
  const out: ConsentNumber = { ...base, status: 'out', since: 3, changes: [{ ...change, change: 'out', how: 'texted “STOP”' }] }
  expect(statusInWords(out, date, true)).toBe('texts stopped day 3')
})
