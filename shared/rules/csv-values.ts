import { birthYear, type DateOrder, isoDate, monthNamed } from './calendar-date.ts'
import { foldLetters } from './fold.ts'

/** Cells of a patient list as other programs export them. */

const TIME_AFTER = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i

/**
 * A birth date as ISO 'YYYY-MM-DD', read in the given order; a year that comes first with four digits, and a month written as
 * a word, need no order. A time after the date is ignored. Null for anything else, also for a day that does not exist and
 * for a date that only another order could read: half a column in the wrong order must show up as unreadable.
 * Two-digit years are read only when `now` (ms UTC) is given.
 */
export function readBirthDate(cell: string, order: DateOrder, now: number | null = null): string | null {
  return readDate(cell, order, (written) => birthYear(written, now))
}

/** The day of a visit, read like a birth date; a year of two digits is one of this century. */
export function readDay(cell: string, order: DateOrder): string | null {
  return readDate(cell, order, (written) => (/^\d{4}$/.test(written) ? Number(written) : /^\d{2}$/.test(written) ? 2000 + Number(written) : null))
}

/** The year as written, as a number; null when it cannot be told. */
type YearOf = (written: string) => number | null

function readDate(cell: string, order: DateOrder, yearOf: YearOf): string | null {
  const text = cell.trim().replace(TIME_AFTER, '').trim()
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return isoDate(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const parts = text.split(/[\s/.,-]+/).filter((part) => part !== '' && !/^(?:de|del|of)$/i.test(part))
  const [a = '', b = '', c = ''] = parts
  if (parts.length !== 3) return null
  if (/\p{L}/u.test(text)) return readNamed(a, b, c, yearOf)
  if (!parts.every((part) => /^\d{1,2}$|^\d{4}$/.test(part))) return null
  if (a.length === 4 || order === 'ymd') return fromParts(a, b, c, yearOf)
  return order === 'mdy' ? fromParts(c, a, b, yearOf) : fromParts(c, b, a, yearOf)
}

function readNamed(a: string, b: string, c: string, yearOf: YearOf): string | null {
  const day = (word: string) => word.replace(/(?<=\d)(?:st|nd|rd|th)$/i, '')
  const first = monthNamed(a)
  if (first !== null) return fromParts(c, String(first), day(b), yearOf)
  const second = monthNamed(b)
  if (second === null) return null
  return /^\d{4}$/.test(a) ? fromParts(a, String(second), day(c), yearOf) : fromParts(c, String(second), day(a), yearOf)
}

function fromParts(year: string, month: string, day: string, yearOf: YearOf): string | null {
  if (!/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null
  const written = yearOf(year)
  return written === null ? null : isoDate(written, Number(month), Number(day))
}

/** The order most cells of a column speak for; cells that fit both day first and month first say nothing. 'mdy' when none does. */
export function guessDateOrder(cells: readonly string[]): DateOrder {
  const votes: Record<DateOrder, number> = { mdy: 0, dmy: 0, ymd: 0 }
  for (const cell of cells) {
    const text = cell.trim().replace(TIME_AFTER, '')
    if (/^\d{4}[\s/.-]?\d{1,2}[\s/.-]?\d{1,2}$/.test(text)) votes.ymd += 1
    const match = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-]\d{2,4}$/.exec(text)
    if (!match) continue
    if (Number(match[1]) > 12) votes.dmy += 1
    if (Number(match[2]) > 12) votes.mdy += 1
  }
  if (votes.ymd > votes.mdy && votes.ymd > votes.dmy) return 'ymd'
  return votes.dmy > votes.mdy ? 'dmy' : 'mdy'
}

/** Base tag, then every way exports write it: ISO 639-2, English and own name. Folded, without signs. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'eng english ingles', es: 'spa esp spanish castilian espanol castellano', zh: 'zho chi cmn yue chinese mandarin cantonese chino 中文',
  vi: 'vie vietnamese', tl: 'tgl fil tagalog filipino', ko: 'kor korean', ru: 'rus russian', ar: 'ara arabic', fr: 'fra fre french francais',
  ht: 'hat haitian kreyol', pt: 'por portuguese portugues', pl: 'pol polish polski', de: 'deu ger german deutsch', it: 'ita italian italiano',
  ja: 'jpn japanese', fa: 'fas per persian farsi dari', hi: 'hin hindi', ur: 'urd urdu', bn: 'ben bengali bangla', gu: 'guj gujarati',
  pa: 'pan punjabi panjabi', uk: 'ukr ukrainian', hy: 'hye arm armenian', km: 'khm khmer cambodian', lo: 'lao', hmn: 'hmong', so: 'som somali',
  am: 'amh amharic', sw: 'swa swahili', ne: 'nep nepali', my: 'mya bur burmese', th: 'tha thai', el: 'ell gre greek', he: 'heb hebrew',
  yi: 'yid yiddish', tr: 'tur turkish', ro: 'ron rum romanian', bs: 'bos bosnian', sr: 'srp serbian', hr: 'hrv croatian', sq: 'sqi alb albanian',
  nl: 'nld dut dutch', ta: 'tam tamil', te: 'tel telugu', ml: 'mal malayalam', ase: 'asl', ti: 'tir tigrinya', nv: 'nav navajo',
}

const LANGUAGE_BY_WORD = new Map(Object.entries(LANGUAGES).flatMap(([tag, words]) => [tag, ...words.split(' ')].map((word) => [word, tag] as const)))

/**
 * A language cell as a BCP 47 base tag ('en', 'es'): from "Spanish", "es-US", "spa", "Español", "Haitian Creole". The first
 * language of several counts. Null for empty, "declined", "unknown" and anything not listed.
 */
export function readLanguage(cell: string): string | null {
  const [first = ''] = foldLetters(cell).split(/[^\p{L}]+/u).filter((word) => word !== '')
  return LANGUAGE_BY_WORD.get(first) ?? null
}
