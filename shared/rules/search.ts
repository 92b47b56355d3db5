import { birthYear, isoDate, monthNamed } from './calendar-date.ts'
import { fold } from './fold.ts'

export { fold } from './fold.ts'

/** What somebody typed into the patient search. */
export type Search = {
  /** Folded name parts in the order typed. */
  names: string[]
  /** Phone digits in a row, at least 3, or null. Compare with the digits of E.164. */
  digits: string | null
  /** ISO date, when a date stands among the words. */
  birthDate: string | null
}

const NUMERIC = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/.-])/
const YEAR_FIRST = /(?<![\d/.-])(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?![\d/.-])/
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)? (?:de |of )?(\p{L}{3,10})\.?,? (?:del? )?(\d{4})(?!\d)/iu

/**
 * Reads search words: names, part of a phone number, a birth date, in any mix. In 3/4/1967 the month comes first as in the
 * US, unless only day first makes a date. Two-digit years are read only when `now` (ms UTC) is given.
 */
export function parseSearch(words: string, now: number | null = null): Search {
  const text = words.replace(/\s+/g, ' ').trim()
  const date = findDate(text, now)
  const rest = date === null ? text : `${text.slice(0, date.from)} ${text.slice(date.to)}`
  const phone = rest.match(/\+?[\d(][\d\s().+-]*/g)?.map((run) => run.replace(/\D/g, '')).join('') ?? ''
  return {
    names: fold(rest.replace(/[\d+]/g, ' ')).split(' ').filter((part) => part !== ''),
    digits: phone.length >= 3 ? phone : null,
    birthDate: date?.iso ?? null,
  }
}

type Found = { iso: string; from: number; to: number }

function findDate(text: string, now: number | null): Found | null {
  const readings: [RegExp, (a: string, b: string, c: string) => string | null][] = [
    [YEAR_FIRST, (y, m, d) => isoDate(Number(y), Number(m), Number(d))],
    [NUMERIC, (a, b, y) => numericDate(Number(a), Number(b), birthYear(y, now))],
    [MONTH_FIRST, (m, d, y) => namedDate(m, d, y)],
    [DAY_FIRST, (d, m, y) => namedDate(m, d, y)],
  ]
  for (const [pattern, read] of readings) {
    const match = pattern.exec(text)
    if (!match) continue
    const iso = read(match[1] ?? '', match[2] ?? '', match[3] ?? '')
    if (iso !== null) return { iso, from: match.index, to: match.index + match[0].length }
  }
  return null
}

function numericDate(first: number, second: number, year: number | null): string | null {
  if (year === null) return null
  return isoDate(year, first, second) ?? isoDate(year, second, first)
}

function namedDate(month: string, day: string, year: string): string | null {
  const number = monthNamed(month)
  return number === null ? null : isoDate(Number(year), number, Number(day))
}
