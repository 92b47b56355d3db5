import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { PatientFields } from '@shared/contract/views.ts'
import { client, store } from '@renderer/store/index.ts'
import { setUi, type UiState } from '@renderer/store/state.ts'
import { createPatientList, rowAt, type ListState } from './patient-list.ts'

/** This window's one list of patients. */
export const patientList = createPatientList(client)

export function usePatientList<T>(select: (state: ListState) => T): T {
  return useStore(patientList.store, select)
}

type ScreenState = {
  /** The person at the right. It stays while another screen is shown. */
  openId: string | null
  /** Where the keyboard is in the list; Enter opens that row. */
  cursor: number
  /** What the right side does with the person; `new` is a form for somebody who is not there yet. */
  mode: 'view' | 'edit' | 'new'
  /** What the form for a new person began with. */
  prefill: Partial<PatientFields>
  /** The person was opened by keyboard: their heading takes it over once it is there. */
  takeFocus: boolean
}

const START: ScreenState = { openId: null, cursor: 0, mode: 'view', prefill: {}, takeFocus: false }
const screen = createStore<ScreenState>(() => START)

/** Somebody was asked for from elsewhere, such as the palette. */
function adopt({ screen: shown, patientId }: UiState): void {
  if (shown === 'patients' && patientId && patientId !== screen.getState().openId) screen.setState({ openId: patientId, mode: 'view', takeFocus: true })
}
adopt(store.getState().ui)

store.subscribe(({ practice, ui }, before) => {
  // The demo's people and the practice's are never on one screen.
  if (practice?.which !== before.practice?.which) {
    patientList.forget()
    screen.setState(START)
  }
  if (ui !== before.ui) adopt(ui)
})

export function usePatientsScreen<T>(select: (state: ScreenState) => T): T {
  return useStore(screen, select)
}

/** What people do on this screen. Half-typed forms stay in memory whatever is opened instead. */
export const patientsScreen = {
  moveTo: (cursor: number) => screen.setState({ cursor }),
  open(patientId: string, takeFocus = false) {
    screen.setState({ openId: patientId, mode: 'view', takeFocus })
    setUi(store, { patientId })
  },
  close: () => {
    screen.setState({ openId: null, mode: 'view' })
    setUi(store, { patientId: null })
  },
  edit: () => screen.setState({ mode: 'edit' }),
  /** Without words it goes on with the form that was begun, if there is one. */
  add: (prefill?: Partial<PatientFields>) => screen.setState((state) => ({ mode: 'new', prefill: prefill ?? state.prefill })),
  view: () => screen.setState({ mode: 'view' }),
  forgetPrefill: () => screen.setState({ prefill: {} }),
  focusTaken: () => screen.setState({ takeFocus: false }),
  search(words: string) {
    screen.setState({ cursor: 0 })
    void patientList.search(words)
  },
  /** Opens the row at the cursor. Enter right after typing waits for the answer: the rows still shown answer older words. */
  async openAtCursor() {
    const { words } = patientList.store.getState()
    await patientList.answered()
    const list = patientList.store.getState()
    if (list.words !== words || list.shown !== words) return
    const row = rowAt(list.pages, screen.getState().cursor)
    if (row) patientsScreen.open(row.id, true)
  },
}
