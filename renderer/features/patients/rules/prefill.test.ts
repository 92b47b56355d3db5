import { describe, expect, it } from 'vitest'
import { prefillFrom } from './prefill.ts'

const NOW = Date.UTC(2025, 2, 11, 15)

describe('what a search that found nobody says about a new person', () => {
  it.each([
    ['maria alvarez', { givenName: 'Maria', familyName: 'Alvarez' }],
    ['alvarez, maria', { givenName: 'Maria', familyName: 'Alvarez' }],
    ['Alvarez , Maria Elena', { givenName: 'Maria Elena', familyName: 'Alvarez' }],
    ['siobhán o’brien', { givenName: 'Siobhán', familyName: 'O’brien' }],
    ['Ian McCoy', { givenName: 'Ian', familyName: 'McCoy' }],
    ['madonna', { givenName: 'Madonna' }],
    ['mary-jane smith 3/4/67', { givenName: 'Mary-Jane', familyName: 'Smith', birthDate: '1967-03-04' }],
    ['ana ruiz mar 4 1967', { givenName: 'Ana', familyName: 'Ruiz', birthDate: '1967-03-04' }],
    ['ana (555) 010-0142', { givenName: 'Ana', phones: [{ number: '(555) 010-0142', label: 'mobile' }] }],
    ['0142', {}],
  ])('%s', (words, prefill) => {
    expect(prefillFrom(words, NOW)).toEqual(prefill)
  })
})
