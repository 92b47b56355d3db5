import { DAY } from '../time.ts'
import { daysBetween, formatter, localHour } from './local-time.ts'

/** What the desk says first. Times are ms UTC. `matter` is the visit's own structured field: "knee", "la rodilla". */
export type SayPatient = {
  preferredName: string | null
  givenName: string
  /** BCP 47, or empty when not known. */
  language: string | null
  lastVisit: { at: number; matter: { en?: string; es?: string } | null; clinician: string | null } | null
  nextVisit: { at: number; clinician: string | null } | null
}

type Spoken = 'en' | 'es'
const FRESH = 60 * DAY

/**
 * One sentence to open a call with: “Buenos días, Mari — ¿cómo sigue la rodilla desde el martes?”
 * Greeting by the practice's time of day, the name they like, an apology when they were missed before, and what the last
 * visit was for, if that visit is at most 60 days ago and its matter is written down in the language spoken. Nothing is
 * ever guessed: without a matter it is only greeting, name and apology. English and Spanish; others get English.
 */
export function sayLine(patient: SayPatient, missedBefore: boolean, now: number, timeZone: string): { text: string; language: Spoken } {
  const language: Spoken = /^es\b/i.test(patient.language ?? '') ? 'es' : 'en'
  const name = patient.preferredName?.trim() || patient.givenName.trim()
  const opening = name === '' ? greeting(language, now, timeZone) : `${greeting(language, now, timeZone)}, ${name}`
  const question = matterQuestion(patient.lastVisit, language, now, timeZone)
  if (missedBefore) {
    const sorry = language === 'es' ? 'disculpe que no le contestamos antes.' : 'sorry we missed you earlier.'
    return { text: `${opening} — ${sorry}${question === null ? '' : ` ${capitalised(question)}`}`, language }
  }
  return { text: question === null ? `${opening}.` : `${opening} — ${question}`, language }
}

function greeting(language: Spoken, now: number, timeZone: string): string {
  const hour = localHour(now, timeZone)
  const part = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < (language === 'es' ? 20 : 17) ? 'day' : 'night'
  switch (part) {
    case 'morning':
      return language === 'es' ? 'Buenos días' : 'Good morning'
    case 'day':
      return language === 'es' ? 'Buenas tardes' : 'Good afternoon'
    case 'night':
      return language === 'es' ? 'Buenas noches' : 'Good evening'
  }
}

function matterQuestion(visit: SayPatient['lastVisit'], language: Spoken, now: number, timeZone: string): string | null {
  const matter = visit?.matter?.[language]?.trim()
  if (!visit || !matter || visit.at > now || now - visit.at > FRESH) return null
  const since = sinceWords(visit.at, language, now, timeZone)
  if (language === 'es') return `¿cómo ${isPlural(matter) ? 'siguen' : 'sigue'} ${withPossessive(matter)}${since}?`
  return `how ${isPlural(matter) ? 'are' : 'is'} ${/^(?:the|your) /i.test(matter) ? matter : `the ${matter}`}${since}?`
}

/** " since Tuesday" within the week, then " since your visit on March 3"; nothing on the day itself. */
function sinceWords(at: number, language: Spoken, now: number, timeZone: string): string {
  const days = daysBetween(at, now, timeZone)
  if (days === 0) return ''
  if (days === 1) return language === 'es' ? ' desde ayer' : ' since yesterday'
  if (days < 7) {
    const weekday = formatter(language, timeZone, { weekday: 'long' }).format(at)
    return language === 'es' ? ` desde el ${weekday}` : ` since ${weekday}`
  }
  const date = formatter(language, timeZone, { month: 'long', day: 'numeric' }).format(at)
  return language === 'es' ? ` desde su visita del ${date}` : ` since your visit on ${date}`
}

/** Spanish needs an article; where the note has none, "su" avoids guessing the gender. */
function withPossessive(matter: string): string {
  if (/^(?:el|la|los|las|su|sus|lo) /i.test(matter)) return matter
  return `${isPlural(matter) ? 'sus' : 'su'} ${matter}`
}

/** By the first word after an article: "the stitches", "las muelas". Words like "sinus", "arthritis", "tos" are one thing. */
function isPlural(matter: string): boolean {
  if (/^(?:los|las|sus) /i.test(matter)) return true
  if (/^(?:el|la|lo|su) /i.test(matter)) return false
  const noun = matter.split(/ (?:de|del|of|in|en) /i)[0] ?? matter
  return (/s$/i.test(noun) && !/(?:ss|us|is|ps|tos)$/i.test(noun)) || /\b(?:feet|teeth)$/i.test(noun)
}

function capitalised(sentence: string): string {
  return sentence.replace(/\p{L}/u, (letter) => letter.toUpperCase())
}
