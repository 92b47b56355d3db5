import { describe, expect, test } from 'vitest'
import { DAY } from '../time.ts'
import { sayLine, type SayPatient } from './say.ts'

const ZONE = 'America/Chicago'
// A Friday, 9:00 in Chicago.
const NOW = Date.parse('2026-03-13T09:00:00-05:00')
const KNEE = { en: 'knee', es: 'la rodilla' }
const mari = (change: Partial<SayPatient> = {}): SayPatient => ({
  preferredName: 'Mari', givenName: 'Maria', language: 'es', lastVisit: { at: NOW - 3 * DAY, matter: KNEE, clinician: 'Dr. Chen' }, nextVisit: null, ...change })
const say = (change: Partial<SayPatient> = {}, missed = false, now = NOW) => sayLine(mari(change), missed, now, ZONE).text

describe('sayLine', () => {
  test('greets, and asks after the matter of the last visit', () => {
    expect(sayLine(mari(), false, NOW, ZONE)).toEqual({ text: 'Buenos días, Mari — ¿cómo sigue la rodilla desde el martes?', language: 'es' })
    expect(sayLine(mari({ language: 'en' }), false, NOW, ZONE)).toEqual({ text: 'Good morning, Mari — how is the knee since Tuesday?', language: 'en' })
  })

  test('says sorry when they were missed before', () => {
    expect(say({}, true)).toBe('Buenos días, Mari — disculpe que no le contestamos antes. ¿Cómo sigue la rodilla desde el martes?')
    expect(say({ language: 'en' }, true)).toBe('Good morning, Mari — sorry we missed you earlier. How is the knee since Tuesday?')
    expect(say({ language: 'en', lastVisit: null }, true)).toBe('Good morning, Mari — sorry we missed you earlier.')
  })

  test('never invents a matter: without one it is greeting and name', () => {
    for (const matter of [null, {}, { en: 'knee' }, { es: ' ' }]) expect(say({ lastVisit: { at: NOW - DAY, matter, clinician: null } })).toBe('Buenos días, Mari.')
    expect(say({ lastVisit: null })).toBe('Buenos días, Mari.')
  })

  test('asks only within 60 days, and never about a visit still to come', () => {
    const on = (at: number) => say({ language: 'en', lastVisit: { at, matter: KNEE, clinician: null } })
    expect(on(NOW - 60 * DAY)).toBe('Good morning, Mari — how is the knee since your visit on January 12?')
    expect(on(NOW - 60 * DAY - 1)).toBe('Good morning, Mari.')
    expect(on(NOW + 1)).toBe('Good morning, Mari.')
  })

  test('says how long ago as people do', () => {
    const since = (days: number, language: string) => say({ language, lastVisit: { at: NOW - days * DAY, matter: KNEE, clinician: null } })
    expect(since(0, 'en')).toBe('Good morning, Mari — how is the knee?')
    expect(since(1, 'en')).toContain('since yesterday?')
    expect(since(1, 'es')).toContain('desde ayer?')
    expect(since(6, 'en')).toContain('since Saturday?')
    expect(since(7, 'en')).toContain('since your visit on March 6?')
    expect(since(7, 'es')).toContain('desde su visita del 6 de marzo?')
  })

  test.each([
    ['08:00', 'Good morning', 'Buenos días'], ['04:59', 'Good evening', 'Buenas noches'], ['11:59', 'Good morning', 'Buenos días'], ['12:00', 'Good afternoon', 'Buenas tardes'],
    ['17:00', 'Good evening', 'Buenas tardes'], ['20:00', 'Good evening', 'Buenas noches'],
  ])('at %s in the practice it is %s, %s', (time, english, spanish) => {
    const now = Date.parse(`2026-03-13T${time}:00-05:00`)
    expect(say({ language: 'en', lastVisit: null }, false, now)).toBe(`${english}, Mari.`)
    expect(say({ lastVisit: null }, false, now)).toBe(`${spanish}, Mari.`)
  })

  test.each([
    ['stitches', 'how are the stitches?'], ['arthritis', 'how is the arthritis?'], ['the cast', 'how is the cast?'], ['your back', 'how is your back?'], ['sinus infection', 'how is the sinus infection?'],
    ['wisdom teeth', 'how are the wisdom teeth?'], ['range of motion exercises', 'how is the range of motion exercises?'],
  ])('English matter %j: %s', (en, question) => {
    expect(say({ language: 'en-US', lastVisit: { at: NOW, matter: { en }, clinician: null } })).toBe(`Good morning, Mari — ${question}`)
  })

  test.each([
    ['rodilla', '¿cómo sigue su rodilla?'], ['muelas', '¿cómo siguen sus muelas?'], ['las muelas', '¿cómo siguen las muelas?'], ['tos', '¿cómo sigue su tos?'], ['la tos', '¿cómo sigue la tos?'], ['artritis', '¿cómo sigue su artritis?'],
    ['dolor de muelas', '¿cómo sigue su dolor de muelas?'],
  ])('Spanish matter %j: %s', (es, question) => {
    expect(say({ lastVisit: { at: NOW, matter: { es }, clinician: null } })).toBe(`Buenos días, Mari — ${question}`)
  })

  test('uses the given name without a preferred one, and greets the nameless', () => {
    expect(say({ preferredName: ' ', lastVisit: null })).toBe('Buenos días, Maria.')
    expect(say({ preferredName: null, givenName: '', lastVisit: null })).toBe('Buenos días.')
    expect(say({ preferredName: null, givenName: '', lastVisit: null }, true)).toBe('Buenos días — disculpe que no le contestamos antes.')
  })

  test('other and unknown languages are greeted in English', () => {
    for (const language of ['vi', '', null, 'est']) expect(sayLine(mari({ language }), false, NOW, ZONE).language).toBe('en')
  })
})
