import type { ImportMapping, Value } from '@shared/contract/index.ts'
import { guessDateOrder, guessMapping, readBirthDate, type ImportField } from '@shared/rules/csv-mapping.ts'
import { parseAddress } from '@shared/rules/address.ts'
import type { CountryCode } from 'libphonenumber-js'
import { Refusal } from '../../handlers.ts'
import { refuseOtherFiles } from './decode.ts'
import { readCsv, type CsvFile, type CsvRow } from './read-csv.ts'
import type { Source } from './source.ts'

/** A list that was read and waits for its columns to be named. It stays in memory only. */
export type StagedList = CsvFile & { kind: 'list'; fileName: string }

/** What was read and waits to be imported: a list, or records whose fields name themselves. */
export type Staged = StagedList | { kind: 'records'; source: Source }

/** More would hold whole patient lists in memory that nobody looks at any more. */
const AT_MOST = 2
const SAMPLE = 5
/** Rows looked at to guess; the rest is read when the dry run is made. */
const LOOK = 300
/** A day above 12, which tells day from month, may come late. */
const LOOK_FOR_DATES = 5000

export class Stages {
  private readonly staged = new Map<string, Staged>()

  put(stageId: string, file: Staged): void {
    this.staged.set(stageId, file)
    for (const oldest of this.staged.keys()) if (this.staged.size > AT_MOST) this.staged.delete(oldest)
  }

  get(stageId: string): Staged {
    const file = this.staged.get(stageId)
    if (!file) throw new Refusal('notFound', 'This file is no longer in memory. Choose it again; nothing was imported.')
    return file
  }

  clear(): void {
    this.staged.clear()
  }
}

/**
 * Reads a list to be imported.
 * @throws Refusal when it is no list in text form, or has no lines
 */
export async function stageList(fileName: string, bytes: Uint8Array): Promise<StagedList> {
  refuseOtherFiles(fileName, bytes)
  const file = await readCsv(bytes)
  if (file.rows.length === 0) throw new Refusal('badArgument', 'This file is empty. Export the list again and choose the new file.')
  return { kind: 'list', ...file, fileName }
}

/** What the window shows of a staged list, with a first guess at what its columns are. */
export function shownOf(stageId: string, staged: StagedList, country: string): Extract<Value<'imports.stage'>, { kind: 'list' }> {
  const hasHeader = looksLikeHeader(staged, country)
  const rows = rowsOf(staged, hasHeader)
  if (rows.length === 0) throw new Refusal('badArgument', 'This file has column names but no lines below them. Export the list again and choose the new file.')
  const headers = headersOf(staged, hasHeader)
  const cells = rows.slice(0, LOOK).map((row) => row.cells)
  const columns: Record<ImportField, number | null> = guessMapping(hasHeader ? (staged.rows[0]?.cells ?? []) : headers, cells.map((row) => row.map(withoutTestDigits)))
  const born = columns.birthDate ?? columns.visitDate
  const dateOrder = born === null ? 'mdy' : dateOrderOf(rows.slice(0, LOOK_FOR_DATES).map((row) => row.cells[born] ?? ''), country)
  return { kind: 'list', stageId, headers, sample: cells.slice(0, SAMPLE), rows: rows.length, mapping: { columns, dateOrder, hasHeader } }
}

/** The lines that hold people. */
export function rowsOf(staged: StagedList, hasHeader: boolean): CsvRow[] {
  return hasHeader ? staged.rows.slice(1) : staged.rows
}

/** Column names as the file has them; a column without one is "Column 3". */
export function headersOf(staged: StagedList, hasHeader: boolean): string[] {
  const cells = [...(staged.rows[0]?.cells ?? [])]
  // Spreadsheets leave empty columns at the end.
  if (hasHeader) while (cells.length > 1 && cells.at(-1)?.trim() === '') cells.pop()
  return cells.map((cell, at) => (hasHeader && cell.trim() !== '' ? cell.trim() : `Column ${at + 1}`))
}

/**
 * Refuses a mapping that can bring in nobody.
 * @throws Refusal
 */
export function checkMapping(mapping: ImportMapping): void {
  const has = (...fields: ImportField[]): boolean => fields.some((field) => typeof mapping.columns[field] === 'number')
  if (!has('givenName', 'familyName', 'fullName') && !(has('externalId') && has('visitDate'))) {
    throw new Refusal('badArgument', 'Choose the column that holds the name. Without a name nobody can be imported.')
  }
}

/** A first line with a date, a number or an address in it is a person; one with words our fields are called by is a header. */
function looksLikeHeader(staged: StagedList, country: string): boolean {
  const [first, ...below] = staged.rows.slice(0, LOOK).map((row) => row.cells)
  if (!first) return false
  const isData = (cell: string): boolean =>
    readBirthDate(cell, 'mdy') !== null || readBirthDate(cell, 'dmy') !== null || /@.+\./.test(cell) || parseAddress(cell, country as CountryCode).kind === 'phone'
  if (first.some(isData)) return false
  const words = below.map((cells) => cells.map(withoutTestDigits))
  const known = (headers: string[]): number => Object.values(guessMapping(headers, words)).filter((column) => column !== null).length
  return known(first) > known(first.map((_, at) => `Column ${at + 1}`)) || below.some((cells) => cells.some(isData))
}

/** Test patients are called Donya787 Yundt842; for guessing a column that is a name like any other. */
function withoutTestDigits(cell: string): string {
  return cell.replace(/(\p{L}{2,})\d{1,4}(?![\p{L}\d])/gu, '$1')
}

/** Where no cell tells day from month, the practice's country does. */
function dateOrderOf(cells: string[], country: string): ImportMapping['dateOrder'] {
  const order = guessDateOrder(cells)
  const monthFirst = ['US', 'PH', 'PR'].includes(country) || cells.some((cell) => cell.trim() !== '' && readBirthDate(cell, 'dmy') === null && readBirthDate(cell, 'mdy') !== null)
  return order === 'mdy' && !monthFirst ? 'dmy' : order
}
