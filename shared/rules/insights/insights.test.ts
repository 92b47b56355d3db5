import { expect, it } from 'vitest'
import { insights } from '../insights.ts'

const NOW = Date.UTC(2026, 2, 10, 15)
const next = { at: NOW + 86_400_000, status: 'booked' as const, clinician: null }
const facts = { visits: [next], contacts: null, language: 'vi', practiceLanguages: ['en', 'es'], interpreterNoted: false }

it('somebody who speaks another language, has a visit to come and no interpreter noted, is asked who comes along', () => {
  expect(insights(facts, NOW, 'UTC')).toMatchObject([{ kind: 'language', language: 'vi', visitAt: next.at }])
})

it.each([
  ['with an interpreter noted', { interpreterNoted: true }],
  ['without a visit to come', { visits: [] }],
  ['with a visit that is past', { visits: [{ ...next, at: NOW - 1 }] }],
  ['where the language is not known', { language: '' }],
  ['where the practice writes in it', { language: 'en-GB' }],
  ['where a template is in it', { language: 'es' }],
])('nothing is said %s', (_why, change) => {
  expect(insights({ ...facts, ...change }, NOW, 'UTC')).toEqual([])
})
