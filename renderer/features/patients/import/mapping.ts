import type { ImportMapping, ImportPlan, Value } from '@shared/contract/index.ts'
import { readBirthDate } from '@shared/rules/csv-values.ts'
import type { ImportView } from '@shared/contract/views.ts'
import type { DateOrder } from '@shared/rules/calendar-date.ts'

/** What the window works out about a file's columns by itself; what becomes of each line only the core says. */

/** The fields a column can go to, in the order they are offered, as the desk calls them. */
export const FIELD_LABELS = {
  givenName: 'First name',
  familyName: 'Last name',
  fullName: 'Whole name',
  preferredName: 'Likes to be called',
  birthDate: 'Birth date',
  phone: 'Phone',
  phone2: 'Second phone',
  email: 'Email',
  language: 'Language',
  pronouns: 'Pronouns',
  externalId: 'ID in the practice software',
  visitDate: 'Visit: day, or day and time',
  visitTime: 'Visit: time',
  visitStatus: 'Visit: what became of it',
  visitClinician: 'Visit: with whom',
  visitReason: 'Visit: what for',
  visitId: 'Visit: its number',
} as const
export type MappedField = keyof typeof FIELD_LABELS
export const MAPPED_FIELDS = Object.keys(FIELD_LABELS) as MappedField[]

export type Outcome = ImportPlan['lines'][number]['outcome']

export type StagedFile = Extract<Value<'imports.stage'>, { kind: 'list' }>
export type StagedRecords = Extract<Value<'imports.stage'>, { kind: 'records' }>

/** Values shown beside a column's name. */
const EXAMPLES = 3

export type FileColumn = { index: number; header: string; examples: string[]; field: MappedField | null }

/** The file's columns as the table shows them. Whether the first line is headings can be switched without reading the file again. */
export function columnsOf(staged: StagedFile, mapping: ImportMapping): FileColumn[] {
  const [firstLine, below] = staged.mapping.hasHeader ? [staged.headers, staged.sample] : [staged.sample[0] ?? [], staged.sample.slice(1)]
  const cells = mapping.hasHeader ? below : [firstLine, ...below]
  return staged.headers.map((_, index) => ({
    index,
    header: (mapping.hasHeader ? firstLine[index]?.trim() : '') || `Column ${index + 1}`,
    examples: cells
      .map((row) => (row[index] ?? '').trim())
      .filter(Boolean)
      .slice(0, EXAMPLES),
    field: MAPPED_FIELDS.find((field) => mapping.columns[field] === index) ?? null,
  }))
}

/** How many people the file seems to hold. */
export function linesOf(staged: StagedFile, hasHeader: boolean): number {
  return staged.rows + (staged.mapping.hasHeader ? 1 : 0) - (hasHeader ? 1 : 0)
}

/** The mapping with this column going to that field, or nowhere. A field serves one column: the one that had it before gives it up. */
export function withColumn(mapping: ImportMapping, index: number, field: MappedField | null): ImportMapping {
  const freed = Object.fromEntries(Object.entries(mapping.columns).map(([name, column]) => [name, column === index ? null : column]))
  return { ...mapping, columns: field ? { ...freed, [field]: index } : freed }
}

/** What must be mended before the file can be checked, in words, or null. */
export function mappingProblem({ columns }: ImportMapping): string | null {
  const has = (...fields: MappedField[]): boolean => fields.some((field) => typeof columns[field] === 'number')
  if (!has('visitDate') && has('visitTime', 'visitStatus', 'visitClinician', 'visitReason', 'visitId')) return 'Say which column holds the day of the visit, or leave its other columns out.'
  return has('givenName', 'familyName', 'fullName') || (has('externalId') && has('visitDate')) ? null : 'Say which column holds the name. Without a name nobody can be imported.'
}

/** What is said of a line beside its outcome and name, which stand there already. */
export function detailOf({ name, detail }: Pick<ImportPlan['lines'][number], 'name' | 'detail'>): string {
  const rest = detail.replace(/^(?:new|changed|unchanged|skipped): /, '')
  return rest === name ? '' : rest.startsWith(`${name}; `) ? rest.slice(name.length + 2) : rest
}

const ORDERS: readonly DateOrder[] = ['mdy', 'dmy', 'ymd']
export const DATE_ORDERS: Record<DateOrder, string> = { mdy: 'Month first, 3/24/1967', dmy: 'Day first, 24/3/1967', ymd: 'Year first, 1967-03-24' }

/** A date of the file as it would be read in this order; `iso` is null where it cannot be. `now` is ms UTC. */
export function dateExample(staged: StagedFile, mapping: ImportMapping, now: number): { written: string; iso: string | null } | null {
  const index = mapping.columns.birthDate ?? mapping.columns.visitDate
  const examples = columnsOf(staged, mapping).find((column) => column.index === index)?.examples ?? []
  // A heading or a cell that says "unknown" is no example of how dates are written.
  const written = examples.find((example) => ORDERS.some((order) => readBirthDate(example, order, now))) ?? examples[0]
  return written === undefined ? null : { written, iso: readBirthDate(written, mapping.dateOrder, now) }
}

/** How far a job is, 0 to 100. */
export function percent({ done, total }: { done: number; total: number }): number {
  return total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total))
}

/** The newest import that is still at work, here or on another desk. */
export function atWork(imports: Readonly<Record<string, ImportView>>): ImportView | undefined {
  return Object.values(imports)
    .filter(({ state }) => state === 'running' || state === 'undoing')
    .sort((a, b) => b.at - a.at)[0]
}
