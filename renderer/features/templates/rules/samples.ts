import type { TemplateFields } from '@shared/contract/views.ts'
import { startOfDay } from '@shared/rules/hours.ts'
import { fillTemplate, VARIABLES, type FillContext } from '@shared/rules/template.ts'
import { DAY, HOUR } from '@shared/time.ts'

export const SAMPLES_FILE_NAME = '10dlc-sample-messages.txt'
/** What The Campaign Registry takes of one sample message. */
const MOST_LETTERS = 1023

type Practice = { name: string; phone: string; timeZone: string }

const OPT_OUT = { en: 'Reply STOP to opt out.', es: 'Responda STOP para no recibir más mensajes.' }

/**
 * Sample messages for the registration of a texting campaign with the US carriers (10DLC): every text filled with the
 * examples of its variables, as if all were known. The first in each language says how to opt out, which carriers ask of
 * at least one. No patient's data is in it.
 */
export function carrierSamples(templates: readonly Pick<TemplateFields, 'name' | 'texts'>[], practice: Practice, languageName: (tag: string) => string): string {
  const begun = new Set<string>()
  const samples = templates.flatMap(({ name, texts }) =>
    Object.entries(texts).map(([language, text]) => {
      const optOut = begun.has(language) ? '' : optOutIn(language)
      begun.add(language)
      return { title: `${name} (${languageName(language)})`, text: sampleOf(text, language, practice, optOut) }
    }),
  )
  const about = [
    `Sample messages of ${practice.name} for carrier registration (10DLC): copy them into the campaign’s form, which asks for up to five.`,
    'People, visits and times in them are made up. Reply STOP stands in the first of each language; carriers ask for it in at least one.',
  ]
  return `${[about.join('\n'), ...samples.map(({ title, text }, index) => `${index + 1}. ${title}\n${text}`)].join('\n\n')}\n`
}

function sampleOf(text: string, language: string, practice: Practice, optOut: string): string {
  const { text: filled } = fillTemplate(text, exampleContext(practice, language))
  // What has no value in this language, such as a greeting in Korean, gets its English example.
  const whole = VARIABLES.reduce((words, { name, example }) => words.replaceAll(`{${name}}`, example.en), filled)
  const end = optOut === '' || /\bSTOP\b/.test(whole) ? '' : `${/[.!?…]$/.test(whole) ? '' : '.'} ${optOut}`
  return `${shortened(whole, MOST_LETTERS - end.length)}${end}`
}

function optOutIn(language: string): string {
  return language.split('-')[0] === 'es' ? OPT_OUT.es : OPT_OUT.en
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}

/** The day of the variables' examples, Monday, March 10, 2025, on which everything is known. A test holds the two together. */
export function exampleContext(practice: Practice, language: string): FillContext {
  const at = (day: number, hour: number): number => startOfDay(Date.UTC(2025, 2, day, 12), practice.timeZone) + hour * HOUR
  const example = (name: string): string => VARIABLES.find((variable) => variable.name === name)?.example.en ?? ''
  return {
    practice: { name: practice.name, phone: practice.phone || example('practice phone'), timeZone: practice.timeZone, formsLink: example('forms link'), directionsLink: example('directions link') },
    patient: { firstName: 'Mari', lastName: 'Alvarez', clinician: 'Dr. Chen', nextVisit: { at: at(14, 15), clinician: 'Dr. Chen' }, lastVisit: { at: at(10, 9) - 6 * DAY, clinician: 'Dr. Chen' } },
    staffName: 'Ana',
    callbackAt: at(10, 15),
    nextOpeningAt: at(17, 8),
    now: at(10, 9),
    language,
  }
}
