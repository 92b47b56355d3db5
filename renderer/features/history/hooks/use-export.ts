import { useState } from 'react'
import type { JournalRow } from '@shared/contract/views.ts'
import type { Result } from '@shared/contract/result.ts'
import { wallClock } from '@shared/rules/local-time.ts'
import { client, usePractice } from '@renderer/store/index.ts'
import { download } from '@renderer/ui/download.ts'
import { journalCsv } from '../rules/journal-csv.ts'
import { journalList } from '../store/index.ts'
import type { PageRead } from '../store/paged.ts'

/** As many lines as a spreadsheet opens without trouble. */
export const MOST_EXPORTED = 100_000

type Export = { kind: 'idle' } | { kind: 'reading'; lines: number } | { kind: 'done'; lines: number; whole: boolean } | { kind: 'problem'; words: string }

/** Reads who did what as it is narrowed now, from the newest to the oldest, and gives it to the system as a file. */
export function useExport(): { state: Export; run: () => Promise<void> } {
  const { timeZone } = usePractice((practice) => practice.practice)
  const [state, setState] = useState<Export>({ kind: 'idle' })
  async function run(): Promise<void> {
    const { filter } = journalList.store.getState()
    const noted = await client.call('data.export', { what: 'journal', as: 'csv', withNames: true, from: filter.from ?? null, to: filter.to ?? null, patientId: null })
    if (!noted.ok) return setState({ kind: 'problem', words: noted.error.message })
    const rows: JournalRow[] = []
    let after: string | null = null
    do {
      setState({ kind: 'reading', lines: rows.length })
      const reply: Result<PageRead<JournalRow>> = await client.call('journal.page', { filter, after })
      if (!reply.ok) return setState({ kind: 'problem', words: reply.error.message })
      rows.push(...reply.value.rows)
      after = reply.value.next
    } while (after !== null && rows.length < MOST_EXPORTED)
    download('who-did-what.csv', 'text/csv', journalCsv(rows, (at) => wallClock(at, timeZone).replace('T', ' '), timeZone))
    setState({ kind: 'done', lines: rows.length, whole: after === null })
  }
  return { state, run }
}
