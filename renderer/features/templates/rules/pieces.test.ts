import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inserted, piecesOf } from './pieces.ts'

describe('piecesOf', () => {
  it('tells words, variables and unknown names apart', () => {
    expect(piecesOf('Hi {First  Name}, {what}!').map(({ kind, raw }) => [kind, raw])).toEqual([
      ['words', 'Hi '],
      ['variable', '{First  Name}'],
      ['words', ', '],
      ['unknown', '{what}'],
      ['words', '!'],
    ])
  })

  it('adds up to the text it was given', () => {
    const braced = fc.array(fc.constantFrom('{', '}', 'first name', 'a', ' ', '\n', 'ñ')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(braced, (text) => {
        const pieces = piecesOf(text)
        expect(pieces.map(({ raw }) => raw).join('')).toBe(text)
        for (const { at, raw } of pieces) expect(text.slice(at, at + raw.length)).toBe(raw)
      }),
    )
  })
})

describe('inserted', () => {
  it('puts the words at the cursor, in place of what was selected', () => {
    expect(inserted('Hi XX there', 3, 5, '{first name}')).toEqual({ text: 'Hi {first name} there', cursor: 15 })
  })

  it('keeps words from running together', () => {
    expect(inserted('Hithere', 2, 2, '{staff}').text).toBe('Hi {staff} there')
    expect(inserted('Hi ', 3, 3, '{staff}').text).toBe('Hi {staff}')
    expect(inserted('Hi ,', 3, 3, '{staff}').text).toBe('Hi {staff},')
  })
})
