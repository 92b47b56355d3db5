import { expect, it } from 'vitest'
import { firstSteps } from './first-steps.ts'
import { guessFromLocale, setUpProblems } from './set-up-form.ts'

it('asks for the two things a practice cannot begin without', () => {
  expect(Object.keys(setUpProblems({ name: ' ', you: '' }))).toEqual(['name', 'you'])
  expect(setUpProblems({ name: 'Lakeside', you: 'Ana' })).toEqual({})
})

it('guesses country and language, and leaves out what it cannot know', () => {
  expect(guessFromLocale('es-MX', ['US', 'MX'])).toEqual({ country: 'MX', language: 'es' })
  expect(guessFromLocale('en', ['US'])).toEqual({ country: null, language: 'en' })
  expect(guessFromLocale('zh-Hant-TW', ['US'])).toEqual({ country: null, language: 'zh' })
  expect(guessFromLocale('not a locale', ['US'])).toEqual({ country: null, language: null })
})

it('ticks off a step when what it asks for is there', () => {
  const done = (known: Parameters<typeof firstSteps>[0]): string[] => firstSteps(known).flatMap((step) => (step.done ? [step.id] : []))
  expect(done({ named: false, staff: 0, linesOn: 0, hasPatients: false })).toEqual([])
  expect(done({ named: true, staff: 1, linesOn: 1, hasPatients: true })).toEqual(['practice', 'staff', 'lines', 'patients'])
  expect(done({ named: true, staff: 0, linesOn: 1, hasPatients: false })).toEqual(['practice', 'lines'])
})
