import { describe, expect, it } from 'vitest'
import { fillTemplate } from '@shared/rules/template.ts'
import starter from '../../../../resources/templates/starter.json' with { type: 'json' }
import { answerTo } from './answers.ts'
import { demoPeople } from './people.ts'
import { dayOf } from './calendar.ts'
import { named } from './cast.ts'
import { createRandom } from './random.ts'

const now = Date.parse('2025-03-11T14:56:00Z')
const people = demoPeople(createRandom(1), dayOf(now))
const [maria, june] = [named(people, 'maria'), named(people, 'june')]

function fill(name: string, language: 'en' | 'es'): string {
  const template = starter.find((one) => one.name === name)
  return fillTemplate(template?.texts[language] ?? '', {
    practice: { name: 'Lakeside Family Clinic', phone: '(555) 010-0100', timeZone: 'America/Chicago', formsLink: 'https://lakeside.example/forms', directionsLink: 'https://lakeside.example/map' },
    patient: { firstName: 'June', clinician: 'Dr. Chen', nextVisit: { at: now + 3 * 86_400_000, clinician: null }, lastVisit: null },
    staffName: 'Ana',
    callbackAt: now + 3_600_000,
    now,
    language,
  }).text
}

describe('what the people of the demo answer', () => {
  it.each([
    ['Offer new time', /Thursday|Any day/, /jueves|Cualquier/],
    ['Confirm visit', /^Yes/, /^Sí/],
    ['Directions', /Found|Got it/, /encontré|Perfecto/],
    ['Forms link', /Done|filled/, /llené|lleno/],
    ['Running late', /Thank you/, /Gracias/],
    ['Reschedule', /Thursday|Any day/, /jueves|Cualquier/],
    ["We'll call by…", /talk soon/, /espero su llamada/],
    ['Check-up due', /Thursday|Any day/, /jueves|Cualquier/],
  ])('fits the template %s', (name, english, spanish) => {
    for (let seed = 0; seed < 5; seed += 1) {
      expect(answerTo(fill(name, 'en'), june, createRandom(seed))).toMatch(english)
      expect(answerTo(fill(name, 'es'), maria, createRandom(seed))).toMatch(spanish)
    }
  })

  it('comes in the language of the person, or of the text where nobody is known', () => {
    expect(answerTo('Does Thursday at 9:20 work?', maria, createRandom(1))).toMatch(/^Sí/)
    expect(answerTo('¿Le funciona el jueves a las 9:20?', null, createRandom(1))).toMatch(/^Sí/)
    expect(answerTo('Does Thursday at 9:20 work?', null, createRandom(1))).toMatch(/^Yes/)
  })

  it('is none to the confirmation of an opt-out', () => {
    expect(answerTo('Lakeside Family Clinic: you will get no more texts from us. Reply START to get texts again.', june, createRandom(1))).toBeNull()
  })
})
