import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test.each([
  ['José Núñez', 'jose nunez'], ['O’Brien', 'obrien'], ["D'Angelo", 'dangelo'], ['García-López', 'garcia lopez'], ['Straße', 'strasse'], ['Łukasz Øst', 'lukasz ost'],
  ['ＡＢＣ', 'abc'], ['İpek', 'ipek'], ['  two   words ', 'two words'], ['한국', '한국'], ['नमस्ते', 'नमस्ते'], ['...', ''],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('folding twice changes nothing, nor does case or composition', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'A', 'é', 'É', 'ñ', 'Ñ', 'ß', 'ø', 'Ł', 'ı', 'İ', '-', '’', ' ', '.', '1', 'あ', '한'), maxLength: 12 }), (text) => {
      const folded = fold(text)
      expect(fold(folded)).toBe(folded)
      expect(fold(text.normalize('NFD'))).toBe(folded)
      expect(folded).not.toMatch(/^\s|\s$|\s\s/)
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)))
})
