import { describe, expect, it } from 'vitest'
import { VARIABLES } from '@shared/rules/template.ts'
import { closestVariable, isOnlyOpen, matchesSearch, newDraft, problemsOf, toSave } from './draft.ts'

describe('problemsOf', () => {
  it('lets a named template with one written language through', () => {
    expect(problemsOf({ name: 'Late', texts: { en: 'No problem, {first name}.', es: '' } })).toBeNull()
  })

  it('asks for a name and a text', () => {
    const problems = problemsOf(newDraft('en'))
    expect(problems?.name).toMatch(/name/)
    expect(problems?.texts['en']).toMatch(/at least one language/)
  })

  it('names an unknown variable, in its own language, with what was probably meant', () => {
    const problems = problemsOf({ name: 'Late', texts: { en: 'Hi {frist name}', es: 'Hola {first name}' } })
    expect(problems?.texts['en']).toBe('{frist name} is not a variable. Did you mean {first name}?')
    expect(problems?.texts['es']).toBeUndefined()
  })

  it('suggests nothing where nothing is near', () => {
    expect(problemsOf({ name: 'Late', texts: { en: '{favourite colour}' } })?.texts['en']).toMatch(/Pick one from the list/)
    expect(problemsOf({ name: 'Late', texts: { en: 'a {} b' } })?.texts['en']).toMatch(/nothing between/)
  })

  it('refuses a name or a text that is longer than the core takes', () => {
    expect(problemsOf({ name: 'x'.repeat(61), texts: { en: 'a' } })?.name).toMatch(/60/)
    expect(problemsOf({ name: 'x', texts: { en: 'a'.repeat(1003) } })?.texts['en']).toMatch(/3 letters too long/)
  })
})

describe('problemsOf conditions', () => {
  const problem = (text: string) => problemsOf({ name: 'Late', texts: { en: text } })?.texts['en']

  it('says what to write where one is not closed', () => {
    expect(problem('{if next visit}See you')).toBe('{if next visit} is not closed. Write {end} where it ends.')
    expect([isOnlyOpen('{if next visit}See you'), isOnlyOpen('{end}'), isOnlyOpen('See you')]).toEqual([true, false, false])
  })

  it('shows how a condition reads where one has a stray part', () => {
    expect(problem('See you{end}')).toMatch(/without an \{if …\} before it\. A condition reads \{if next visit\} … \{else\} … \{end\}\./)
    expect(problem('{if clinician}a{else}b{else}c{end}')).toMatch(/more than one \{else\}/)
  })

  it('asks about the name in a condition as about any other, and lets a sound one through', () => {
    expect(problem('{if next vist}a{end}')).toBe('{next vist} is not a variable. Did you mean {next visit}?')
    expect(problem('{if next visit}a{else}b{end}')).toBeUndefined()
  })
})

describe('toSave', () => {
  it('trims, leaves out languages without words, and keeps what it is for and its key', () => {
    expect(toSave({ name: ' Late ', texts: { en: ' Hi ', es: '  ' }, purpose: 'runningLate', fixedKey: 4 })).toEqual({ name: 'Late', texts: { en: 'Hi' }, purpose: 'runningLate', fixedKey: 4 })
  })
})

describe('closestVariable', () => {
  it('finds every variable with one letter missing', () => {
    for (const { name } of VARIABLES) expect(closestVariable(name.slice(0, -1))).toBe(name)
  })
})

describe('matchesSearch', () => {
  const draft = { name: 'We’ll call by…', texts: { en: 'Hello', es: '¿Qué fechas le convienen?' } }

  it('finds by name and by text in any language, whatever the accents', () => {
    expect(matchesSearch(draft, 'well call')).toBe(true)
    expect(matchesSearch(draft, 'que fechas')).toBe(true)
    expect(matchesSearch(draft, 'call fechas')).toBe(true)
  })

  it('wants every word', () => {
    expect(matchesSearch(draft, 'call tomorrow')).toBe(false)
  })

  it('finds everything when nothing was typed', () => {
    expect(matchesSearch(draft, ' ')).toBe(true)
  })
})
