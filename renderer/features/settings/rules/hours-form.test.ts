import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayProblem, hoursInWeek, likeMonday, toHours, toHoursForm, withBreak, withoutBreak, WEEKDAYS } from './hours-form.ts'

const weekday = [{ from: '08:00', to: '17:00' }]
const hours = { mon: weekday, tue: weekday, wed: [], thu: weekday, fri: [{ from: '08:00', to: '24:00' }], sat: [], sun: [] }

describe('toHoursForm and toHours', () => {
  it('give the same hours back, with midnight as a field can show it', () => {
    expect(toHours(toHoursForm(hours))).toEqual({ ...hours, fri: [{ from: '08:00', to: '00:00' }] })
  })

  it('offers times for a closed day that is opened', () => {
    const form = toHoursForm(hours)
    expect(toHours({ ...form, wed: { ...form.wed, open: true } }).wed).toEqual([{ from: '08:00', to: '17:00' }])
  })
})

describe('dayProblem', () => {
  const day = (...spans: { from: string; to: string }[]) => ({ open: true, spans })

  it('finds nothing wrong with a plain day, a lunch break, and closing at midnight', () => {
    expect(dayProblem('mon', day({ from: '08:00', to: '17:00' }))).toBeNull()
    expect(dayProblem('mon', day({ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }))).toBeNull()
    expect(dayProblem('mon', day({ from: '18:00', to: '00:00' }))).toBeNull()
  })

  it('says in plain words what is wrong', () => {
    expect(dayProblem('mon', day({ from: '17:00', to: '08:00' }))).toBe('Monday closes at or before the time it opens.')
    expect(dayProblem('tue', day({ from: '', to: '08:00' }))).toBe('Tuesday is missing a time.')
    expect(dayProblem('wed', day({ from: '08:00', to: '13:00' }, { from: '12:30', to: '17:00' }))).toMatch(/begins before/)
    expect(dayProblem('wed', day({ from: '13:00', to: '17:00' }, { from: '08:00', to: '12:00' }))).toMatch(/begins before/)
  })

  it('does not care about the times of a closed day', () => {
    expect(dayProblem('sun', { open: false, spans: [{ from: '', to: '' }] })).toBeNull()
  })
})

describe('a break', () => {
  it('is cut out around noon, and taken back', () => {
    const cut = withBreak({ open: true, spans: weekday })
    expect(cut.spans).toEqual([{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }])
    expect(withoutBreak(cut).spans).toEqual(weekday)
  })

  it('makes a day that can be saved, whatever the day was', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
    fc.assert(
      fc.property(time, time, (from, to) => {
        const day = { open: true, spans: [{ from, to }] }
        fc.pre(dayProblem('mon', day) === null && to < '23:00' && to !== '00:00')
        expect(dayProblem('mon', withBreak(day))).toBeNull()
      }),
    )
  })
})

it('copies Monday to the weekdays and leaves the weekend alone', () => {
  const form = likeMonday(toHoursForm(hours))
  for (const day of WEEKDAYS.slice(0, 5)) expect(toHours(form)[day]).toEqual(weekday)
  expect(toHours(form).sat).toEqual([])
})

it('adds up the hours of a week', () => {
  expect(hoursInWeek(toHoursForm(hours))).toBe(9 * 3 + 16)
})
