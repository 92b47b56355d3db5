import type { ImportMapping } from '@shared/contract/index.ts'
import { fold } from '@shared/rules/fold.ts'
import type { Core } from '../../core.ts'
import { practiceOf } from '../../practice/queries.ts'
import type { Incoming } from './incoming.ts'
import type { CsvRow } from './read-csv.ts'
import type { GiveWay } from './slices.ts'
import { BATCH, type Source, type SourceRecord } from './source.ts'
import { headersOf, rowsOf, type StagedList } from './stage.ts'
import { readingOf, readLine, type Reading } from './values.ts'

/** A list with its columns named, as a source of records. */
export function listSource(core: Core, staged: StagedList, mapping: ImportMapping): Source {
  const headers = headersOf(staged, mapping.hasHeader)
  const rows = rowsOf(staged, mapping.hasHeader)
  const reading = readingOf(mapping, headers, practiceOf(core.db), core.now())
  return {
    name: staged.fileName,
    list: { headers, delimiter: staged.delimiter },
    total: rows.length,
    async *batches(giveWay) {
      const shared = await sharedIdsIn(rows, reading, giveWay)
      for (let at = 0; at < rows.length; at += BATCH) {
        yield rows.slice(at, at + BATCH).map((row): SourceRecord => ({ ...withoutSharedId(readLine(reading, row), shared), cells: row.cells }))
      }
    },
  }
}

function withoutSharedId(read: Incoming, shared: ReadonlySet<string>): Incoming {
  if (read.values === null || read.values.externalId === '' || !shared.has(read.values.externalId)) return read
  const note = `id ${read.values.externalId} stands on lines of several people; left out`
  return { ...read, values: { ...read.values, externalId: '' }, notes: [...read.notes, note] }
}

/** Ids that stand on the lines of several people: a household's account, not a person. */
async function sharedIdsIn(rows: readonly CsvRow[], reading: Reading, giveWay: GiveWay): Promise<ReadonlySet<string>> {
  const shared = new Set<string>()
  if (reading.columns.externalId === undefined) return shared
  const first = new Map<string, { given: string; family: string; birthDate: string }>()
  const { phone: _, phone2: __, language: ___, email: ____, visitDate: _____, ...columns } = reading.columns
  for (const row of rows) {
    const { values } = readLine({ ...reading, columns }, row)
    await giveWay()
    if (values === null || values.externalId === '') continue
    const person = { given: fold(values.givenName), family: fold(values.familyName), birthDate: values.birthDate }
    const known = first.get(values.externalId)
    if (!known) first.set(values.externalId, person)
    else if (known.given !== person.given || (known.family !== person.family && (person.birthDate === '' || known.birthDate !== person.birthDate))) shared.add(values.externalId)
  }
  return shared
}
