import type { CountryCode } from 'libphonenumber-js'
import type { ImportMapping } from '@shared/contract/index.ts'
import type { ImportField } from '@shared/rules/csv-mapping.ts'
import { readBirthDate, readLanguage } from '@shared/rules/csv-values.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { fold } from '@shared/rules/fold.ts'
import { fullNameOf } from '../rows.ts'
import type { Incoming, PersonValues } from './incoming.ts'
import { splitFullName } from './names.ts'
import { labelIn, readPhoneCells, type PhoneCell } from './phone-cells.ts'
import { readVisit } from './visit-cells.ts'
import type { CsvRow } from './read-csv.ts'

/** What reading needs to know; made once per run. */
export type Reading = {
  columns: Partial<Record<ImportField, number>>
  dateOrder: ImportMapping['dateOrder']
  /** Cells a line should have at most. */
  width: number
  phoneLabels: { phone: PhoneCell['label']; phone2: PhoneCell['label'] }
  country: CountryCode
  timeZone: string
  /** ms UTC, and the practice's calendar day. */
  now: number
  today: string
}

const LONGEST = { givenName: 120, familyName: 120, preferredName: 120, pronouns: 40, email: 200, externalId: 120 } as const
const OLDEST_YEARS = 125

export function readingOf(mapping: ImportMapping, headers: readonly string[], practice: { country: string; timeZone: string }, now: number): Reading {
  const columns: Reading['columns'] = {}
  for (const [field, column] of Object.entries(mapping.columns)) if (column !== null) columns[field as ImportField] = column
  const header = (column: number | undefined): string => (column === undefined ? '' : (headers[column] ?? ''))
  return {
    columns,
    dateOrder: mapping.dateOrder,
    width: headers.length,
    phoneLabels: { phone: labelIn(header(columns.phone)) ?? 'mobile', phone2: labelIn(header(columns.phone2)) ?? 'other' },
    country: practice.country as CountryCode,
    timeZone: practice.timeZone,
    now,
    today: dayKey(now, practice.timeZone),
  }
}

/** Reads one line. Nothing is guessed: what cannot be read is either a reason to leave the line out or a note. */
export function readLine(reading: Reading, { line, cells, broken }: CsvRow): Incoming {
  const cell = (field: ImportField): string => clean(cells[reading.columns[field] ?? -1])
  const names = namesOf(cell)
  const name = names.givenName || names.familyName ? fullNameOf(names) : names.preferredName
  const notes: string[] = []
  const skip = (reason: string): Incoming => ({ line, name, values: null, notes, visits: [], skip: reason })

  if (broken) return skip(broken)
  if (cells.length > reading.width && cells.slice(reading.width).some((extra) => extra.trim() !== '')) {
    return skip(`has ${cells.length} cells where there are ${reading.width} columns: a separator inside a cell needs quotes around the cell`)
  }
  // A list of appointments may name people by their id alone.
  const idAlone = name === '' && cell('visitDate') !== '' && cell('externalId') !== ''
  if (!idAlone && !/\p{L}/u.test(names.givenName + names.familyName + names.preferredName)) return skip('no name')
  if (name.includes('\uFFFD')) return skip('letters in the name cannot be read: export the list as UTF-8')
  for (const field of ['givenName', 'familyName', 'preferredName'] as const) {
    if (names[field].length > LONGEST[field]) return skip(`the name is longer than ${LONGEST[field]} characters`)
  }
  const birth = readBirth(reading, cell('birthDate'))
  if (birth.problem) return skip(birth.problem)

  const language = readLanguageCell(cell('language'), notes)
  const phones = readPhoneCells(
    [
      { text: clean(cells[reading.columns.phone ?? -1], '\n'), label: reading.phoneLabels.phone },
      { text: clean(cells[reading.columns.phone2 ?? -1], '\n'), label: reading.phoneLabels.phone2 },
    ],
    reading.country,
    notes,
  )
  const values: PersonValues = {
    ...names,
    birthDate: birth.date,
    language,
    phones,
    pronouns: fitting('pronouns', cell('pronouns'), notes),
    email: readEmail(cell('email'), notes),
    externalId: fitting('externalId', cell('externalId'), notes),
    otherIds: [],
    idSource: '',
  }
  return { line, name, values, notes, visits: readVisit(reading, cell, name, values, notes), skip: null }
}

/** Nothing but ASCII with single spaces: most cells, and they need no cleaning. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/

/** A cell's text: trimmed, one space between words. An apostrophe that keeps Excel from reading a formula is not part of it. */
function clean(cell: string | undefined, between = ' '): string {
  if (cell === undefined || cell === '') return ''
  const text = (PLAIN.test(cell) ? cell : cell.replace(/[\s\p{Cc}]+/gu, (gap) => (between === '\n' && gap.includes('\n') ? '\n' : ' '))).trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

function namesOf(cell: (field: ImportField) => string): Pick<PersonValues, 'givenName' | 'familyName' | 'preferredName'> {
  const [givenName, familyName, preferred] = [cell('givenName'), cell('familyName'), cell('preferredName')].map((text) => (isBlankMark(text) ? '' : text)) as [string, string, string]
  const whole = givenName || familyName ? { givenName, familyName, preferredName: '' } : splitFullName(cell('fullName'))
  const preferredName = preferred || whole.preferredName
  return { ...whole, preferredName: preferredName !== '' && fold(preferredName) === fold(whole.givenName) ? '' : preferredName }
}

/** What lists write where they have nothing. Words such as "None" are left alone in names: somebody is called so. */
function isBlankMark(text: string): boolean {
  return /^[-–—.?*_/\s]*$/.test(text)
}

function isNothing(text: string): boolean {
  return isBlankMark(text) || /^(?:n\/?a|none|null|nil|unknown|unk|not available|declined|refused|desconocido|ninguno)\.?$/i.test(text)
}

function readBirth(reading: Reading, text: string): { date: string; problem: string | null } {
  // 00/00/0000 is how some exports write "no date".
  if (isNothing(text) || /^[0\s/.:-]+$/.test(text)) return { date: '', problem: null }
  const date = readBirthDate(text, reading.dateOrder, reading.now)
  if (date === null) return { date: '', problem: `birth date ${short(text)} cannot be read` }
  if (date > reading.today) return { date: '', problem: `birth date ${date} is in the future` }
  if (Number(reading.today.slice(0, 4)) - Number(date.slice(0, 4)) > OLDEST_YEARS) return { date: '', problem: `birth date ${date} is more than ${OLDEST_YEARS} years ago` }
  return { date, problem: null }
}

function readLanguageCell(text: string, notes: string[]): string {
  if (isNothing(text)) return ''
  const language = readLanguage(text)
  if (language === null) notes.push(`language “${short(text)}” is not known; left out`)
  return language ?? ''
}

function readEmail(text: string, notes: string[]): string {
  if (isNothing(text)) return ''
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return fitting('email', text, notes)
  notes.push(`e-mail “${short(text)}” cannot be read; left out`)
  return ''
}

function fitting(field: keyof typeof LONGEST, text: string, notes: string[]): string {
  if (isNothing(text)) return ''
  if (text.length <= LONGEST[field]) return text
  notes.push(`${field === 'externalId' ? 'id' : field} “${short(text)}” is longer than ${LONGEST[field]} characters; left out`)
  return ''
}

/** Long cells are cut where they are quoted. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
