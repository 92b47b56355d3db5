import { useStore } from 'zustand'
import { createActions } from './actions.ts'
import { createClient } from './client.ts'
import { createDeskStore, type DeskState, type PracticeState, type UiState } from './state.ts'
import { keepInSync } from './sync.ts'

/** This window's one store and client. */
export const client = createClient()
export const store = createDeskStore()
export const actions = createActions(client, store)
keepInSync(client, store)
// At the second the way to the core may be cut already; the first does not come when a page is put away by the system.
for (const last of ['beforeunload', 'pagehide']) window.addEventListener(last, () => void actions.saveDraftsNow())

export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(store, select)
}

/** For screens inside an open practice; the frame shows them only then. */
export function usePractice<T>(select: (practice: PracticeState) => T): T {
  return useStore(store, (state) => {
    if (!state.practice) throw new Error('this screen needs an open practice')
    return select(state.practice)
  })
}

export function useUi<T>(select: (ui: UiState) => T): T {
  return useStore(store, (state) => select(state.ui))
}
