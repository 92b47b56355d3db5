import type { JournalRow } from '@shared/contract/views.ts'
import { csvOf } from '@renderer/ui/csv.ts'

/**
 * Who did what, as CSV (RFC 4180), in the order it is given.
 * @param when a moment, ms UTC, as it is to be read there
 * @param zone named in the heading of that column
 */
export function journalCsv(rows: readonly JournalRow[], when: (at: number) => string, zone: string): string {
  const lines = rows.map(({ at, by, did, about, words }) => [when(at), by, did, about ?? '', words ?? ''])
  return csvOf([[`When (${zone})`, 'Who', 'What', 'About', 'Words'], ...lines])
}
