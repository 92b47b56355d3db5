import { expect, it } from 'vitest'
import { addingProblem, splitAt, toHolidays, toHolidaysForm, withAdded, withoutHoliday } from './holidays-form.ts'

const christmas = { date: '2026-12-25', name: 'Christmas' }
const founders = { date: '2026-03-11', name: 'Founders’ Day' }
const form = toHolidaysForm([christmas, founders])
const plain = (date: string): string => date

it('keeps the list in the order of the dates', () => {
  expect(form.holidays).toEqual([founders, christmas])
  expect(withAdded({ ...form, adding: { date: '2026-07-04', name: ' Fourth of July ' } })).toEqual(toHolidaysForm([founders, { date: '2026-07-04', name: 'Fourth of July' }, christmas]))
})

it('saves what was typed and not added, too', () => {
  expect(toHolidays(form)).toEqual([founders, christmas])
  expect(toHolidays({ ...form, adding: { date: '2027-01-01', name: '' } })).toEqual([founders, christmas, { date: '2027-01-01', name: '' }])
})

it('refuses in words a date that is there already, one that is missing, and one too many', () => {
  expect(addingProblem(form, plain)).toBeNull()
  expect(addingProblem({ ...form, adding: { date: '2026-12-25', name: 'Again' } }, plain)).toBe('2026-12-25 is on the list already: Christmas.')
  expect(addingProblem({ ...form, adding: { date: '', name: 'Labor Day' } }, plain)).toMatch(/^Choose the date/)
  expect(addingProblem({ ...form, adding: { date: '20260-12-25', name: '' } }, plain)).toMatch(/four digits/)
  const full = Array.from({ length: 100 }, (_, day) => ({ date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10), name: '' }))
  expect(addingProblem({ holidays: full, adding: christmas }, plain)).toMatch(/^A hundred dates/)
})

it('tells those to come from those that have passed', () => {
  const year = [christmas, founders, { date: '2026-01-01', name: 'New Year' }]
  expect(splitAt(year, '2026-03-11')).toEqual({ coming: [founders, christmas], past: [{ date: '2026-01-01', name: 'New Year' }] })
  expect(withoutHoliday(year, '2026-12-25')).toHaveLength(2)
})
