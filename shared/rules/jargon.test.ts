import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { jargonIn, type PlainWord } from './jargon.ts'
import { readingOf } from './reading.ts'

const listOf = (...words: string[]): PlainWord[] => words.map((word) => ({ word, plain: `plain ${word}` }))
const found = (text: string, ...words: string[]) => jargonIn(text, listOf(...words)).map(({ at, length, word }) => [text.slice(at, at + length), word])

describe('jargonIn', () => {
  test('tells where it stands, and the words of the list', () => {
    expect(jargonIn('Bring your  COPAY.', [{ word: 'co-pay', plain: 'x' }, { word: 'copay', plain: 'your part' }])).toEqual([{ at: 12, length: 5, word: 'copay', plain: 'your part' }])
  })

  test.each<[string, string[], string[][]]>([
    // Whole words, whatever the capitals and accents
    ['Copay, COPAY and copay', ['copay'], [['Copay', 'copay'], ['COPAY', 'copay'], ['copay', 'copay']]],
    ['Hipertension o HIPERTENSIÓN', ['hipertensión'], [['Hipertension', 'hipertensión'], ['HIPERTENSIÓN', 'hipertensión']]],
    ['hipertensio\u0301n', ['hipertensión'], [['hipertensio\u0301n', 'hipertensión']]],
    ['collaborate, relabs, labsa', ['labs'], []],
    // Plural
    ['copays, biopsies, anesthesias', ['copay', 'biopsy', 'anesthesia'], [['copays', 'copay'], ['biopsies', 'biopsy'], ['anesthesias', 'anesthesia']]],
    ['autorizaciones previas, cruces', ['autorización previa', 'cruz'], [['autorizaciones previas', 'autorización previa'], ['cruces', 'cruz']]],
    ['your deductible’s and deductible\'s end', ['deductible'], [['deductible’s', 'deductible'], ["deductible's", 'deductible']]],
    ['lab', ['labs'], []],
    // Phrases
    ['a follow-up, follow up, follow\nup, follow - up, follow‑up', ['follow-up'], [['follow-up', 'follow-up'], ['follow up', 'follow-up'], ['follow\nup', 'follow-up'], ['follow - up', 'follow-up'], ['follow‑up', 'follow-up']]],
    ['Please follow. Up next; follow, up; followup', ['follow-up'], []],
    ['Take P.R.N. or PRN', ['P.R.N.', 'PRN'], [['P.R.N', 'P.R.N.'], ['PRN', 'PRN']]],
    ['We labs. May', ['labs may'], []],
    // The longer one
    ['your follow-up visit, your follow-up', ['follow-up', 'follow-up visit', 'visit'], [['follow-up visit', 'follow-up visit'], ['follow-up', 'follow-up']]],
    ['health history and physical', ['health history', 'history and physical'], [['history and physical', 'history and physical']]],
    // Never in braces or addresses
    ['{copay} {if copay}copay{end} https://a.org/copay copay.example.com me@copay.org', ['copay'], [['copay', 'copay']]],
    ['prior {x} authorization', ['prior authorization'], []],
    // Lists that people edit
    ['a b', ['', ' ', '-', '!'], []],
    ['', ['copay'], []],
  ])('%j with %j', (text, words, expected) => expect(found(text, ...words)).toEqual(expected))

  test('an entry in the plural goes before one in the singular', () => expect(found('copays', 'copay', 'copays')).toEqual([['copays', 'copays']]))

  test('of two entries for one word the first counts', () => {
    expect(jargonIn('Labs', [{ word: 'LABS', plain: 'one' }, { word: 'labs', plain: 'two' }]).map(({ plain }) => plain)).toEqual(['one'])
  })

  test('finds every word of a list wherever it stands, at its place, none over another', () => {
    const list = listOf('copay', 'prior authorization', 'authorization', 'náuseas', 'follow-up visit', 'EOB')
    const part = fc.oneof(fc.constantFrom(...list.map(({ word }) => word)).map((word) => ({ word, text: word })), fc.constantFrom('the', '{copay}', 'día', '😀', 'https://a.org/eob').map((text) => ({ word: null, text })))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom('. ', ', ', '; ', '\n\n— '), fc.boolean(), (parts, sign, loud) => {
        const text = parts.map((one) => (loud && one.word !== null ? one.text.toUpperCase() : one.text)).join(sign)
        const hits = jargonIn(text, list)
        expect(hits.map(({ word }) => word)).toEqual(parts.flatMap(({ word }) => word ?? []))
        for (const { at, length, word } of hits) expect(fold(text.slice(at, at + length))).toBe(fold(word))
      }),
    )
  })

  test('any text and list: pieces in order that do not touch', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.string({ unit: 'grapheme', maxLength: 6 })), (text, words) => {
        let from = 0
        for (const { at, length } of jargonIn(text, listOf(...words))) {
          expect(at).toBeGreaterThanOrEqual(from)
          expect(length).toBeGreaterThan(0)
          from = at + length
        }
        expect(from).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe.each([['en', 120], ['es', 90]] as const)('the list of %s', (language, least) => {
  const list = JSON.parse(readFileSync(`resources/plain-words/${language}.json`, 'utf8')) as PlainWord[]
  const texts = (JSON.parse(readFileSync('resources/templates/starter.json', 'utf8')) as { texts: Record<string, string> }[]).map((template) => template.texts[language] ?? '')

  test('is long enough, in order, each word once and with no more than it needs', () => {
    expect(list.length).toBeGreaterThanOrEqual(least)
    expect(new Set(list.map(({ word }) => fold(word))).size).toBe(list.length)
    expect(list.map(({ word }) => fold(word))).toEqual(list.map(({ word }) => fold(word)).sort())
    for (const entry of list) {
      expect(Object.keys(entry)).toEqual(['word', 'plain'])
      expect(entry).toEqual({ word: entry.word.trim(), plain: entry.plain.trim() })
      expect(entry.plain).not.toBe('')
    }
  })

  test('each word is found whole, and in its place stands no word of the list', () => {
    expect(list.filter(({ word }) => jargonIn(`(${word})`, list)[0]?.word !== word)).toEqual([])
    expect(list.filter(({ plain }) => jargonIn(plain, list).length > 0)).toEqual([])
  })

  test('Rapport’s own templates have none of them, and are easy to read', () => {
    expect(texts.flatMap((text) => jargonIn(text, list))).toEqual([])
    for (const text of texts) expect(readingOf(text, language)?.grade).toBeLessThanOrEqual(7)
  })
})
