import { readLanguage } from '@shared/rules/csv-values.ts'

/** The languages spoken most at US practices, as BCP 47 base tags; `ase` is American Sign Language. */
export const COMMON_LANGUAGES = ['en', 'es', 'zh', 'vi', 'tl', 'ar', 'ko', 'ru', 'fr', 'ht', 'pt', 'pl', 'de', 'it', 'ja', 'fa', 'hi', 'ur', 'bn', 'uk', 'so', 'am', 'ase'] as const

/** The tags a select offers: the practice's own first, then the common ones, then the person's own where it is rarer. */
export function offeredLanguages(practice: string, current: string): string[] {
  return [...new Set([practice, ...COMMON_LANGUAGES, ...(current ? [current] : [])])]
}

/** A language as somebody writes it, "Hmong" or "hmn", as a tag; null when it is not known. */
export function readTypedLanguage(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  const tag = readLanguage(text) ?? (/^[a-z]{2,3}$/.test(text) ? text : null)
  if (!tag) return null
  // A tag without a name is a typing error, not a language.
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag) ? tag : null
}
