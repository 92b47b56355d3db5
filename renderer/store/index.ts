import { useStore } from 'zustand'
import { createActions } from './actions.ts'
import { createClient } from './client.ts'
import { createDeskStore, type DeskState, type PracticeState, type UiState } from './state.ts'
import { createPrivacy } from './privacy.ts'
import { reducedPractice } from './reduced-views.ts'
import { keepInSync } from './sync.ts'

/** This window's one store and client. */
export const client = createClient()
export const store = createDeskStore()
export const actions = createActions(client, store)
/** Whether names are hidden on this PC's screen. */
export const privacy = createPrivacy({ store, client, kept: window.localStorage, now: Date.now })
keepInSync(client, store)
// At the second the way to the core may be cut already; the first does not come when a page is put away by the system.
for (const last of ['beforeunload', 'pagehide']) window.addEventListener(last, () => void actions.saveDraftsNow())

export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(store, select)
}

/**
 * For screens inside an open practice; the frame shows them only then. While names are hidden, everything read here is
 * reduced already (reduced-views.ts), so that no screen can forget it.
 */
export function usePractice<T>(select: (practice: PracticeState) => T): T {
  return useStore(store, (state) => {
    if (!state.practice) throw new Error('this screen needs an open practice')
    return select(state.ui.namesHidden === null ? state.practice : reducedPractice(state.practice))
  })
}

export function useUi<T>(select: (ui: UiState) => T): T {
  return useStore(store, (state) => select(state.ui))
}

/** Whether names are hidden: for what a screen holds itself, such as words being typed and answers of a search. */
export function useNamesHidden(): boolean {
  return useUi((ui) => ui.namesHidden !== null)
}
