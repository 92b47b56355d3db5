import { birthYear, isoDate, monthNamed, type DateOrder } from './calendar-date.ts'
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
  /** Only the day of the year, 'MM-DD', where a date stands among the words without its year. */
  birthDay?: string
}

const NUMERIC = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/.-])/
const YEAR_FIRST = /(?<![\d/.-])(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?![\d/.-])/
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)? (?:de |of )?(\p{L}{3,10})\.?,? (?:del? )?(\d{4})(?!\d)/iu

const DAY_OF_MONTH = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.? (?:de |of )?(\p{L}{3,10})(?!\p{L})/iu
const MONTH_AND_DAY = /(?<!\p{L})(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d/-]|\.\d)/iu
const SLASHED_DAY = /(?<![\d/.-])(\d{1,2})(?:\/(\d{1,2})|\.(\d{1,2})\.)(?![\d/.-])/
/** A leap year, so that somebody born on February 29 is found by it. */
const ANY_YEAR = 2000

/**
 * Reads search words: names, part of a phone number, a birth date with or without its year, in any mix. Which number of
 * 3/4/1967 is the month tells `order`, unless only the other makes a date. Two-digit years are read only when `now` (ms UTC) is given.
 */
export function parseSearch(words: string, now: number | null = null, order: DateOrder = 'mdy'): Search {
  const text = words.replace(/\s+/g, ' ').trim()
  const whole = findDate(text, now, order)
  const date = whole ?? findDay(text, order)
  const rest = date === null ? text : `${text.slice(0, date.from)} ${text.slice(date.to)}`
  const phone = rest.match(/\+?[\d(][\d\s().+-]*/g)?.map((run) => run.replace(/\D/g, '')).join('') ?? ''
  return {
    names: fold(rest.replace(/[\d+]/g, ' ')).split(' ').filter((part) => part !== ''),
    digits: phone.length >= 3 ? phone : null,
    birthDate: whole?.iso ?? null,
    ...(date !== null && whole === null && { birthDay: date.iso.slice(5) }),
  }
}

type Found = { iso: string; from: number; to: number }

type Reading = [RegExp, (a: string, b: string, c: string) => string | null]

function findDate(text: string, now: number | null, order: DateOrder): Found | null {
  return firstOf(text, [
    [YEAR_FIRST, (y, m, d) => isoDate(Number(y), Number(m), Number(d))],
    [NUMERIC, (a, b, y) => numericDate(Number(a), Number(b), birthYear(y, now), order)],
    [MONTH_FIRST, (m, d, y) => namedDate(m, d, y)],
    [DAY_FIRST, (d, m, y) => namedDate(m, d, y)],
  ])
}

/** "14 mar", "March 14", "3/14" and "14.3.": a day without its year. */
function findDay(text: string, order: DateOrder): Found | null {
  return firstOf(text, [
    [MONTH_AND_DAY, (m, d) => namedDate(m, d, String(ANY_YEAR))],
    [DAY_OF_MONTH, (d, m) => namedDate(m, d, String(ANY_YEAR))],
    [SLASHED_DAY, (a, b, dotted) => numericDate(Number(a), Number(b || dotted), ANY_YEAR, order)],
  ])
}

function firstOf(text: string, readings: Reading[]): Found | null {
  for (const [pattern, read] of readings) {
    const match = pattern.exec(text)
    if (!match) continue
    const iso = read(match[1] ?? '', match[2] ?? '', match[3] ?? '')
    if (iso !== null) return { iso, from: match.index, to: match.index + match[0].length }
  }
  return null
}

function numericDate(first: number, second: number, year: number | null, order: DateOrder): string | null {
  if (year === null) return null
  const [usual, other] = [isoDate(year, first, second), isoDate(year, second, first)]
  return order === 'dmy' ? (other ?? usual) : (usual ?? other)
}

function namedDate(month: string, day: string, year: string): string | null {
  const number = monthNamed(month)
  return number === null ? null : isoDate(Number(year), number, Number(day))
}
