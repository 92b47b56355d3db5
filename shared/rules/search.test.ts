import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSearch } from './search.ts'

describe('parseSearch', () => {
  test.each([
    ['José  Núñez', ['jose', 'nunez'], null], ['O’Brien', ['obrien'], null], ['garcia-lopez, ana', ['garcia', 'lopez', 'ana'], null], ['0177', [], '0177'], ['010-0177', [], '0100177'],
    ['(555) 010-0177', [], '5550100177'], ['+1 555 010 0177', [], '15550100177'], ['mari 0177', ['mari'], '0177'], ['17', [], null], ['017', [], '017'], [' mari ', ['mari'], null], ['', [], null], ['  ', [], null], ['Smith 3', ['smith'], null],
  ])('%j is names %j and digits %j', (words, names, digits) => {
    expect(parseSearch(words)).toEqual({ names, digits, birthDate: null })
  })

  test.each([
    ['3/4/1967', '1967-03-04'], ['04.03.1967', '1967-04-03'], ['25.03.1967', '1967-03-25'], ['25/3/1967', '1967-03-25'], ['3-25-1967', '1967-03-25'], ['1967-03-04', '1967-03-04'], ['1967/3/4', '1967-03-04'],
    ['March 4 1967', '1967-03-04'], ['Mar 4, 1967', '1967-03-04'], ['march 4th, 1967', '1967-03-04'], ['4 March 1967', '1967-03-04'], ['4 de marzo de 1967', '1967-03-04'], ['4 marzo 1967', '1967-03-04'], ['2/29/2024', '2024-02-29'],
  ])('reads %j as the birth date %s', (words, birthDate) => {
    expect(parseSearch(words)).toEqual({ names: [], digits: null, birthDate })
  })

  test('takes a date out of other words', () => {
    expect(parseSearch('Mari Alvarez 3/4/1967')).toEqual({ names: ['mari', 'alvarez'], digits: null, birthDate: '1967-03-04' })
    expect(parseSearch('April May 4 1967 0177')).toEqual({ names: ['april'], digits: '0177', birthDate: '1967-05-04' })
  })

  test.each(['2/30/1967', '2/29/2023', '13/13/1967', '3/4', '3/4/67', 'Smarch 4 1967', '1/1/1234'])('%j is no date', (words) => {
    expect(parseSearch(words).birthDate).toBeNull()
  })

  test.each([['mar 14', '03-14'], ['14 mar', '03-14'], ['March 14th', '03-14'], ['14 de marzo', '03-14'], ['3/14', '03-14'], ['14/3', '03-14'], ['14.3.', '03-14'], ['feb 29', '02-29'], ['3/4', '03-04']])('reads %j as the day %s of any year', (words, birthDay) => {
    expect(parseSearch(words)).toEqual({ names: [], digits: null, birthDate: null, birthDay })
    expect(parseSearch(`alvarez ${words}`)).toEqual({ names: ['alvarez'], digits: null, birthDate: null, birthDay })
  })

  test.each(['mar 140', 'mar 0177', 'feb 30', '13/32', '010/017', '3/4/5/6', 'smarch 4', 'mar 32', '1/12345'])('%j is no day', (words) => {
    expect(parseSearch(words).birthDay).toBeUndefined()
  })

  test('takes the day first where the country does', () => {
    expect([parseSearch('4.3.1967', null, 'dmy').birthDate, parseSearch('4/3', null, 'dmy').birthDay, parseSearch('3/25/1967', null, 'dmy').birthDate]).toEqual(['1967-03-04', '03-04', '1967-03-25'])
  })

  test('two-digit years need to know today', () => {
    const now = Date.parse('2026-06-01T12:00:00Z')
    expect(parseSearch('3/4/67', now).birthDate).toBe('1967-03-04')
    expect(parseSearch('3/4/26', now).birthDate).toBe('2026-03-04')
    expect(parseSearch('3/4/27', now).birthDate).toBe('1927-03-04')
  })

  test('every day in every usual form reads back as itself', () => {
    const days = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
        const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(date)
        for (const written of [`${year}-${month}-${day}`, `${month}/${day}/${year}`, `${Number(month)}/${Number(day)}/${year}`, `${name} ${Number(day)}, ${year}`, `${day} ${name} ${year}`]) {
          expect(parseSearch(written).birthDate).toBe(`${year}-${month}-${day}`)
        }
      }),
    )
  })

  test('any words are read: folded names, at least three digits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9 ./()+-]{0,20}$/)), (words) => {
        const { names, digits } = parseSearch(words)
        for (const name of names) expect(name).toMatch(/^[^\s.,/()+]+$/)
        expect(digits ?? '000').toMatch(/^\d{3,}$/)
      }),
    )
  })
})
