import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { snippetOf } from './snippet.ts'

const marked = (text: string, words: string): string => snippetOf(text, words.split(' ')).map(({ text: part, hit }) => (hit ? `[${part}]` : part)).join('')

describe('a snippet', () => {
  test.each([
    ['Can I move Friday to Monday?', 'friday', 'Can I move [Friday] to Monday?'],
    ['La clínica\nllamó ayer', 'clin llamo', 'La [clínica] [llamó] ayer'],
    ['Her brother Tomás drives her and needs parking', 'park', 'Her brother Tomás drives her and needs [parking]'],
    ['Nothing of it', 'else', 'Nothing of it'],
    ['Her sister Ana drives her', 'a', 'Her sister [Ana] drives her'],
  ])('of %j for %j', (text, words, snippet) => {
    expect(marked(text, words)).toBe(snippet)
  })

  test('shows the words around the first hit of a long text', () => {
    const snippet = marked(`${'very long story '.repeat(20)}about the parking garage and ${'more of the same '.repeat(20)}`, 'parking')
    expect(snippet).toMatch(/^… .*about the \[parking\] garage .* …$/)
    expect(snippet.length).toBeLessThan(110)
  })

  test('is a piece of the text, with the hits in it, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ minLength: 1, maxLength: 3 }), (text, word) => {
        const parts = snippetOf(text, [fold(word)])
        const piece = parts.map((part) => part.text).join('').replace(/^… /, '').replace(/ …$/, '')
        expect(text.replace(/\s+/g, ' ').trim()).toContain(piece.trim())
        expect(parts.filter(({ text: part, hit }) => hit && !fold(part).startsWith(fold(word)))).toEqual([])
      }),
    )
  })
})
