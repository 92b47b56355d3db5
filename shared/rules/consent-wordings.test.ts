import { describe, expect, test } from 'vitest'
import { readConsent } from './consent.ts'
import wordings from './consent-wordings.json'
import { fold } from './fold.ts'

/**
 * Made-up texts, each with the verdict a careful practice would give it. The verdict is decided first; the rules follow.
 * A missed request is worse than a false alarm, and an ordinary sentence about a visit is neither.
 * `language` is of the words; of keywords it is "any".
 */
type Wording = { body: string; verdict: string; language: string; optedOut?: boolean }
const all: readonly Wording[] = wordings

const count = (verdict: string, language?: string): number => all.filter((it) => it.verdict === verdict && (language === undefined || it.language === language)).length

describe('the wordings', () => {
  test('are many, of every verdict', () => {
    expect(all.length).toBeGreaterThanOrEqual(1500)
    const counts = Object.fromEntries(['optOut', 'optIn', 'help', 'request', 'none'].map((verdict) => [verdict, count(verdict)]))
    expect(Object.values(counts).reduce((sum, one) => sum + one)).toBe(all.length)
    expect(counts.optOut).toBeGreaterThanOrEqual(140)
    expect(counts.optIn).toBeGreaterThanOrEqual(30)
    expect(counts.help).toBeGreaterThanOrEqual(25)
    expect(counts.request).toBeGreaterThanOrEqual(700)
    expect(counts.none).toBeGreaterThanOrEqual(700)
  })

  test.each(['request', 'none'])('read as %s are Spanish in about two of five', (verdict) => {
    expect(count(verdict, 'es') / count(verdict)).toBeGreaterThan(0.38)
  })

  test('are each there once, and the sentences differ in more than case, accents and signs', () => {
    expect(repeated(all.map((it) => `${it.optedOut === true} ${it.body}`))).toEqual([])
    expect(repeated(all.filter((it) => it.language === 'en' || it.language === 'es').map((it) => `${it.optedOut === true} ${fold(it.body)} ${it.verdict}`))).toEqual([])
  })
})

test.each(all.map((it) => [it.body, it.verdict, it.optedOut === true] as const))('%j is read as %s (opted out before: %s)', (body, verdict, optedOut) => {
  expect(readConsent(body, optedOut).kind).toBe(verdict)
})

function repeated(texts: string[]): string[] {
  return texts.filter((text, at) => texts.indexOf(text) !== at)
}
