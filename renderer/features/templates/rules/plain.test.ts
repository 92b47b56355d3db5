import { describe, expect, it } from 'vitest'
import { countSegments } from '@shared/rules/segments.ts'
import { costlyNotes, nameOf, plainNotes, replaced, saidPlainly, type PlainNote } from './plain.ts'
import { gradeOf } from '@renderer/ui/plain-language.ts'

const segments = (text: string): number => countSegments(text).segments
const jargon = (text: string): (PlainNote & { kind: 'jargon' })[] => plainNotes(text, 'en').flatMap((note) => (note.kind === 'jargon' ? [note] : []))

describe('gradeOf', () => {
  it('says the grade, and that it is hard above eight', () => {
    expect(gradeOf('We saw you called. Please text us here.', 'en')).toMatchObject({ words: expect.stringMatching(/^Reads at grade \d+$/) as string, hard: false })
    expect(gradeOf('Authorization documentation necessitates immediate administrative consideration.', 'en')?.hard).toBe(true)
  })

  it('says nothing of a few words, or of another language', () => {
    expect(gradeOf('Thank you', 'en')).toBeNull()
    expect(gradeOf('Merci beaucoup de nous avoir appelés aujourd’hui.', 'fr')).toBeNull()
  })
})

describe('plainNotes', () => {
  it('names each word once, with every place it stands, and each long sentence', () => {
    const long = `We ${'go '.repeat(22)}on.`
    const notes = plainNotes(`${long} Your copay. No copays.`, 'en')
    expect(notes.map(({ kind }) => kind)).toEqual(['long', 'jargon'])
    expect(notes[0]).toMatchObject({ found: 'We go go go …', words: 24 })
    expect(notes[1]).toMatchObject({ word: 'copay', found: 'copay', count: 2 })
    expect(plainNotes('Your copay', 'fr')).toEqual([])
  })
})

describe('saidPlainly', () => {
  it('replaces a word wherever it stands, with a capital where a sentence begins', () => {
    const text = 'Prior authorization came. We need a prior authorization. {if next visit}Prior authorization first.{end}'
    const [note] = jargon(text)
    expect(note && saidPlainly(text, { ...note, plain: 'an OK' })).toBe('An OK came. We need a an OK. {if next visit}An OK first.{end}')
  })
})

describe('costlyNotes', () => {
  const many = 'x'.repeat(80)

  it('names a sign that makes it two texts, with what to write', () => {
    const [note, ...more] = costlyNotes(`${many} — ok`, segments)
    expect(note).toEqual({ characters: ['—'], replacements: ['-'], words: '“—” makes it 2 texts instead of 1.' })
    expect(more).toEqual([])
    expect(note && replaced(`${many} — ok`, note)).toBe(`${many} - ok`)
  })

  it('says nothing where it saves nothing, and nothing of other scripts', () => {
    expect(costlyNotes('Está — bien', segments)).toEqual([])
    expect(costlyNotes(many.repeat(3), segments)).toEqual([])
    expect(costlyNotes('您好'.repeat(60), segments)).toEqual([])
  })

  it('keeps accents together, and says that they belong there', () => {
    const notes = costlyNotes(`${many} Está aquí 😀`, segments)
    expect(notes.map(({ characters, replacements }) => [characters, replacements])).toEqual([[['😀'], null], [['á', 'í'], ['a', 'i']]])
    expect(notes[1]?.words).toMatch(/^“á”, “í” help make it 2 texts instead of 1, together with the others here\. Accents belong there/)
  })
})

it('names what cannot be seen', () => {
  expect([nameOf('—'), nameOf('\u00a0'), nameOf(' '), nameOf('')]).toEqual(['“—”', 'An unseen sign', 'a plain space', 'nothing'])
})
