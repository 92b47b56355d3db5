import { actions, store } from '@renderer/store/index.ts'
import type { FormValues } from '../rules/form-values.ts'

/**
 * A half-typed form about a new caller, kept in the practice's file beside the half-typed replies: another call, a crash of the
 * window or of the core loses nothing of it.
 */
export function keptForm(id: string): Partial<FormValues> {
  const body = store.getState().ui.drafts[id]?.body
  if (!body) return {}
  try {
    return JSON.parse(body) as Partial<FormValues>
  } catch {
    return {}
  }
}

/** As the contract takes it; a form longer than that lives in this window alone. */
const LONGEST = 8000

export function keepForm(id: string, touched: Partial<FormValues>): void {
  const body = Object.keys(touched).length === 0 ? '' : JSON.stringify(touched)
  if (body.length <= LONGEST) actions.saveDraft({ conversationId: id, body, templateId: null, language: null })
}
