import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlainMatter, isSensitiveLine, sensitivityOf } from './sensitive.ts'

const visit = (change: Partial<Parameters<typeof sensitivityOf>[0]>) => sensitivityOf({ reason: '', note: '', matter: null, ...change })

describe('sensitivityOf', () => {
  test.each([
    'Depression, follow-up', 'DEPRESIÓN', 'Ansiedad', 'self-harm', 'Pregnancy test', 'embarazada de 3 meses', 'HIV', 'VIH positivo', 'Breast cancer', 'cáncer', 'drinks alcohol', 'Safe at home? Domestic violence', 'on methadone', 'Biopsy result', 'STI screen', 'AIDS',
    'Hepatitis C', 'ADHD review', 'IUD placed', 'quimioterapia',
  ])('%j is guarded', (note) => {
    expect(visit({ note })).toBe('word')
    expect(isSensitiveLine(note)).toBe(true)
  })

  test.each(['F32.1', 'see E11.65', 'Z21.0 noted'])('the code %j is guarded', (reason) => expect(visit({ reason })).toBe('code'))

  test.each([
    'Knee injection, left. Worried about driving to work. Daughter Elena’s wedding in May.', 'Stairs are hard. Its brace helps.', 'New hearing aids fitted', 'Vitamin B12 shot', 'Flu shot', 'Cancelled twice', 'Room A1.', 'Likes the drugstore on Elm', 'Congenial, brings her dog', 'Dental cleaning',
  ])('%j is not', (note) => {
    expect(visit({ note })).toBeNull()
    expect(isSensitiveLine(note)).toBe(false)
  })

  test('a matter counts in every language it is written in', () => {
    expect(visit({ matter: { en: 'knee', es: 'la rodilla' } })).toBeNull()
    expect(visit({ matter: { en: 'knee', es: 'la artritis' } })).toBe('matter')
    expect(visit({ matter: { en: ' ', es: '' } })).toBeNull()
    expect(visit({ matter: { en: 'pregnancy' } })).toBe('word')
  })

  test('a guarded word is found wherever it stands, in capitals or with accents', () => {
    fc.assert(
      fc.property(fc.constantFrom('depression', 'cáncer', 'HIV', 'suicide', 'embarazo'), fc.lorem(), fc.lorem(), fc.constantFrom(' ', ', ', '/', ' (', '-', '\n'), fc.boolean(), (word, before, after, sign, loud) => {
        const note = `${before}${sign}${loud ? word.toUpperCase() : word}${sign}${after}`
        expect(visit({ note })).toBe('word')
      }),
    )
  })
})

describe('isPlainMatter', () => {
  test.each(['knee', 'the left knee', 'wisdom teeth', 'stitches', 'la rodilla', 'las muelas del juicio', 'hearing aids', 'el oído', 'Your back', 'muñeca', 'dolor de muelas'])('%j may be asked after', (matter) => expect(isPlainMatter(matter)).toBe(true))
  test.each(['arthritis', 'knee replacement', 'diabetes', 'blood pressure', 'the', '', 'el', 'migraine', 'sinus infection', 'pregnancy', 'knees & HIV', 'rodilla 膝'])('%j may not', (matter) => expect(isPlainMatter(matter)).toBe(false))

  test('one word that nobody listed is enough to ask first', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{4,12}$/), (word) => {
        fc.pre(!isPlainMatter(word) && !isPlainMatter(`${word} knee`))
        expect(isPlainMatter(`knee ${word}`)).toBe(false)
        expect(visit({ matter: { en: `knee ${word}` } })).not.toBeNull()
      }))
  })
})
