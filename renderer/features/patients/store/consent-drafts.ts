import { createEdits } from '@renderer/store/edits.ts'
import { ASKED, type Basis } from '../rules/consent-words.ts'

/** What is being noted about the consent of a number. At module level: closing the dialog loses nothing that was typed. */
export type ConsentDraft = { noting: 'out' | 'given' | null; asked: string; basis: Basis; wording: string }

export const NO_DRAFT: ConsentDraft = { noting: null, asked: ASKED[0], basis: 'form', wording: '' }

/** Keys begin with the practice, then the number. */
export const consentDrafts = createEdits<ConsentDraft>()
