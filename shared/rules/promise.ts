import { MINUTE } from '../time.ts'
import { usableLanguage } from './spoken-dates.ts'
import { callbackTime } from './template.ts'

/** Before a promised call is due it is called out by so much. */
export const PROMISE_WARNS = 10 * MINUTE

/**
 * Whether a text still says when we call: its words hold the time as a template writes it. Somebody may have changed the time, or
 * taken it out, after it was filled in; then it is no promise that Rapport could know.
 * @param dueAt until when the call was promised, ms UTC; one that has passed promises nothing
 * @param language BCP 47, that of the text; null where it is not known, then English and Spanish are tried
 */
export function stillPromises(body: string, dueAt: number, language: string | null, now: number, timeZone: string): boolean {
  if (dueAt <= now) return false
  return (language === null ? ['en', 'es'] : [language]).some((tag) => {
    // A template may bring the article itself: "a las {callback time}" is filled without a second one.
    const words = callbackTime(dueAt, now, usableLanguage(tag), timeZone).replace(/^las? /, '')
    const from = body.indexOf(words)
    return from !== -1 && !/\d/.test(body.charAt(from - 1)) && !/\d/.test(body.charAt(from + words.length))
  })
}
