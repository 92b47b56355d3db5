import { describe, expect, it } from 'vitest'
import { VARIABLES } from '@shared/rules/template.ts'
import { closestVariable, matchesSearch, newDraft, problemsOf, toSave } from './draft.ts'

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

describe('toSave', () => {
  it('trims, and leaves out languages without words', () => {
    expect(toSave({ name: ' Late ', texts: { en: ' Hi ', es: '  ' } })).toEqual({ name: 'Late', texts: { en: 'Hi' } })
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
