import { jargonIn, type PlainWord } from '@shared/rules/jargon.ts'
import { longSentences, readingOf } from '@shared/rules/reading.ts'
import { countSegments, forcingCharacters, withGsmReplacement } from '@shared/rules/segments.ts'
import { HARD_ABOVE } from '@renderer/ui/plain-language.ts'

export { gradeOf, PLAIN_WORDS } from '@renderer/ui/plain-language.ts'

/** Something to look at before a text goes out; `better` is the text as one click would make it. */
export type Check = { id: string; label: string; message: string; better: { label: string; body: string } | null }

/** Below this many words one long word decides, and says nothing. */
const ENOUGH_WORDS = 12
const MOST_WORDS_SHOWN = 2

/** How plainly a text is written, and which characters make it cost more. Pure. */
export function writingChecks(body: string, language: string, words: readonly PlainWord[]): Check[] {
  if (body.trim() === '') return []
  const checks: Check[] = []
  const { encoding, segments } = countSegments(body)
  if (encoding === 'UCS-2') for (const { character, replacement } of forcingCharacters(body).slice(0, MOST_WORDS_SHOWN)) {
    const better = replacement === null ? null : withGsmReplacement(body, character)
    const shorter = better !== null && countSegments(better).segments < segments
    // One that costs nothing more is no matter.
    if (segments > 1 || shorter) checks.push({ id: `char ${character}`, label: `“${character}” costs more`, message: `Because of “${character}” a text holds 70 letters instead of 160, and this goes out as ${segments}.`, better: better === null ? null : { label: replacement === '' ? 'Take it out' : `Use “${replacement}”`, body: better } })
  }
  for (const { at, length, word, plain } of unique(jargonIn(body, words)).slice(0, MOST_WORDS_SHOWN)) {
    checks.push({ id: `word ${word}`, label: `“${word}”`, message: `Not everybody knows “${word}”. Plainer: “${plain}”.`, better: { label: `Use “${plain}”`, body: body.slice(0, at) + plain + body.slice(at + length) } })
  }
  const reading = readingOf(body, language)
  if (reading && reading.words >= ENOUGH_WORDS && reading.grade > HARD_ABOVE) {
    const long = longSentences(body, language)[0]
    checks.push({ id: 'grade', label: `Reads at grade ${Math.round(reading.grade)}`, message: long ? `One sentence has ${long.words} words. Two shorter ones are read more easily.` : 'Shorter words and sentences are read more easily, also by somebody in a hurry.', better: null })
  }
  return checks
}

function unique<T extends { word: string }>(found: readonly T[]): T[] {
  return found.filter((one, index) => found.findIndex(({ word }) => word === one.word) === index)
}
