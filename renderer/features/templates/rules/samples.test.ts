import { describe, expect, it } from 'vitest'
import { fillTemplate, VARIABLES } from '@shared/rules/template.ts'
import starter from '../../../../resources/templates/starter.json' with { type: 'json' }
import { carrierSamples, exampleContext } from './samples.ts'

const practice = { name: 'Harbor Family Clinic', phone: '(555) 010-0100', timeZone: 'America/New_York' }
const samplesOf = (...texts: Record<string, string>[]): string[] => carrierSamples(texts.map((one, index) => ({ name: `T${index}`, texts: one })), practice, (tag) => tag).trimEnd().split('\n\n').slice(1)

it('fills every variable with its example, in English and Spanish', () => {
  for (const { name, example } of VARIABLES) {
    for (const language of ['en', 'es'] as const) {
      expect([name, fillTemplate(`{${name}}`, exampleContext(practice, language)).text]).toEqual([name, example[language]])
    }
  }
})

describe('carrierSamples', () => {
  it('numbers every text in every language and says what the file is for', () => {
    const whole = carrierSamples([{ name: 'Late', texts: { en: 'Hi {first name}.', es: 'Hola {first name}.' } }], practice, (tag) => tag)
    expect(whole.split('\n\n')[0]).toMatch(/carrier registration \(10DLC\)/)
    expect(samplesOf({ en: 'Hi {first name}.', es: 'Hola {first name}.' }, { en: 'Bye.' })).toEqual([
      '1. T0 (en)\nHi Mari. Reply STOP to opt out.',
      '2. T0 (es)\nHola Mari. Responda STOP para no recibir más mensajes.',
      '3. T1 (en)\nBye.',
    ])
  })

  it('takes conditions as known, and says STOP once', () => {
    expect(samplesOf({ en: '{if next visit}See you {next visit}.{else}Call us.{end} Reply STOP to end.' })).toEqual(['1. T0 (en)\nSee you Friday, March 14 at 3:00 PM. Reply STOP to end.'])
  })

  it('stays under 1,024 letters', () => {
    const [first = ''] = samplesOf({ en: '{practice} word '.repeat(60) })
    const text = first.slice(first.indexOf('\n') + 1)
    expect(text.length).toBeLessThan(1024)
    expect(text).toMatch(/… ?\.? Reply STOP to opt out\.$/)
  })

  it('leaves nothing in braces, in any language', () => {
    expect(carrierSamples(starter, { ...practice, phone: '' }, (tag) => tag)).not.toMatch(/[{}]/)
    expect(samplesOf({ ko: '{greeting} {today}' })[0]).toMatch(/Good morning/)
  })
})
