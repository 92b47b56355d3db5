import type { PlainWord } from '@shared/rules/jargon.ts'
import { readingOf } from '@shared/rules/reading.ts'
import english from '../../resources/plain-words/en.json' with { type: 'json' }
import spanish from '../../resources/plain-words/es.json' with { type: 'json' }

/** What patients of all schools can read; plain language guides ask for sixth to eighth grade (docs/plain-language.md). */
export const HARD_ABOVE = 8

/** The plainer word for what patients may not know, by language; lists in resources/ that can be edited. */
export const PLAIN_WORDS: Readonly<Record<string, readonly PlainWord[]>> = { en: english, es: spanish }

/** How hard a text is to read, in words; null where that cannot be said. */
export function gradeOf(text: string, language: string): { words: string; hard: boolean } | null {
  const reading = readingOf(text, language)
  if (!reading) return null
  const grade = Math.round(reading.grade)
  return { words: `Reads at grade ${grade}`, hard: grade > HARD_ABOVE }
}
