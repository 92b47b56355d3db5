import type { PatientFields } from '@shared/contract/views.ts'
import type { FormValues } from '../rules/form-values.ts'

/**
 * Edits that were begun and not saved, per person. They live as long as the window, so that going to another screen, another
 * person or a ringing call loses nothing. Not on disk: a half-typed record is nobody's record yet.
 */
const drafts = new Map<string, Partial<FormValues>>()

/** The key of a form: the practice file and the person, or for a new one the number it began with, else the name. */
export function draftKey(which: string, patientId: string | null, prefill: Partial<PatientFields>): string {
  if (patientId) return `${which}:${patientId}`
  return `${which}:new:${prefill.phones?.[0]?.number ?? `${prefill.givenName ?? ''} ${prefill.familyName ?? ''}`}`
}

export function draftFor(key: string): Partial<FormValues> {
  return drafts.get(key) ?? {}
}

/** Keeps what was touched; nothing touched forgets it. */
export function keepDraft(key: string, touched: Partial<FormValues>): void {
  if (Object.keys(touched).length === 0) drafts.delete(key)
  else drafts.set(key, touched)
}
