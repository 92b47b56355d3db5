import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { HistoryFilter, HistoryRow, JournalFilter, JournalRow } from '@shared/contract/views.ts'
import { client, store } from '@renderer/store/index.ts'
import { createPaged, type PagedState } from './paged.ts'

/** Whose history is asked for, with the name that the chip says. */
export type Chosen = { patientName: string | null }

export type PastFilter = HistoryFilter & Chosen

export const pastList = createPaged<PastFilter, HistoryRow>(
  { patientName: null },
  (all, after) => {
    const { patientName: _, ...filter } = all
    return client.call('history.page', { filter, after })
  },
  ({ id }) => id,
)
export const journalList = createPaged<JournalFilter, JournalRow>({}, (filter, after) => client.call('journal.page', { filter, after }), ({ seq }) => String(seq))

export type Tab = 'past' | 'journal'
const tab = createStore<{ tab: Tab }>(() => ({ tab: 'past' }))

store.subscribe(({ practice }, before) => {
  // The demo's people and the practice's are never on one screen.
  if (practice?.which === before.practice?.which) return
  pastList.forget()
  journalList.forget()
})

export function usePast<T>(select: (state: PagedState<PastFilter, HistoryRow>) => T): T {
  return useStore(pastList.store, select)
}

export function useJournal<T>(select: (state: PagedState<JournalFilter, JournalRow>) => T): T {
  return useStore(journalList.store, select)
}

export function useTab(): [Tab, (next: Tab) => void] {
  return [useStore(tab, (state) => state.tab), (next) => tab.setState({ tab: next })]
}

/** Changes some of the filters; undefined takes one away. */
export function narrow(change: Partial<PastFilter>): void {
  pastList.ask(withoutEmpty({ ...pastList.store.getState().filter, ...change }))
}

export function narrowJournal(change: JournalFilter): void {
  journalList.ask(withoutEmpty({ ...journalList.store.getState().filter, ...change }))
}

function withoutEmpty<T extends object>(filter: T): T {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')) as T
}
