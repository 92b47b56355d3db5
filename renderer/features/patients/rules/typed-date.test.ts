import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { birthDateProblem, orderIn, readSince, readTypedDate, typedDate } from './typed-date.ts'

const NOW = Date.UTC(2025, 2, 11, 15)
const ZONE = 'America/Chicago'

describe('a birth date as the desk types it', () => {
  it.each([
    ['3/4/1967', '1967-03-04'],
    ['03041967', '1967-03-04'],
    ['030467', '1967-03-04'],
    ['3-4-67', '1967-03-04'],
    ['Mar 4, 1967', '1967-03-04'],
    ['4 de marzo de 1967', '1967-03-04'],
    ['1967-03-04', '1967-03-04'],
    ['24/3/1967', '1967-03-24'],
    [' 3/4/1967 ', '1967-03-04'],
    ['3/4/25', '2025-03-04'],
    ['3/4/26', '1926-03-04'],
  ])('reads %s where the month comes first', (typed, iso) => {
    expect(readTypedDate(typed, 'mdy', NOW)).toBe(iso)
  })

  it('takes the day first where the country does', () => {
    expect(readTypedDate('3/4/1967', orderIn('GB'), NOW)).toBe('1967-04-03')
    expect(readTypedDate('3/4/1967', orderIn('US'), NOW)).toBe('1967-03-04')
  })

  it.each(['2/30/1967', '13/13/1967', 'yesterday', '3/4', '030', '1/1/1700'])('does not make a date of %s', (typed) => {
    expect(readTypedDate(typed, 'mdy', NOW)).toBeNull()
  })

  it('reads back every date that it wrote into the field', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom('mdy' as const, 'dmy' as const), (iso, order) => {
        expect(readTypedDate(typedDate(iso, order), order, NOW)).toBe(iso)
      }),
    )
  })

  it('says in words what is wrong', () => {
    expect(birthDateProblem('', 'mdy', NOW, ZONE)).toBeNull()
    expect(birthDateProblem('3/4/1967', 'mdy', NOW, ZONE)).toBeNull()
    expect(birthDateProblem('2/30/1967', 'mdy', NOW, ZONE)).toMatch(/not a date/)
    expect(birthDateProblem('3/12/2025', 'mdy', NOW, ZONE)).toMatch(/still to come/)
    expect(birthDateProblem('3/11/2025', 'mdy', NOW, ZONE)).toBeNull()
    expect(birthDateProblem('3/4/1867', 'mdy', NOW, ZONE)).toMatch(/158 years/)
  })
})

describe('since when somebody is a patient', () => {
  it('is a year or a date', () => {
    expect(readSince('2016', 'mdy', NOW)).toBe('2016')
    expect(readSince('3/4/2016', 'mdy', NOW)).toBe('2016-03-04')
    expect(readSince('16', 'mdy', NOW)).toBeNull()
    expect(readSince('1066', 'mdy', NOW)).toBeNull()
  })
})
