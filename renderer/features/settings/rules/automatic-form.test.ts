import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { automaticSettings, type AutomaticSettings } from '@shared/contract/views.ts'
import { automaticProblems, borrowsClosed, firstProblem, isUsed, languagesOf, promiseChoices, toAutomatic, toAutomaticForm, withLine, withWords } from './automatic-form.ts'

const settings: AutomaticSettings = {
  textBack: { enabled: true, when: 'always', delaySeconds: 60, againAfterHours: 24, linesOff: [], promiseMinutes: 30 },
  voicemail: { enabled: false },
  afterHours: { enabled: false },
  words: { open: { en: 'This is {practice}.' }, closed: { en: 'Closed. {practice}', es: 'Cerrado. {practice}' }, lunch: {}, holiday: { en: '' }, voicemail: {}, afterHours: {} },
  texting: { from: '09:00', to: '20:00', byArea: true },
}
const form = toAutomaticForm(settings)
const named = (tag: string): string => ({ en: 'English', es: 'Spanish' })[tag] ?? tag

describe('toAutomaticForm and toAutomatic', () => {
  it('give the same settings back, without words that are empty', () => {
    expect(toAutomatic(form)).toEqual({ ...settings, words: { ...settings.words, holiday: {} } })
  })

  it('trim what was typed, and send what the contract takes', () => {
    const typed = { ...form, words: withWords(form, 'open', 'es', '  {practice}  ') }
    expect(toAutomatic(typed).words.open).toEqual({ en: 'This is {practice}.', es: '{practice}' })
    expect(automaticSettings.safeParse(toAutomatic(typed)).success).toBe(true)
  })

  it('whatever is typed as a number is either refused in words or taken by the contract', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 5 }), fc.integer({ min: -5, max: 2000 }).map(String)), (typed) => {
        const one = { ...form, textBack: { ...form.textBack, delay: typed, again: typed } }
        const { delay, again } = automaticProblems(one)
        const { textBack } = automaticSettings.shape
        const { delaySeconds, againAfterHours } = toAutomatic(one).textBack
        expect(delay !== null || textBack.shape.delaySeconds.safeParse(delaySeconds).success).toBe(true)
        expect(again !== null || textBack.shape.againAfterHours.safeParse(againAfterHours).success).toBe(true)
      }),
    )
  })
})

describe('automaticProblems', () => {
  it('finds nothing against these', () => {
    expect(firstProblem(automaticProblems(form), named)).toBeNull()
  })

  it('says where the first one stands', () => {
    const words = { ...form, words: withWords(form, 'closed', 'es', 'Hola {first name}, {practice}') }
    expect(firstProblem(automaticProblems(words), named)).toMatch(/^While closed, Spanish: \{first name\} may not stand/)
    expect(firstProblem(automaticProblems({ ...words, textBack: { ...form.textBack, delay: '5' } }), named)).toBe('The wait before a text: Write a whole number of seconds from 10 to 900.')
    expect(firstProblem(automaticProblems({ ...form, texting: { ...form.texting, to: '09:00' } }), named)).toMatch(/^Quiet hours/)
    expect(firstProblem(automaticProblems({ ...form, texting: { ...form.texting, to: '' } }), named)).toBe('Quiet hours: Write both times.')
  })
})

it('emptying the words takes the language out, as if it had never been written', () => {
  const written = { ...form, words: withWords(form, 'open', 'fr', 'C’est {practice}.') }
  expect(withWords(written, 'open', 'fr', '')).toEqual(form.words)
})

it('offers the practice’s language first, and each once', () => {
  expect(languagesOf(form, 'es', ['vi', 'en'])).toEqual(['es', 'en', 'vi'])
})

it('lunch and holidays borrow the words for closed doors until they have their own', () => {
  expect(borrowsClosed(form, 'lunch')).toBe(true)
  expect(borrowsClosed(form, 'open')).toBe(false)
  expect(borrowsClosed({ ...form, words: withWords(form, 'lunch', 'en', '{practice}') }, 'lunch')).toBe(false)
})

it('knows which words are used as things are set', () => {
  const onlyOpen = { ...form, textBack: { ...form.textBack, when: 'open' as const } }
  expect([isUsed(onlyOpen, 'open'), isUsed(onlyOpen, 'holiday'), isUsed(onlyOpen, 'voicemail')]).toEqual([true, false, false])
  expect(isUsed({ ...form, afterHours: { enabled: true } }, 'afterHours')).toBe(true)
})

it('a line is switched off once, and on again', () => {
  const off = withLine({ ...form, textBack: withLine(form, 'l1', false) }, 'l1', false)
  expect(off.linesOff).toEqual(['l1'])
  expect(withLine({ ...form, textBack: off }, 'l1', true).linesOff).toEqual([])
})

it('keeps a promise that is set already among the choices', () => {
  expect(promiseChoices(null)).toEqual([15, 30, 60, 120])
  expect(promiseChoices(45)).toEqual([15, 30, 45, 60, 120])
})
