import { describe, expect, it } from 'vitest'
import { describeChange } from './history.ts'

const say = { language: (tag: string) => ({ es: 'Spanish', en: 'English' })[tag] ?? tag, date: (iso: string) => `on ${iso}` }
const change = (field: string, before: string, after: string) => describeChange({ at: 0, by: 'Ana', field, before, after }, say)

describe('one line of the history', () => {
  it('says values as people say them', () => {
    expect(change('language', 'en', 'es')).toEqual({ what: 'Language', before: 'English', after: 'Spanish', how: 'changed' })
    expect(change('channel', 'any', 'text')).toEqual({ what: 'Prefers', before: 'No preference', after: 'Texts', how: 'changed' })
    expect(change('birthDate', '', '1967-03-04')).toEqual({ what: 'Birth date', before: '', after: 'on 1967-03-04', how: 'added' })
    expect(change('patientSince', '2016', '')).toEqual({ what: 'Patient since', before: '2016', after: '', how: 'removed' })
  })

  it('never shows an id', () => {
    expect(change('guarantorId', '', '0198-abc').after).toBe('another person')
  })
})
