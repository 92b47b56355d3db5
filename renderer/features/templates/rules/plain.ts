import { jargonIn, type PlainWord } from '@shared/rules/jargon.ts'
import { longSentences } from '@shared/rules/reading.ts'
import { forcingCharacters, withGsmReplacement } from '@shared/rules/segments.ts'
import { PLAIN_WORDS } from '@renderer/ui/plain-language.ts'
import { piecesOf } from './pieces.ts'

/** What would make a text easier to read or cheaper to send. All of it is advice: nothing is rewritten unasked, nothing held back. */

/** Where something stands in a text that is hard to read. */
export type Stretch = { at: number; length: number; kind: 'jargon' | 'long' }

export type PlainNote =
  | { kind: 'jargon'; word: string; /** As it stands in the text, and how often. */ found: string; count: number; plain: string; stretches: Stretch[] }
  | { kind: 'long'; found: string; words: number; stretches: Stretch[] }

/** The words that patients may stumble over, each once, and the sentences that are long; in the order of the text. */
export function plainNotes(text: string, language: string): PlainNote[] {
  const byWord = new Map<string, PlainNote & { kind: 'jargon' }>()
  for (const { at, length, word, plain } of jargonIn(text, plainWordsOf(language))) {
    const note = byWord.get(word) ?? { kind: 'jargon', word, found: text.slice(at, at + length), count: 0, plain, stretches: [] }
    byWord.set(word, { ...note, count: note.count + 1, stretches: [...note.stretches, { at, length, kind: 'jargon' }] })
  }
  const long = longSentences(text, language).map(({ at, length, words }): PlainNote => ({ kind: 'long', found: beginning(text.slice(at, at + length)), words, stretches: [{ at, length, kind: 'long' }] }))
  const place = ({ stretches }: PlainNote): number => stretches[0]?.at ?? 0
  return [...byWord.values(), ...long].sort((a, b) => place(a) - place(b))
}

/** The text with a word said plainly, wherever it stands; with a capital where a sentence begins. */
export function saidPlainly(text: string, { plain, stretches }: PlainNote & { kind: 'jargon' }): string {
  return stretches.toReversed().reduce((words, { at, length }) => {
    const before = piecesOf(words.slice(0, at))
      .map(({ kind, raw }) => (kind === 'control' ? '' : raw))
      .join('')
    const begins = /(?:^|[.!?…]\s|\n)[\s"“'‘(¿¡]*$/.test(before)
    return `${words.slice(0, at)}${begins ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain}${words.slice(at + length)}`
  }, text)
}

export type CostlyNote = { characters: string[]; /** One for each of them; null where there is none. */ replacements: string[] | null; words: string }

/**
 * The characters that make a text cost more, where it would cost less without them. Signs stand alone; letters with
 * accents together, as leaving out one of them saves nothing. Nothing for other scripts, which cost what they cost.
 * @param segmentsOf how many texts it takes, filled for whomever it is looked at
 */
export function costlyNotes(text: string, segmentsOf: (text: string) => number): CostlyNote[] {
  const forcing = forcingCharacters(text)
  const isLetter = (character: string): boolean => /\p{L}/u.test(character)
  if (forcing.length === 0 || forcing.some(({ character, replacement }) => replacement === null && isLetter(character))) return []
  const now = segmentsOf(text)
  const least = segmentsOf(forcing.reduce((words, { character, replacement }) => (replacement === null ? words.replaceAll(character, '') : withGsmReplacement(words, character)), text))
  if (least >= now) return []
  const saves = `${now} texts instead of ${Math.max(1, least)}`
  const accents = forcing.filter(({ character }) => isLetter(character))
  const signs = forcing.filter(({ character }) => !isLetter(character))
  const alone = signs.length + Math.min(1, accents.length) === 1
  const says = (characters: readonly string[]): string => {
    const named = characters.map((character) => nameOf(character)).join(', ')
    const makes = characters.length === 1 ? 'makes' : 'make'
    return alone ? `${named} ${makes} it ${saves}` : `${named} ${characters.length === 1 ? 'helps' : 'help'} make it ${saves}, together with the others here`
  }
  const notes = signs.map(({ character, replacement }): CostlyNote => ({ characters: [character], replacements: replacement === null ? null : [replacement], words: `${says([character])}.` }))
  if (accents.length === 0) return notes
  const characters = accents.map(({ character }) => character)
  return [...notes, { characters, replacements: accents.map(({ replacement }) => replacement ?? ''), words: `${says(characters)}. Accents belong there; leave them out only to save.` }]
}

/** The text with what can be sent in place of these characters. */
export function replaced(text: string, { characters }: CostlyNote): string {
  return characters.reduce((words, character) => withGsmReplacement(words, character), text)
}

/** A sign as it is named in a line; a space or line break cannot be seen in quotes. */
export function nameOf(character: string): string {
  if (character === '') return 'nothing'
  return /^[\s\p{Cf}\p{Cc}]+$/u.test(character) ? (character === ' ' ? 'a plain space' : character === '\n' ? 'a plain line break' : 'An unseen sign') : `“${character}”`
}

function plainWordsOf(language: string): readonly PlainWord[] {
  return PLAIN_WORDS[language.toLowerCase().split(/[-_]/)[0] ?? ''] ?? []
}

/** The first words of a sentence, to know it by. */
function beginning(sentence: string): string {
  const words = sentence.trim().split(/\s+/)
  return words.length <= 5 ? words.join(' ') : `${words.slice(0, 4).join(' ')} …`
}
