import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionProblem, unknownVariables } from '@shared/rules/template.ts'
import { CONDITIONS, corrected, insertionAt, markedPieces, piecesOf, smallestChange } from './pieces.ts'

describe('piecesOf', () => {
  it('tells words, variables, conditions and unknown names apart', () => {
    expect(piecesOf('Hi {First  Name}, {what}!').map(({ kind, raw }) => [kind, raw])).toEqual([
      ['words', 'Hi '],
      ['variable', '{First  Name}'],
      ['words', ', '],
      ['unknown', '{what}'],
      ['words', '!'],
    ])
    expect(piecesOf('{if next visit}{next visit}{ELSE}{if no clinician}{end}{ end }{if}{if what}').map(({ kind }) => kind)).toEqual([
      'control', 'variable', 'control', 'control', 'control', 'control', 'unknown', 'unknown',
    ])
  })

  it('adds up to the text it was given', () => {
    const braced = fc.array(fc.constantFrom('{', '}', 'first name', 'if ', 'no ', 'else', 'a', ' ', '\n', 'ñ')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(braced, (text) => {
        const pieces = piecesOf(text)
        expect(pieces.map(({ raw }) => raw).join('')).toBe(text)
        for (const { at, raw } of pieces) expect(text.slice(at, at + raw.length)).toBe(raw)
        expect(pieces.flatMap((piece) => (piece.kind === 'unknown' ? [piece.name] : [])).every((name) => unknownVariables(text).includes(name))).toBe(true)
      }),
    )
  })
})

describe('markedPieces', () => {
  it('cuts where a stretch begins and ends, and the inner one counts', () => {
    expect(markedPieces('Hi {staff}, pay the copay.', [{ at: 3, length: 22, kind: 'long' }, { at: 20, length: 5, kind: 'jargon' }]).map(({ raw, mark }) => [raw, mark])).toEqual([
      ['Hi ', null],
      ['{staff}', 'long'],
      [', pay the ', 'long'],
      ['copay', 'jargon'],
      ['.', null],
    ])
  })

  it('adds up to the text it was given', () => {
    const stretch = fc.record({ at: fc.nat(12), length: fc.integer({ min: 1, max: 8 }), kind: fc.constant('long') })
    fc.assert(
      fc.property(fc.string(), fc.array(stretch), (text, stretches) => {
        expect(markedPieces(text, stretches).map(({ raw }) => raw).join('')).toBe(text)
      }),
    )
  })
})

it('writes over the smallest part that makes a text another', () => {
  expect(smallestChange('a copay is due', 'a fee is due')).toEqual({ from: 2, to: 7, words: 'fee' })
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, next) => {
      const { from, to, words } = smallestChange(text, next)
      expect(text.slice(0, from) + words + text.slice(to)).toBe(next)
    }),
  )
})

describe('insertionAt', () => {
  const inserted = (text: string, from: number, to: number, open: string, close?: string): string => {
    const { words, cursor } = insertionAt(text, from, to, open, close)
    return `${text.slice(0, from)}${words.slice(0, cursor)}|${words.slice(cursor)}${text.slice(to)}`
  }

  it('puts the words at the cursor, in place of what was selected', () => {
    expect(inserted('Hi XX there', 3, 5, '{first name}')).toBe('Hi {first name}| there')
  })

  it('keeps words from running together', () => {
    expect(inserted('Hithere', 2, 2, '{staff}')).toBe('Hi {staff}| there')
    expect(inserted('Hi ', 3, 3, '{staff}')).toBe('Hi {staff}|')
    expect(inserted('Hi ,', 3, 3, '{staff}')).toBe('Hi {staff}|,')
  })

  it('lets a condition stand around what was selected', () => {
    expect(inserted('See you. Bye', 0, 8, '{if next visit}', '{end}')).toBe('{if next visit}See you.|{end} Bye')
    expect(inserted('', 0, 0, '{if next visit}', '{else}{end}')).toBe('{if next visit}|{else}{end}')
  })

  it('offers only conditions that can be read', () => {
    for (const { open, close } of CONDITIONS) {
      expect(conditionProblem(open + close)).toBeNull()
      expect(unknownVariables(open + close)).toEqual([])
    }
  })
})

it('corrects a name in variables and in conditions, and leaves the rest', () => {
  expect(corrected('{frist name} {if no frist name}x{end} {other}', 'frist name', 'first name')).toBe('{first name} {if no first name}x{end} {other}')
})
