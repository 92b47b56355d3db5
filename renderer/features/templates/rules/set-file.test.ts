import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templatePurpose, type TemplateFields } from '@shared/contract/views.ts'
import { newIn, readSet, setFile } from './set-file.ts'

const late: TemplateFields = { name: 'Late', texts: { en: 'Hi {first name}', es: 'Hola {first name}' }, purpose: 'runningLate', fixedKey: 3 }
const fileOf = (...templates: unknown[]): string => JSON.stringify({ format: 'rapport-templates', version: 1, templates })
const problemOf = (text: string): string => {
  const read = readSet(text)
  return read.ok ? '' : read.problem
}

describe('readSet', () => {
  it('gives back what was exported, and nothing of the practice it came from', () => {
    const here = { ...late, id: 'abc', position: 4, version: 2, uses: { other: 3 } }
    expect(setFile([here])).not.toMatch(/abc|position|uses/)
    expect(readSet(setFile([here]))).toEqual({ ok: true, templates: [late] })
    expect(readSet(`\uFEFF${setFile([late])}`).ok).toBe(true)
  })

  it('gives back any sound set', () => {
    const template = fc.record({
      name: fc.stringMatching(/^[a-zé”"\\]{1,60}$/),
      texts: fc.dictionary(fc.constantFrom('en', 'es', 'zh'), fc.stringMatching(/^[a-z“ñ\n"\\]{1,80}$/).filter((text) => text.trim() === text && text !== ''), { minKeys: 1 }).map((texts) => ({ ...texts })),
      purpose: fc.constantFrom(...templatePurpose.options),
      fixedKey: fc.option(fc.integer({ min: 1, max: 9 })),
    })
    fc.assert(fc.property(fc.array(template, { minLength: 1, maxLength: 20 }), (templates) => {
      expect(readSet(setFile(templates))).toEqual({ ok: true, templates })
    }))
  })

  it('says that a file is none', () => {
    for (const text of ['', '{', 'null', '[]', '{"format":"other","version":1,"templates":[]}', 'Name,Phone\nMari,555']) expect(problemOf(text)).toMatch(/not a set of templates/)
    expect(problemOf('{"format":"rapport-templates","version":2,"templates":[]}')).toMatch(/newer Rapport/)
    expect(problemOf(fileOf())).toMatch(/no templates/)
    expect(problemOf(fileOf(...Array.from({ length: 201 }, () => late)))).toMatch(/201 templates/)
  })

  it('names the template that is unsound, and why', () => {
    expect(problemOf(fileOf(late, { ...late, name: '' }))).toMatch(/^Template 2: its name/)
    expect(problemOf(fileOf({ ...late, name: 'x'.repeat(61) }))).toMatch(/its name is missing, or longer/)
    expect(problemOf(fileOf({ ...late, texts: { en: ' ' } }))).toMatch(/^Template 1 \(“Late”\): its text in “en” is empty/)
    expect(problemOf(fileOf({ ...late, texts: {} }))).toMatch(/has no text/)
    expect(problemOf(fileOf({ ...late, purpose: 'lunch' }))).toMatch(/for “lunch”/)
    expect(problemOf(fileOf({ ...late, purpose: { toString: 1 } }))).toMatch(/no known purpose/)
    expect(problemOf(fileOf({ ...late, fixedKey: 12 }))).toMatch(/no digit from 1 to 9/)
    expect(problemOf(fileOf({ ...late, texts: { en: 'Hi {nickname}' } }))).toMatch(/no variable \{nickname\}/)
    expect(problemOf(fileOf({ ...late, texts: { en: '{if clinician}a' } }))).toMatch(/\{if clinician\} is not closed/)
    expect(problemOf(fileOf('x'))).toMatch(/^Template 1: it cannot be read/)
  })

  it('never throws, whatever a file holds', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      expect(typeof readSet(text).ok).toBe('boolean')
    }))
    fc.assert(fc.property(fc.anything(), (template) => {
      expect(typeof readSet(fileOf({ ...late, purpose: template })).ok).toBe('boolean')
    }))
  })
})

describe('newIn', () => {
  it('counts what is new here, each once, and the digits that are taken', () => {
    const renamed = { ...late, name: 'Very late' }
    expect(newIn([late, renamed, renamed], [{ ...late, purpose: 'other' }])).toEqual({ fresh: [renamed], known: 2, keysTaken: 1 })
    expect(newIn([renamed], [])).toEqual({ fresh: [renamed], known: 0, keysTaken: 0 })
  })
})
