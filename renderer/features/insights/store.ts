import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { PeriodKind } from '@shared/rules/periods.ts'

/** Which period is looked at; `day` is one in it, null is today. Kept while an entry's conversation is looked at. */
type View = { kind: PeriodKind; day: string | null }

const view = createStore<View>(() => ({ kind: 'week', day: null }))

export const useView = (): View => useStore(view)
export const look = (kind: PeriodKind, day: string | null): void => view.setState({ kind, day })
