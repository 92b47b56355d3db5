import { describe, expect, it } from 'vitest'
import { countSegments } from '@shared/rules/segments.ts'
import { fillTemplate, unknownVariables, VARIABLES, type FillContext } from '@shared/rules/template.ts'
import starter from '../../../resources/templates/starter.json' with { type: 'json' }
import { allTemplates } from '../replies/templates.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { prepareNewPractice } from './starter.ts'

const texts = starter.flatMap(({ name, texts: { en, es } }) => [
  { name, language: 'en' as const, text: en },
  { name, language: 'es' as const, text: es },
])

/** A Friday in March, as the examples of the variables say, and a Wednesday in September, which is longest to write. */
const now = Date.parse('2025-03-10T15:00:00Z')
const visits = [Date.parse('2025-03-14T20:00:00Z'), Date.parse('2025-09-24T20:30:00Z')]

function contextFor(language: 'en' | 'es', visitAt: number | null): FillContext {
  const example = (name: string): string => VARIABLES.find((variable) => variable.name === name)?.example[language] ?? ''
  return {
    practice: { name: example('practice'), phone: example('practice phone'), timeZone: 'America/Chicago', formsLink: example('forms link'), directionsLink: example('directions link') },
    patient: {
      firstName: example('first name'),
      clinician: example('clinician'),
      nextVisit: visitAt === null ? null : { at: visitAt, clinician: null },
      lastVisit: { at: Date.parse('2025-03-04T16:00:00Z'), clinician: null },
    },
    staffName: example('staff'),
    callbackAt: now + 5 * 3_600_000,
    now,
    language,
  }
}

describe('the starter templates', () => {
  it('begin with what the desk needs most', () => {
    expect(starter.slice(0, 5).map(({ name }) => name)).toEqual(['Offer new time', 'We\'ll call by…', 'Confirm visit', 'Directions', 'Forms link'])
    expect(starter.length).toBeGreaterThanOrEqual(14)
    expect(new Set(starter.map(({ name }) => name)).size).toBe(starter.length)
  })

  it.each(texts)('use only variables there are, and name the practice: $name ($language)', ({ text }) => {
    expect(unknownVariables(text)).toEqual([])
    expect(text).toContain('{practice}')
  })

  it.each(texts)('fill whole and go out in at most two parts: $name ($language)', ({ text, language }) => {
    for (const visitAt of visits) {
      const filled = fillTemplate(text, contextFor(language, visitAt))
      expect(filled.unfilled).toEqual([])
      expect(countSegments(filled.text).segments).toBeLessThanOrEqual(2)
    }
  })

  it('need a next visit only where they speak of it', () => {
    const needing = texts.filter(({ text, language }) => fillTemplate(text, contextFor(language, null)).unfilled.length > 0).map(({ name }) => name)
    expect([...new Set(needing)]).toEqual(['Confirm visit', 'Reschedule', 'What to bring'])
  })

  it('write good Spanish around a date', () => {
    const move = starter.find(({ name }) => name === 'Reschedule')
    expect(fillTemplate(move?.texts.es ?? '', contextFor('es', visits[0] ?? null)).text).toContain('su cita del viernes 14 de marzo a las 15:00')
  })

  it('stand in a new practice in their order', async () => {
    const { core } = await temporaryPractice()
    prepareNewPractice(core)
    expect(allTemplates(core.db).map(({ name, purpose, texts: { en, es } }) => ({ name, purpose, texts: { en, es } }))).toEqual(starter)
  })
})
