import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneEdit } from './duplicates.ts'
import { withOneLetterLess } from './typing-errors.ts'

test('two words one typing error apart have a word with one letter less in common, whatever the words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(word, word, (one, other) => {
      fc.pre(oneEdit(one, other))
      expect(withOneLetterLess(one).some((key) => withOneLetterLess(other).includes(key))).toBe(true)
    }),
  )
})
