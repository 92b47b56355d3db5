import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { preferenceKindOf } from './preference-kind.ts'
import { pronunciationIn, pronunciationOf } from './pronunciation.ts'

describe('pronunciationIn', () => {
  test.each([
    ['pronounced shiv-AWN', 'shiv-AWN'],
    ['Name is pronounced “MAH-ree”.', 'MAH-ree'],
    ['Pronounced: NWIN, like “win”', 'NWIN'],
    ['Xochitl, sounds like SO-cheel.', 'SO-cheel'],
    ['Se pronuncia HE-sus', 'HE-sus'],
    ['suena como "Yes-i-ka"', 'Yes-i-ka'],
    ['Pronounce it like EAR-win', 'EAR-win'],
  ])('%j: %s', (line, said) => {
    expect(pronunciationIn(line)).toBe(said)
    expect(preferenceKindOf(line)).toBe('name')
  })

  test.each(['Speak slowly', 'Say it twice', 'pronounced', 'pronounced ...', 'mispronounced names upset her', 'Pronounces well'])('%j tells none', (line) => expect(pronunciationIn(line)).toBeNull())

  test('gives only words of the line, at most 40 letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (words) => {
        const said = pronunciationIn(`pronounced ${words}`)
        expect(said === null || (words.includes(said) && said.length <= 40 && said !== '')).toBe(true)
      }),
    )
  })
})

test('of several notes the newest counts; a preference of another kind never', () => {
  const note = (text: string, at: number, kind: 'name' | 'other' = 'name') => ({ kind, text, by: 'Ana', at })
  expect(pronunciationOf([note('pronounced one', 1), note('pronounced two', 3), note('pronounced three', 2), note('pronounced four', 9, 'other'), note('Goes by Bo', 8)])).toEqual({ said: 'two', by: 'Ana', at: 3 })
  expect(pronunciationOf([])).toBeNull()
})
