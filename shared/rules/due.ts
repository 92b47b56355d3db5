import { fold } from './fold.ts'

const UNITS: Readonly<Record<string, number>> = { day: 1, dia: 1, week: 7, semana: 7 }

/** The day `days` after an ISO day; by calendar alone, so that no clock change matters. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day of the month later, or the last one where there is none: Jan 31 and a month is Feb 28. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`
}

/**
 * When something is to be done, from the words: "tomorrow", "in 2 weeks", "in 3 months", "en 10 días". Without any, a week from today.
 * @param today the practice's day, ISO
 * @returns an ISO day, at most three years away
 */
export function dueOf(text: string, today: string): string {
  const folded = fold(text)
  if (/\b(tomorrow|manana)\b/.test(folded)) return dayAfter(today, 1)
  const [, number, unit] = /\b(?:in|en) (\d{1,3}|a|an|una?) (day|dia|week|semana|month|mes)(?:e?s)?\b/.exec(folded) ?? []
  if (number === undefined || unit === undefined) return dayAfter(today, 7)
  const count = /\d/.test(number) ? Number(number) : 1
  if (unit === 'month' || unit === 'mes') return monthsAfter(today, Math.min(count, 36))
  return dayAfter(today, Math.min(count * (UNITS[unit] ?? 1), 1095))
}

const LAST_WORDS = /[\s,;:]*\b(?:tomorrow|mañana|(?:in|en) (?:\d{1,3}|an?|una?) (?:days?|d[ií]as?|weeks?|semanas?|months?|mes(?:es)?))\s*[.!]?$/iu

/** What is to be done, without the words at its end that say when; all of it where nothing would be left. */
export function withoutDue(text: string): string {
  const rest = text.trim().replace(LAST_WORDS, '')
  return rest === '' ? text.trim() : rest
}
