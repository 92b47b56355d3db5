import { fold } from './fold.ts'

/** A stretch of text; `hit` where it is one of the words that were searched. */
export type SnippetPart = { text: string; hit: boolean }

/** Letters kept before the first hit. */
const BEFORE = 24
/** Letters in all, about a line of the palette. */
const LENGTH = 90

/**
 * The part of a text around the first of these folded words (each as far as it is typed), on one line, with the hits marked.
 * The parts together are a piece of the text, with … where it was cut. Without any hit: its beginning.
 */
export function snippetOf(text: string, words: readonly string[]): SnippetPart[] {
  const line = text.replace(/\s+/g, ' ').trim()
  const hits = [...line.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].filter(([word]) => words.some((wanted) => wanted !== '' && fold(word).startsWith(wanted)))
  const first = hits[0]?.index ?? 0
  const from = first <= BEFORE || line.length <= LENGTH ? 0 : wordStart(line, first - BEFORE, first)
  const to = line.length - from <= LENGTH ? line.length : wordEnd(line, from + LENGTH, first)
  const parts: SnippetPart[] = []
  const add = (piece: string, hit: boolean): void => void (piece !== '' && parts.push({ text: piece, hit }))
  let at = from
  add(from > 0 ? '… ' : '', false)
  for (const { index, 0: word } of hits) {
    if (index + word.length > to) break
    add(line.slice(at, index), false)
    add(word, true)
    at = index + word.length
  }
  add(line.slice(at, to), false)
  add(to < line.length ? ' …' : '', false)
  return parts
}

function wordStart(line: string, near: number, first: number): number {
  const space = line.indexOf(' ', near)
  return space === -1 || space >= first ? first : space + 1
}

function wordEnd(line: string, near: number, first: number): number {
  const space = line.lastIndexOf(' ', near)
  if (space > first) return space
  // One endless word: cut, but never through the middle of a sign.
  return /[\ud800-\udbff]/.test(line[near - 1] ?? '') ? near - 1 : near
}
