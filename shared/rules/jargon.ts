import { fold } from './fold.ts'
import { coverVariablesAndLinks } from './prose.ts'

/** A word or phrase that patients may stumble over, and what to write in its place. Lists of them are in resources/plain-words. */
export type PlainWord = { word: string; plain: string }

/** Where such a word stands in a text. `word` and `plain` are those of the list. */
export type Jargon = { at: number; length: number; word: string; plain: string }

type Token = { at: number; end: number; forms: ReadonlySet<string> }
type Entry = PlainWord & { parts: readonly string[] }

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu
/** What may stand between the words of a phrase: a space or line break, a hyphen or slash; a point only between single letters (P.R.N.). */
const BETWEEN = /^(?:\s+|\s?[-\u2010-\u2013/]\s?)$/

/**
 * The words of a list that stand in a text, every time they do, in order. They are found whole, with capitals and accents or without, in the
 * singular as listed or with a plural ending on any of their words; hyphen and space are the same ("follow up"). Of two that overlap the
 * longer one is taken. Nothing is found inside braces, web or e-mail addresses. Positions are those of the text. An entry without letters is passed over;
 * of two for the same word the first counts.
 */
export function jargonIn(text: string, list: readonly PlainWord[]): Jargon[] {
  const covered = coverVariablesAndLinks(text)
  const tokens = [...covered.matchAll(TOKEN)].map(({ 0: token, index }): Token => ({ at: index, end: index + token.length, forms: singulars(fold(token)) }))
  const byFirst = entriesByFirstWord(list)
  const found = tokens.flatMap((token, first) =>
    [...token.forms].flatMap((form) => byFirst.get(form) ?? []).flatMap((entry): Jargon[] => {
      const last = tokens[first + entry.parts.length - 1]
      if (!last || !standsAt(entry, tokens, first, covered)) return []
      return [{ at: token.at, length: last.end - token.at, word: entry.word, plain: entry.plain }]
    }),
  )
  return longestApart(found)
}

function standsAt({ parts }: Entry, tokens: readonly Token[], first: number, covered: string): boolean {
  return parts.every((part, index) => {
    const token = tokens[first + index]
    if (!token?.forms.has(part)) return false
    const before = tokens[first + index - 1]
    if (index === 0 || !before) return true
    const between = covered.slice(before.end, token.at)
    return BETWEEN.test(between) || (between === '.' && token.end - token.at === 1 && before.end - before.at === 1)
  })
}

function entriesByFirstWord(list: readonly PlainWord[]): Map<string, Entry[]> {
  const byFirst = new Map<string, Entry[]>()
  for (const { word, plain } of list) {
    // Split as the text is, so that an entry is found where it stands as it is written.
    const parts = [...word.matchAll(TOKEN)].map(([token]) => fold(token))
    const [first] = parts
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { word, plain, parts }])
  }
  return byFirst
}

/** A folded word and what it may be the plural of: copays, biopsies, doses, autorizaciones, luces. */
function singulars(word: string): Set<string> {
  const forms = new Set([word])
  if (/..s$/.test(word)) forms.add(word.slice(0, -1))
  if (/..es$/.test(word)) forms.add(word.slice(0, -2))
  if (/..ies$/.test(word)) forms.add(`${word.slice(0, -3)}y`)
  if (/..ces$/.test(word)) forms.add(`${word.slice(0, -3)}z`)
  return forms
}

/** The longest first, each that touches none taken before; then in the order of the text. */
function longestApart(found: readonly Jargon[]): Jargon[] {
  const taken: Jargon[] = []
  for (const one of [...found].sort((a, b) => b.length - a.length || a.at - b.at)) {
    if (taken.every(({ at, length }) => one.at >= at + length || at >= one.at + one.length)) taken.push(one)
  }
  return taken.sort((a, b) => a.at - b.at)
}
