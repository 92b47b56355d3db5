import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../time.ts'
import { stillPromises } from './promise.ts'
import { fillTemplate } from './template.ts'

const ZONE = 'America/Chicago'
const NOW = Date.parse('2026-03-13T09:00:00-05:00')
const TEXTS = { en: 'We will call you by {callback time}.', es: 'Le llamamos antes de {callback time}, gracias.' }
const filled = (language: 'en' | 'es', callbackAt: number) => fillTemplate(TEXTS[language], { practice: { name: 'Elm', phone: null, timeZone: ZONE, formsLink: null, directionsLink: null }, patient: null, staffName: null, callbackAt, now: NOW, language }).text

describe('stillPromises', () => {
  test('whatever time a template was filled with, in either language, with or without it known', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 * DAY }), fc.constantFrom('en' as const, 'es' as const), (ahead, language) => {
        const body = filled(language, NOW + ahead)
        expect([stillPromises(body, NOW + ahead, language, NOW, ZONE), stillPromises(body, NOW + ahead, null, NOW, ZONE)]).toEqual([true, true])
      }),
    )
  })

  test('not when the words say another time, or none', () => {
    expect(stillPromises('We will call you by 10:30 AM.', NOW + HOUR, 'en', NOW, ZONE)).toBe(false)
    expect(stillPromises('We will call you soon.', NOW + HOUR, 'en', NOW, ZONE)).toBe(false)
    expect(stillPromises('Le llamamos antes de las 21:00.', Date.parse('2026-03-14T01:00:00-05:00'), 'es', Date.parse('2026-03-14T00:30:00-05:00'), ZONE)).toBe(false)
    expect(stillPromises('Le llamamos antes de las 10:00.', NOW + HOUR, 'es', NOW, ZONE)).toBe(true)
  })

  test('not when the time has passed', () => expect(stillPromises(filled('en', NOW + HOUR), NOW - 1, 'en', NOW, ZONE)).toBe(false))
})
