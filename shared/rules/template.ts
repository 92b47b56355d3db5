import { dayAndTime, dayOf, timeOf, usableLanguage } from './spoken-dates.ts'
import { daysBetween } from './local-time.ts'

/** Template variables, in the order the editor offers them. Names are written in braces: `{first name}`. */
export const VARIABLES = [
  { name: 'first name', label: 'First name', example: { en: 'Mari', es: 'Mari' } },
  { name: 'practice', label: 'Practice name', example: { en: 'Harbor Family Clinic', es: 'Harbor Family Clinic' } },
  { name: 'practice phone', label: 'Practice phone', example: { en: '(555) 010-0100', es: '(555) 010-0100' } },
  { name: 'next visit', label: 'Next visit, day and time', example: { en: 'Friday, March 14 at 3:00 PM', es: 'el viernes 14 de marzo a las 15:00' } },
  { name: 'next visit day', label: 'Next visit, day', example: { en: 'Friday, March 14', es: 'el viernes 14 de marzo' } },
  { name: 'next visit time', label: 'Next visit, time', example: { en: '3:00 PM', es: '15:00' } },
  { name: 'clinician', label: 'Clinician', example: { en: 'Dr. Chen', es: 'Dr. Chen' } },
  { name: 'last visit day', label: 'Last visit, day', example: { en: 'Tuesday, March 4', es: 'el martes 4 de marzo' } },
  { name: 'callback time', label: 'When we call back', example: { en: '3:00 PM', es: 'las 15:00' } },
  { name: 'staff', label: 'Your name', example: { en: 'Ana', es: 'Ana' } },
  { name: 'forms link', label: 'Link to the forms', example: { en: 'https://example.org/forms', es: 'https://example.org/forms' } },
  { name: 'directions link', label: 'Link to directions', example: { en: 'https://example.org/map', es: 'https://example.org/map' } },
] as const satisfies readonly { name: string; label: string; example: { en: string; es: string } }[]

export type VariableName = (typeof VARIABLES)[number]['name']

/** What a template can be filled from. Times are ms UTC. An empty text counts as unknown. */
export type FillContext = {
  practice: { name: string; phone: string | null; timeZone: string; formsLink: string | null; directionsLink: string | null }
  patient: null | {
    /** Preferred name, else given name. */
    firstName: string
    clinician: string | null
    nextVisit: { at: number; clinician: string | null } | null
    lastVisit: { at: number; clinician: string | null } | null
  }
  staffName: string | null
  callbackAt: number | null
  now: number
  /** BCP 47: the language of the text, for its dates. */
  language: string
}

const BRACES = /\{([^{}]*)\}/g

/**
 * Puts the values into a template. What is not known stays as `{name}` and is named in `unfilled`, so that it can never go
 * out unseen. A next visit or callback that has passed, or a last visit still to come, counts as not known.
 */
export function fillTemplate(text: string, context: FillContext): { text: string; unfilled: string[] } {
  let filled = ''
  let from = 0
  for (const match of text.matchAll(BRACES)) {
    const name = nameIn(match[1] ?? '')
    // A brace inside a value would read as another variable.
    const value = isVariable(name) ? (valueOf(name, context) ?? '').replace(/[{}]/g, '').trim() : ''
    filled += text.slice(from, match.index)
    from = match.index + match[0].length
    filled = value === '' ? `${filled}{${name}}` : joinWithArticle(filled, value, context.language)
  }
  filled += text.slice(from)
  // Read from the result, so that "{{first name}}", now "{Mari}", is seen too.
  return { text: filled, unfilled: unfilledIn(filled) }
}

/** The variables still standing in a text, each once, in order. Anything in braces counts, known or not. */
export function unfilledIn(text: string): string[] {
  return [...new Set([...text.matchAll(BRACES)].map((match) => nameIn(match[1] ?? '')))]
}

/** What stands in braces and is no variable of ours, for the template editor. */
export function unknownVariables(text: string): string[] {
  return unfilledIn(text).filter((name) => !isVariable(name))
}

/**
 * Picks the text of a template in the wanted language (exact tag, then base language), else in `fallback`, else English,
 * else the first by tag. `asWanted` is false when a language was wanted and another was taken; null when there is no text.
 */
export function chooseText(
  texts: Record<string, string>,
  wanted: string | null,
  fallback: string,
): { language: string; text: string; asWanted: boolean } | null {
  const written = Object.entries(texts)
    .filter(([, text]) => text.trim() !== '')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const find = (tag: string) =>
    written.find(([language]) => language.toLowerCase() === tag.toLowerCase()) ?? written.find(([language]) => baseOf(language) === baseOf(tag))
  const asked = wanted === null || wanted.trim() === '' ? null : wanted
  const inWanted = asked === null ? undefined : find(asked)
  const chosen = inWanted ?? find(fallback) ?? find('en') ?? written[0]
  if (!chosen) return null
  return { language: chosen[0], text: chosen[1], asWanted: asked === null || inWanted !== undefined }
}

function valueOf(name: VariableName, { practice, patient, staffName, callbackAt, now, language }: FillContext): string | null {
  const tag = usableLanguage(language)
  const next = patient?.nextVisit && patient.nextVisit.at >= now ? patient.nextVisit : null
  const last = patient?.lastVisit && patient.lastVisit.at <= now ? patient.lastVisit : null
  switch (name) {
    case 'first name':
      return patient?.firstName ?? null
    case 'practice':
      return practice.name
    case 'practice phone':
      return practice.phone
    case 'next visit':
      return next && dayAndTime(next.at, now, tag, practice.timeZone)
    case 'next visit day':
      return next && dayOf(next.at, now, tag, practice.timeZone)
    case 'next visit time':
      return next && timeOf(next.at, tag, practice.timeZone)
    case 'clinician':
      return next?.clinician || patient?.clinician || null
    case 'last visit day':
      return last && dayOf(last.at, now, tag, practice.timeZone)
    case 'callback time':
      return callbackAt !== null && callbackAt >= now ? callbackTime(callbackAt, now, tag, practice.timeZone) : null
    case 'staff':
      return staffName
    case 'forms link':
      return practice.formsLink
    case 'directions link':
      return practice.directionsLink
  }
}

/** When we call back. "3:00 PM" today, "3:00 PM on Friday, March 14" later; in Spanish with its article: "las 15:00 del viernes 14 de marzo". */
export function callbackTime(at: number, now: number, language: string, timeZone: string): string {
  const today = daysBetween(now, at, timeZone) === 0
  const time = timeOf(at, language, timeZone)
  if (baseOf(language) === 'es') {
    const article = /^0?1:/.test(time) ? 'la' : 'las'
    return today ? `${article} ${time}` : `${article} ${time} d${dayOf(at, now, language, timeZone)}`
  }
  if (today) return time
  return baseOf(language) === 'en' ? `${time} on ${dayOf(at, now, language, timeZone)}` : dayAndTime(at, now, language, timeZone)
}

/** Spanish values bring their article: "de" + "el viernes" is "del viernes", and an article already written is not doubled. */
function joinWithArticle(before: string, value: string, language: string): string {
  const article = baseOf(language) === 'es' ? /^(?:el|las?) /.exec(value)?.[0] : undefined
  if (article === undefined) return before + value
  if (/(?:^|\s)(?:el|la|las|del|al) $/i.test(before)) return before + value.slice(article.length)
  if (article === 'el ' && /(?:^|\s)(?:de|a) $/i.test(before)) return `${before.replace(/e? $/, (end) => (end === 'e ' ? 'el ' : 'l '))}${value.slice(3)}`
  return before + value
}

function nameIn(braces: string): string {
  return braces.trim().replace(/\s+/g, ' ').toLowerCase()
}

function isVariable(name: string): name is VariableName {
  return VARIABLES.some((variable) => variable.name === name)
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? ''
}
