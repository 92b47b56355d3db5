import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearlySame } from './similar.ts'

test.each([
  ['We are open until 5 today.', 'we are open until 5 today'], ['Hi Mari, we are open until 5 today, come by', 'Hi Maria, we are open until 5 today, come by'], ['ok', 'OK!'],
  ['we are open until five today friends', 'we are open until five today everybody'], ['a b c d e', 'a b c d x'],
])('%j and %j say nearly the same', (a, b) => {
  expect(nearlySame(a, b)).toBe(true)
})

test.each([
  ['We are open until 5 today.', 'Your results are in, please call us.'], ['', ''], ['ok', 'okay'], ['Friday at 3 works', 'Monday at 9 works'], ['Yes we can', 'No we can'], ['', 'ok'], ['call', 'text'],
  ['ha ha ha ha ha ha', 'ha ha is all I say'], ['ha ha', 'ha ha ha ha ha ha'],
])('%j and %j do not', (a, b) => {
  expect(nearlySame(a, b)).toBe(false)
})

test('does not depend on who wrote first, and any text with letters is the same as itself', () => {
  const words = fc.array(fc.constantFrom('we', 'are', 'open', 'today', 'until', 'five'), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '))
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(nearlySame(a, b)).toBe(nearlySame(b, a))
      expect(nearlySame(a, a)).toBe(true)
    }),
  )
})
