import { type Sentence, sentencesOf, VARIABLE } from './prose.ts'
import { type CountedLanguage, syllablesIn } from './syllables.ts'

/** How hard a text is to read. `grade` is a school grade, 0 at least; `ease` the higher the easier, mostly 0 to 100. Both have one decimal. */
export type Reading = { grade: number; ease: number; words: number; sentences: number; scale: 'Flesch-Kincaid' | 'Fernandez-Huerta' }

/** Fewer words say nothing about a text. */
const FEWEST_WORDS = 5
/** A sentence with more words than these is long. Our own limit, for a text that is read on a phone. */
const MOST_WORDS = 20

/**
 * The school grade from an ease of at least so much: Fernández Huerta's table (1959) as A. Muñoz Fernández gives it on legible.es. It has
 * "7th or 8th", "pre-university", "selective courses" and "university"; 7.5, 11, 13 and 16 are our numbers for these.
 */
const SPANISH_GRADES: readonly (readonly [ease: number, grade: number])[] = [[90, 4], [80, 5], [70, 6], [60, 7.5], [50, 11], [30, 13], [-Infinity, 16]]

/**
 * How hard a text is to read, by words a sentence and syllables a word. Takes the text as it is written, with its variables, and a BCP 47
 * language tag. Null for other languages than English and Spanish, and for fewer than 5 words.
 *
 * English: grade by Kincaid, Fishburne, Rogers and Chissom (1975), ease by Flesch (1948).
 * Spanish: ease by Fernández Huerta (1959), "Medidas sencillas de lecturabilidad". It is often printed with F as the sentences in 100 words,
 * by which shorter sentences would make a text harder, and with 0.60 times the syllables of a word, which belongs to the syllables of 100
 * words. Here it is 60 times the syllables a word and 1.02 times the words a sentence (G. Law, LINGUIST List 22.2332, 2011).
 *
 * A variable is one word of one syllable, as whatever has no letters is. Links, numbers, a signature and sentences of nothing but variables are left out.
 */
export function readingOf(text: string, language: string): Reading | null {
  const counted = countedLanguage(language)
  if (counted === null) return null
  const sentences = withoutSignature(text, sentencesOf(text))
  const words = sentences.flatMap((sentence) => sentence.words)
  if (words.length < FEWEST_WORDS) return null
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word, counted), 0)
  const length = words.length / sentences.length
  const perWord = syllables / words.length
  const counts = { words: words.length, sentences: sentences.length }
  if (counted === 'es') {
    const ease = oneDecimal(206.84 - 60 * perWord - 1.02 * length)
    return { grade: SPANISH_GRADES.find(([least]) => ease >= least)?.[1] ?? 16, ease, ...counts, scale: 'Fernandez-Huerta' }
  }
  const grade = Math.max(0, oneDecimal(0.39 * length + 11.8 * perWord - 15.59))
  return { grade, ease: oneDecimal(206.835 - 1.015 * length - 84.6 * perWord), ...counts, scale: 'Flesch-Kincaid' }
}

/** Where the sentences stand that have more than 20 words, in order. Positions are those of the text. Empty for other languages than English and Spanish. */
export function longSentences(text: string, language: string): { at: number; length: number; words: number }[] {
  if (countedLanguage(language) === null) return []
  return sentencesOf(text).flatMap(({ at, length, words }) => (words.length > MOST_WORDS ? [{ at, length, words: words.length }] : []))
}

/**
 * Drops what would make a text look easier than it is: sentences of variables alone ("{practice}"), and at the end, without a sign, a few
 * words that all have a capital ("Ana, Harbor Family Clinic").
 */
function withoutSignature(text: string, sentences: readonly Sentence[]): Sentence[] {
  const kept = sentences.filter(({ words }) => words.some((word) => word !== VARIABLE))
  const last = kept.at(-1)
  return last && kept.length > 1 && isSignature(text.slice(last.at, last.at + last.length), last.words) ? kept.slice(0, -1) : kept
}

function isSignature(piece: string, words: readonly string[]): boolean {
  const named = words.every((word) => word === VARIABLE || /^(?:\p{Lu}|(?:of|and|at|the|de|del|la|y)$)/u.test(word))
  return named && words.length <= 6 && (words.length > 1 || /^[-–—]/.test(piece)) && !/[.!?…]["”»)]?$/.test(piece)
}

function countedLanguage(tag: string): CountedLanguage | null {
  const base = tag.toLowerCase().split(/[-_]/)[0]
  return base === 'en' || base === 'es' ? base : null
}

function oneDecimal(value: number): number {
  // Plus zero, so that it is never -0.
  return Math.round(value * 10) / 10 + 0
}
