import { dayAndTime, dayOf, timeOf, usableLanguage } from './spoken-dates.ts'
import { daysBetween, localHour } from './local-time.ts'

/** Template variables, in the order the editor offers them. Names are written in braces: `{first name}`. */
export const VARIABLES = [
  { name: 'first name', about: 'person', label: 'First name', example: { en: 'Mari', es: 'Mari' } },
  { name: 'last name', about: 'person', label: 'Last name', example: { en: 'Alvarez', es: 'Alvarez' } },
  { name: 'next visit', about: 'visit', label: 'Next visit, day and time', example: { en: 'Friday, March 14 at 3:00 PM', es: 'el viernes 14 de marzo a las 15:00' } },
  { name: 'next visit day', about: 'visit', label: 'Next visit, day', example: { en: 'Friday, March 14', es: 'el viernes 14 de marzo' } },
  { name: 'next visit time', about: 'visit', label: 'Next visit, time', example: { en: '3:00 PM', es: '15:00' } },
  { name: 'clinician', about: 'visit', label: 'Clinician', example: { en: 'Dr. Chen', es: 'Dr. Chen' } },
  { name: 'last visit day', about: 'visit', label: 'Last visit, day', example: { en: 'Tuesday, March 4', es: 'el martes 4 de marzo' } },
  { name: 'practice', about: 'practice', label: 'Practice name', example: { en: 'Harbor Family Clinic', es: 'Harbor Family Clinic' } },
  { name: 'practice phone', about: 'practice', label: 'Practice phone', example: { en: '(555) 010-0100', es: '(555) 010-0100' } },
  { name: 'next opening', about: 'practice', label: 'When we open again', example: { en: 'Monday, March 17 at 8:00 AM', es: 'el lunes 17 de marzo a las 8:00' } },
  { name: 'forms link', about: 'practice', label: 'Link to the forms', example: { en: 'https://example.org/forms', es: 'https://example.org/forms' } },
  { name: 'directions link', about: 'practice', label: 'Link to directions', example: { en: 'https://example.org/map', es: 'https://example.org/map' } },
  { name: 'staff', about: 'desk', label: 'Your name', example: { en: 'Ana', es: 'Ana' } },
  { name: 'callback time', about: 'moment', label: 'When we call back', example: { en: '3:00 PM', es: 'las 15:00' } },
  { name: 'greeting', about: 'moment', label: 'Good morning, afternoon, evening', example: { en: 'Good morning', es: 'Buenos días' } },
  { name: 'today', about: 'moment', label: 'Today’s day', example: { en: 'Monday, March 10', es: 'el lunes 10 de marzo' } },
] as const satisfies readonly { name: string; about: VariableSubject; label: string; example: { en: string; es: string } }[]

/** Whom or what a variable tells of: the editor groups them so. */
export type VariableSubject = 'person' | 'visit' | 'practice' | 'desk' | 'moment'

export type VariableName = (typeof VARIABLES)[number]['name']

/** What a template can be filled from. Times are ms UTC. An empty text counts as unknown. */
export type FillContext = {
  practice: { name: string; phone: string | null; timeZone: string; formsLink: string | null; directionsLink: string | null }
  patient: null | {
    /** Preferred name, else given name. */
    firstName: string
    lastName?: string
    clinician: string | null
    nextVisit: { at: number; clinician: string | null } | null
    lastVisit: { at: number; clinician: string | null } | null
  }
  staffName: string | null
  callbackAt: number | null
  /** When the doors open next. */
  nextOpeningAt?: number | null
  now: number
  /** BCP 47: the language of the text, for its dates. */
  language: string
}

const BRACES = /\{([^{}]*)\}/g

/**
 * Puts the values into a template. What is not known stays as `{name}` and is named in `unfilled`, so that it can never go
 * out unseen. A next visit or callback that has passed, or a last visit still to come, counts as not known.
 * `{if next visit}…{else}…{end}` and `{if no next visit}…{end}` keep what fits; one that is not closed stays, and so keeps the text here.
 */
export function fillTemplate(text: string, context: FillContext): { text: string; unfilled: string[] } {
  const chosen = choose(text, context)
  let filled = ''
  let from = 0
  for (const match of chosen.matchAll(BRACES)) {
    const name = nameIn(match[1] ?? '')
    const value = known(name, context)
    filled += chosen.slice(from, match.index)
    from = match.index + match[0].length
    filled = value === '' ? `${filled}{${name}}` : joinWithArticle(filled, value, context.language)
  }
  filled += chosen.slice(from)
  // Read from the result, so that "{{first name}}", now "{Mari}", is seen too.
  return { text: filled, unfilled: unfilledIn(filled) }
}

/** A variable's value, or '' where it is not known or no variable of ours. A brace inside a value would read as another variable. */
function known(name: string, context: FillContext): string {
  return isVariable(name) ? (valueOf(name, context) ?? '').replace(/[{}]/g, '').trim() : ''
}

type Branch = { text: string; /** Whether what is read now belongs to the text. */ kept: boolean; condition: boolean }

/** The text without its conditions; as it was where they do not close. */
function choose(text: string, context: FillContext): string {
  if (!hasConditions(text) || conditionProblem(text) !== null) return text
  const open: Branch[] = [{ text: '', kept: true, condition: true }]
  let from = 0
  const add = (words: string): void => {
    const branch = open.at(-1)
    if (branch?.kept) branch.text += words
  }
  for (const match of text.matchAll(BRACES)) {
    const control = controlIn(match[1] ?? '')
    if (!control) continue
    add(text.slice(from, match.index))
    from = match.index + match[0].length
    const branch = open.at(-1)
    if (control.kind === 'if') {
      const holds = (known(control.name, context) !== '') !== control.no
      open.push({ text: '', kept: holds, condition: holds })
    } else if (branch && control.kind === 'else') branch.kept = !branch.condition
    else if (branch) {
      open.pop()
      add(branch.text)
    }
  }
  add(text.slice(from))
  // A branch that went leaves its spaces behind.
  return (open[0]?.text ?? '').replace(/ {2,}/g, ' ').replace(/ +([.,!?\n])/g, '$1').trim()
}

type Control = { kind: 'if'; name: string; no: boolean } | { kind: 'else' } | { kind: 'end' }

/** What stands in braces, if it steers the text and is no variable. */
function controlIn(braces: string): Control | null {
  const words = nameIn(braces)
  if (words === 'else' || words === 'end') return { kind: words }
  const [, no, name] = /^if (no )?(.+)$/.exec(words) ?? []
  return name === undefined ? null : { kind: 'if', name, no: no !== undefined }
}

function hasConditions(text: string): boolean {
  return [...text.matchAll(BRACES)].some((match) => controlIn(match[1] ?? '') !== null)
}

/** What is wrong with a text's conditions, in words for whoever writes it; null when they can be read. */
export function conditionProblem(text: string): string | null {
  const open: { name: string; hasElse: boolean }[] = []
  for (const match of text.matchAll(BRACES)) {
    const control = controlIn(match[1] ?? '')
    if (!control) continue
    const inner = open.at(-1)
    if (control.kind === 'if') open.push({ name: control.name, hasElse: false })
    else if (!inner) return `{${control.kind}} stands without an {if …} before it.`
    else if (control.kind === 'end') open.pop()
    else if (inner.hasElse) return `There is more than one {else} in {if ${inner.name}}.`
    else inner.hasElse = true
  }
  const [left] = open
  return left ? `{if ${left.name}} is not closed. Write {end} where it ends.` : null
}

/** The variables still standing in a text, each once, in order. Anything in braces counts, known or not. */
export function unfilledIn(text: string): string[] {
  return [...new Set([...text.matchAll(BRACES)].map((match) => nameIn(match[1] ?? '')))]
}

/** What stands in braces and is no variable of ours, for the template editor. */
export function unknownVariables(text: string): string[] {
  return [...new Set(namesIn(text).filter((name) => !isVariable(name)))]
}

/** The names that a text asks about: its variables and those of its conditions, in order. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(BRACES)].flatMap((match) => {
    const control = controlIn(match[1] ?? '')
    if (!control) return [nameIn(match[1] ?? '')]
    return control.kind === 'if' ? [control.name] : []
  })
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

function valueOf(name: VariableName, { practice, patient, staffName, callbackAt, nextOpeningAt, now, language }: FillContext): string | null {
  const tag = usableLanguage(language)
  const next = patient?.nextVisit && patient.nextVisit.at >= now ? patient.nextVisit : null
  const last = patient?.lastVisit && patient.lastVisit.at <= now ? patient.lastVisit : null
  switch (name) {
    case 'first name':
      return patient?.firstName ?? null
    case 'last name':
      return patient?.lastName ?? null
    case 'next opening':
      return nextOpeningAt && nextOpeningAt > now ? dayAndTime(nextOpeningAt, now, tag, practice.timeZone) : null
    case 'greeting':
      return greetingAt(now, tag, practice.timeZone)
    case 'today':
      return dayOf(now, now, tag, practice.timeZone)
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

const GREETINGS: Readonly<Record<string, readonly [string, string, string]>> = {
  en: ['Good morning', 'Good afternoon', 'Good evening'],
  es: ['Buenos días', 'Buenas tardes', 'Buenas noches'],
}

/** By the practice's clock: in the morning until noon, in the evening from six on. Null in a language Rapport does not greet in. */
function greetingAt(now: number, language: string, timeZone: string): string | null {
  const hour = localHour(now, timeZone)
  return GREETINGS[baseOf(language)]?.[hour < 12 ? 0 : hour < 18 ? 1 : 2] ?? null
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
