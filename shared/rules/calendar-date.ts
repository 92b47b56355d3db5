import { foldLetters } from './fold.ts'
import { dayKey } from './local-time.ts'

/** Dates without a time, as people and other programs write them. ISO 'YYYY-MM-DD' comes out. */

export type DateOrder = 'mdy' | 'dmy' | 'ymd'

/** Which number of 3/4/1967 people in this country (ISO 3166) mean as the month. */
export function orderIn(country: string): DateOrder {
  return country === 'US' || country === 'PH' ? 'mdy' : 'dmy'
}

const MONTHS: readonly string[][] = [
  ['january', 'jan', 'enero', 'ene'], ['february', 'feb', 'febrero'], ['march', 'mar', 'marzo'], ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'], ['june', 'jun', 'junio'], ['july', 'jul', 'julio'], ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sep', 'sept', 'septiembre', 'setiembre'], ['october', 'oct', 'octubre'], ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
]

/** 1 to 12 for a month's name in English or Spanish, else null. */
export function monthNamed(word: string): number | null {
  const at = MONTHS.findIndex((names) => names.includes(foldLetters(word).replace(/\.$/, '')))
  return at === -1 ? null : at + 1
}

/** 'YYYY-MM-DD' if such a day exists (leap years counted) between 1850 and 2199, else null. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1850 || year > 2199) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/**
 * The year of a birth as written. Four digits stand; two mean the latest such year that is not after `now` (ms UTC), and
 * nothing at all without `now`: a century is not guessed. Null when it cannot be told.
 */
export function birthYear(written: string, now: number | null): number | null {
  if (/^\d{4}$/.test(written)) return Number(written)
  if (!/^\d{2}$/.test(written) || now === null) return null
  const thisYear = Number(dayKey(now, 'UTC').slice(0, 4))
  const year = Math.floor(thisYear / 100) * 100 + Number(written)
  return year > thisYear ? year - 100 : year
}
