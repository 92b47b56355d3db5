import { DAY } from '../time.ts'
import { formatter } from './local-time.ts'

/** Dates as a person at the desk would write them in a text. Times are ms UTC; time zones are IANA names. */

/** The language if Intl knows how to write it, else English. */
export function usableLanguage(language: string): string {
  const tag = language.replaceAll('_', '-')
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** "3:00 PM", "15:00", "3:00 p. m.", with ordinary spaces: the narrow ones of Intl would force a text into UCS-2. */
export function timeOf(at: number, language: string, timeZone: string): string {
  return plain(formatter(language, timeZone, { hour: 'numeric', minute: '2-digit' }).format(at))
}

/** A day further away than this is written with its year. */
const YEAR_NEEDED = 300 * DAY

/** "Friday, March 14", "el viernes 14 de marzo"; with the year when it is far from `now`. */
export function dayOf(at: number, now: number, language: string, timeZone: string): string {
  const far = Math.abs(at - now) > YEAR_NEEDED
  const made = formatter(language, timeZone, { weekday: 'long', month: 'long', day: 'numeric', ...(far ? { year: 'numeric' as const } : {}) })
  if (!isSpanish(language)) return plain(made.format(at))
  const parts = made.formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `el ${part('weekday')} ${part('day')} de ${part('month')}${far ? ` de ${part('year')}` : ''}`
}

/** "Friday, March 14 at 3:00 PM", "el viernes 14 de marzo a las 15:00". */
export function dayAndTime(at: number, now: number, language: string, timeZone: string): string {
  const day = dayOf(at, now, language, timeZone)
  const time = timeOf(at, language, timeZone)
  if (isSpanish(language)) return `${day} a ${/^0?1:/.test(time) ? 'la' : 'las'} ${time}`
  if (/^en\b/i.test(language)) return `${day} at ${time}`
  return plain(formatter(language, timeZone, { dateStyle: 'full', timeStyle: 'short' }).format(at))
}

function isSpanish(language: string): boolean {
  return /^es\b/i.test(language)
}

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, ' ')
}
