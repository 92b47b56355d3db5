import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessDateOrder, readBirthDate, readLanguage } from './csv-values.ts'

describe('readBirthDate', () => {
  test.each([
    ['03/04/1967', 'mdy', '1967-03-04'], ['03/04/1967', 'dmy', '1967-04-03'], ['3-4-1967', 'mdy', '1967-03-04'], ['04.03.1967', 'dmy', '1967-03-04'], ['1967-03-04', 'mdy', '1967-03-04'], ['1967/3/4', 'dmy', '1967-03-04'],
    ['19670304', 'ymd', '1967-03-04'], ['19670304', 'mdy', '1967-03-04'], ['3/4/1967 12:00:00 AM', 'mdy', '1967-03-04'], ['1967-03-04T00:00:00Z', 'ymd', '1967-03-04'], ['1967-03-04 00:00:00.000', 'mdy', '1967-03-04'],
    ['Mar 4, 1967', 'mdy', '1967-03-04'], ['04-MAR-1967', 'mdy', '1967-03-04'], ['4 de marzo de 1967', 'dmy', '1967-03-04'], ['1967-Mar-04', 'mdy', '1967-03-04'], [' 3/4/1967 ', 'mdy', '1967-03-04'],
  ] as const)('%j in order %s is %s', (cell, order, date) => {
    expect(readBirthDate(cell, order)).toBe(date)
  })

  test.each([
    ['25/03/1967', 'mdy'], ['03/25/1967', 'dmy'], ['2/30/1967', 'mdy'], ['', 'mdy'], ['unknown', 'mdy'], ['3/4', 'mdy'], ['3/4/67', 'mdy'], ['24535', 'mdy'], ['03041967', 'mdy'], ['555-010-0177', 'mdy'], ['00/00/0000', 'mdy'], ['1/1/1900 and', 'mdy'],
    ['03/04/1967', 'ymd'],
  ] as const)('%j in order %s is unreadable', (cell, order) => {
    expect(readBirthDate(cell, order)).toBeNull()
  })

  test('two-digit years become the latest past year, when today is known', () => {
    const now = Date.parse('2026-06-01T12:00:00Z')
    expect(readBirthDate('3/4/67', 'mdy', now)).toBe('1967-03-04')
    expect(readBirthDate('3/4/26', 'mdy', now)).toBe('2026-03-04')
    expect(readBirthDate('67-03-04', 'ymd', now)).toBe('1967-03-04')
  })

  test('every day reads back in the order it was written in', () => {
    const days = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.', ' '), (date, sign) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', day = ''] = iso.split('-')
        expect(readBirthDate([month, day, year].join(sign), 'mdy')).toBe(iso)
        expect(readBirthDate([day, month, year].join(sign), 'dmy')).toBe(iso)
        expect(readBirthDate([year, month, day].join(sign), 'ymd')).toBe(iso)
      }),
    )
  })
})

test('guessDateOrder goes by the cells that can only be one order', () => {
  expect(guessDateOrder(['03/04/1967', '12/25/1980'])).toBe('mdy')
  expect(guessDateOrder(['03/04/1967', '25/12/1980', ''])).toBe('dmy')
  expect(guessDateOrder(['1967-03-04', '1980-12-25 00:00'])).toBe('ymd')
  expect(guessDateOrder(['03/04/1967'])).toBe('mdy')
  expect(guessDateOrder([])).toBe('mdy')
  expect(guessDateOrder(['12/12/1967', '13/12/1967'])).toBe('dmy')
  expect(guessDateOrder(['12/12/1967', '12/13/1967', '1967-03-04'])).toBe('mdy')
  expect(guessDateOrder(['1967-03-04', '1967-03-05', '25/12/1980'])).toBe('ymd')
  expect(guessDateOrder(['1967-03-04', '25/12/1980', '26/12/1980', '12/25/1980'])).toBe('dmy')
  expect(guessDateOrder(['25.12.1980', '26.12.1980', '12/25/1980'])).toBe('dmy')
})

describe('readLanguage', () => {
  test.each([
    ['Spanish', 'es'], ['es-US', 'es'], ['spa', 'es'], ['Español', 'es'], ['ES', 'es'], ['English', 'en'], ['en_US', 'en'], ['Inglés', 'en'], ['Spanish; Castilian', 'es'], ['English/Spanish', 'en'], ['Haitian Creole', 'ht'],
    ['Kreyòl', 'ht'], ['Mandarin', 'zh'], ['Chinese (Simplified)', 'zh'], ['中文', 'zh'], ['Tagalog', 'tl'], ['Vietnamese', 'vi'], ['ASL', 'ase'], ['Farsi', 'fa'],
  ])('%j is %s', (cell, language) => {
    expect(readLanguage(cell)).toBe(language)
  })

  test.each(['', ' ', 'Declined', 'Unknown', 'Other', 'n/a', '1', 'xx', 'constructor', 'toString'])('%j is no language', (cell) => {
    expect(readLanguage(cell)).toBeNull()
  })
})
