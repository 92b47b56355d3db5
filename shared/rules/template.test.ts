import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseText, conditionProblem, type FillContext, fillTemplate, unfilledIn, unknownVariables, VARIABLES } from './template.ts'

const at = (iso: string) => Date.parse(iso)
const CONTEXT: FillContext = {
  practice: { name: 'Harbor Family Clinic', phone: '(555) 010-0100', timeZone: 'America/Chicago', formsLink: 'https://example.org/f', directionsLink: null },
  patient: {
    firstName: 'Mari', clinician: 'Dr. Chen',
    nextVisit: { at: at('2025-03-14T15:00:00-05:00'), clinician: 'Dr. Osei' },
    lastVisit: { at: at('2025-03-04T09:30:00-06:00'), clinician: 'Dr. Chen' },
  },
  staffName: 'Ana', callbackAt: at('2025-03-10T15:00:00-05:00'), now: at('2025-03-10T11:00:00-05:00'), language: 'en',
}
const fill = (text: string, change: Partial<FillContext> = {}) => fillTemplate(text, { ...CONTEXT, ...change })

describe('fillTemplate', () => {
  test.each([
    ['Hi {first name}, this is {practice}, {practice phone}. {staff}', 'Hi Mari, this is Harbor Family Clinic, (555) 010-0100. Ana'],
    ['See you {next visit}.', 'See you Friday, March 14 at 3:00 PM.'],
    ['{next visit day} | {next visit time} | {clinician}', 'Friday, March 14 | 3:00 PM | Dr. Osei'],
    ['Since {last visit day}: {forms link}', 'Since Tuesday, March 4: https://example.org/f'],
    ['We call by {callback time}.', 'We call by 3:00 PM.'],
    ['{ First  Name }{FIRST NAME}', 'MariMari'],
  ])('English: %j', (text, filled) => {
    expect(fill(text)).toEqual({ text: filled, unfilled: [] })
  })

  test.each([
    ['La esperamos {next visit}.', 'La esperamos el viernes 14 de marzo a las 15:00.'],
    ['Su cita es {next visit day} a las {next visit time}', 'Su cita es el viernes 14 de marzo a las 15:00'],
    ['Su cita es el {next visit day}', 'Su cita es el viernes 14 de marzo'],
    ['Su cita de {next visit}', 'Su cita del viernes 14 de marzo a las 15:00'],
    ['Pasamos a {next visit day}', 'Pasamos al viernes 14 de marzo'],
    ['desde {last visit day}', 'desde el martes 4 de marzo'],
    ['Le llamamos antes de {callback time}', 'Le llamamos antes de las 15:00'],
    ['Le llamamos a las {callback time}', 'Le llamamos a las 15:00'],
  ])('Spanish: %j', (text, filled) => {
    expect(fill(text, { language: 'es' })).toEqual({ text: filled, unfilled: [] })
  })

  test('a callback on another day says which', () => {
    const callbackAt = at('2025-03-11T13:00:00-05:00')
    expect(fill('by {callback time}', { callbackAt }).text).toBe('by 1:00 PM on Tuesday, March 11')
    expect(fill('antes de {callback time}', { callbackAt, language: 'es' }).text).toBe('antes de las 13:00 del martes 11 de marzo')
    expect(fill('a {callback time}', { callbackAt, language: 'es-US' }).text).toBe('a la 1:00 p.m. del martes 11 de marzo')
  })

  test('other languages use their own dates, and an unknown one English', () => {
    expect(fill('{next visit day}', { language: 'de' }).text).toBe('Freitag, 14. März')
    expect(fill('{next visit day}', { language: 'no such language!' }).text).toBe('Friday, March 14')
    expect(fill('{next visit day}', { language: '' }).text).toBe('Friday, March 14')
  })

  test('the time zone is the practice’s and a far date has its year', () => {
    const nextVisit = { at: at('2026-03-01T02:00:00Z'), clinician: null }
    const patient = CONTEXT.patient && { ...CONTEXT.patient, nextVisit }
    expect(fill('{next visit}', { patient }).text).toBe('Saturday, February 28, 2026 at 8:00 PM')
    expect(fill('{next visit}', { patient, language: 'es' }).text).toBe('el sábado 28 de febrero de 2026 a las 20:00')
    expect(fill('{clinician}', { patient }).text).toBe('Dr. Chen')
  })

  test('what is not known stays in braces and is named', () => {
    expect(fill('Hi {first name}, see {directions link} {parking} {Directions Link}')).toEqual({
      text: 'Hi Mari, see {directions link} {parking} {directions link}', unfilled: ['directions link', 'parking'] })
    expect(fill('{{first name}}')).toEqual({ text: '{Mari}', unfilled: ['mari'] })
    const everything = VARIABLES.map(({ name }) => `{${name}}`).join(' ')
    expect(fill(everything, { patient: null, staffName: ' ', callbackAt: null }).unfilled).toEqual(
      ['first name', 'last name', 'next visit', 'next visit day', 'next visit time', 'clinician', 'last visit day', 'next opening', 'directions link', 'staff', 'callback time'])
  })

  test('a visit or callback that has passed is not announced, nor a last visit still to come', () => {
    const now = at('2025-03-14T15:00:01-05:00')
    expect(fill('{next visit} {callback time}', { now }).unfilled).toEqual(['next visit', 'callback time'])
    expect(fill('{clinician}', { now }).text).toBe('Dr. Chen')
    expect(fill('{last visit day}', { now: at('2025-03-04T09:29:00-06:00') }).unfilled).toEqual(['last visit day'])
  })

  test('a callback due this very moment is still said', () => {
    expect(fill('{callback time}', { callbackAt: CONTEXT.now }).text).toBe('11:00 AM')
  })

  test('dates bring no narrow spaces that would double the price of a text', () => {
    for (const language of ['en', 'es', 'es-US', 'fr', 'de']) expect(fill('{next visit} {next visit time}', { language }).text).not.toMatch(/[\u00a0\u202f\u2009]/)
  })

  test('a name with braces or dollar signs neither breaks the text nor becomes a variable', () => {
    const named = (firstName: string) => fill('Hi {first name}!', { patient: CONTEXT.patient && { ...CONTEXT.patient, firstName } })
    expect(named('{staff} $& $1')).toEqual({ text: 'Hi staff $& $1!', unfilled: [] })
    fc.assert(
      fc.property(fc.string(), (name) => {
        const { text, unfilled } = named(name)
        expect(unfilledIn(text)).toEqual(unfilled)
      }),
    )
  })

  test('text without braces comes back as it is, and the names left over are exactly those in the text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...VARIABLES.map(({ name }) => `{${name}}`), '{other}', '{', '}', 'de ', 'el '))
    fc.assert(
      fc.property(fc.array(piece).map((pieces) => pieces.join('')), fc.constantFrom('en', 'es'), (text, language) => {
        const filled = fill(text, { language })
        expect(unfilledIn(filled.text)).toEqual(filled.unfilled)
        expect(/[{}]/.test(text) || filled.text === text).toBe(true)
      }),
    )
  })
})

describe('conditions', () => {
  const withoutVisit: Partial<FillContext> = { patient: CONTEXT.patient && { ...CONTEXT.patient, nextVisit: null } }

  test.each([
    ['{if next visit}See you {next visit day}.{else}Shall we find a time?{end}', 'See you Friday, March 14.', 'Shall we find a time?'],
    ['Hi. {if next visit}See you. {end}Bye.', 'Hi. See you. Bye.', 'Hi. Bye.'],
    ['{if no next visit}No visit yet.{end} Call us.', 'Call us.', 'No visit yet. Call us.'],
    ['{if next visit}{if clinician}{clinician} sees you.{else}We see you.{end}{else}Come in{end}', 'Dr. Osei sees you.', 'Come in'],
    ['{ IF  Next Visit }yes{ Else }no{ END }', 'yes', 'no'],
  ])('%s', (text, known, unknown) => {
    expect(fill(text)).toEqual({ text: known, unfilled: [] })
    expect(fill(text, withoutVisit)).toEqual({ text: unknown, unfilled: [] })
  })

  test('that do not close keep the text from going out, and say what is missing', () => {
    for (const [text, says] of [['{if next visit}See you', 'is not closed'], ['See you{end}', 'without an {if'], ['{else}', 'without an {if'], ['{if next visit}a{else}b{else}c{end}', 'more than one {else}']] as const) {
      expect(conditionProblem(text)).toContain(says)
      expect(fill(text).unfilled).not.toEqual([])
    }
    expect(conditionProblem('{if next visit}a{end} {if no clinician}b{end}')).toBeNull()
  })

  test('on something that is no variable are named', () => {
    expect(unknownVariables('{if next visti}See you {next visit}{end}')).toEqual(['next visti'])
  })

  test('whatever stands in them, what is filled holds no brace of ours', () => {
    const piece = fc.constantFrom('{if next visit}', '{if no next visit}', '{else}', '{end}', '{next visit}', ' words ', '{first name}')
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, hasVisit) => {
      const text = pieces.join('')
      const filled = fill(text, hasVisit ? {} : withoutVisit)
      const sound = conditionProblem(text) === null
      expect(sound ? !/\{(?:if|else|end)/.test(filled.text) : filled.unfilled.length > 0).toBe(true)
    }))
  })
})

test('every variable’s English and Spanish example is what filling gives', () => {
  const context = (language: string): FillContext => ({
    ...CONTEXT, language, nextOpeningAt: at('2025-03-17T08:00:00-05:00'), practice: { ...CONTEXT.practice, formsLink: 'https://example.org/forms', directionsLink: 'https://example.org/map' },
    patient: CONTEXT.patient && { ...CONTEXT.patient, lastName: 'Alvarez', nextVisit: { at: at('2025-03-14T15:00:00-05:00'), clinician: 'Dr. Chen' } },
  })
  for (const { name, example } of VARIABLES) {
    expect(fillTemplate(`{${name}}`, context('en')).text).toBe(example.en)
    expect(fillTemplate(`{${name}}`, context('es')).text).toBe(example.es)
  }
})

test('unknownVariables names what the editor should underline', () => {
  expect(unknownVariables('{first name} {firstname} { Practice } {}')).toEqual(['firstname', ''])
  expect(unfilledIn('{b} {a} {B}')).toEqual(['b', 'a'])
})

describe('chooseText', () => {
  const texts = { en: 'Hello', es: 'Hola', 'pt-BR': 'Olá', vi: ' ' }
  test.each([
    ['es', 'en', { language: 'es', text: 'Hola', asWanted: true }], ['es-US', 'en', { language: 'es', text: 'Hola', asWanted: true }], ['ES', 'en', { language: 'es', text: 'Hola', asWanted: true }],
    ['pt', 'en', { language: 'pt-BR', text: 'Olá', asWanted: true }], ['vi', 'es', { language: 'es', text: 'Hola', asWanted: false }], ['ko', 'ru', { language: 'en', text: 'Hello', asWanted: false }],
    [null, 'es', { language: 'es', text: 'Hola', asWanted: true }], ['', 'ru', { language: 'en', text: 'Hello', asWanted: true }],
  ])('wanted %j with fallback %j', (wanted, fallback, chosen) => {
    expect(chooseText(texts, wanted, fallback)).toEqual(chosen)
  })

  test('takes the first by tag when neither is there, and null when nothing is written', () => {
    expect(chooseText({ vi: 'Chào', ko: '안녕' }, 'es', 'en')).toMatchObject({ language: 'ko', asWanted: false })
    expect(chooseText({ en: ' ' }, 'en', 'en')).toBeNull()
    expect(chooseText({}, null, 'en')).toBeNull()
  })
})
