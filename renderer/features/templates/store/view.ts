import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { createEdits } from '@renderer/store/edits.ts'
import type { Subject } from '../rules/subject.ts'
import type { TemplateDraft } from '../rules/draft.ts'

/** What the Templates screen shows; kept while other screens are open. */
type View = { selected: string | null; language: string | null; search: string; subject: Subject | null; /** After a refused save the reasons are shown. */ tried: string | null }

/** The one template that is not saved yet goes by this id in its practice. */
export const NEW = 'new'

export const templateEdits = createEdits<TemplateDraft>()

const view = createStore<View>(() => ({ selected: null, language: null, search: '', subject: null, tried: null }))

export const setView = (change: Partial<View>): void => view.setState(change)
export const viewNow = (): View => view.getState()
export function useView<T>(select: (state: View) => T): T {
  return useStore(view, select)
}
