import { namesIn, unfilledIn, VARIABLES } from '@shared/rules/template.ts'

type Kind = { kind: 'words' } | { kind: 'variable'; name: string; label: string } | { kind: 'control' } | { kind: 'unknown'; name: string }

/** A text cut at its variables and conditions; `raw` pieces together are the text again. */
export type Piece = { at: number; raw: string } & Kind

/** Cuts a text at what stands in braces, for marking it on screen. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const raw of text.split(/(\{[^{}]*\})/)) {
    if (raw !== '') pieces.push({ at, raw, ...kindOf(raw) })
    at += raw.length
  }
  return pieces
}

/** The pieces cut once more where a stretch begins or ends, each with the kind of the innermost stretch it stands in. */
export function markedPieces<K extends string>(text: string, stretches: readonly { at: number; length: number; kind: K }[]): (Piece & { mark: K | null })[] {
  const byLength = stretches.toSorted((a, b) => a.length - b.length)
  const edges = new Set(stretches.flatMap(({ at, length }) => [at, at + length]))
  return piecesOf(text).flatMap((piece) => {
    const cuts = [...edges].filter((edge) => edge > piece.at && edge < piece.at + piece.raw.length).sort((a, b) => a - b)
    return [piece.at, ...cuts].map((from, index) => {
      const raw = text.slice(from, cuts[index] ?? piece.at + piece.raw.length)
      const mark = byLength.find(({ at, length }) => from >= at && from < at + length)?.kind ?? null
      return { ...piece, at: from, raw, mark }
    })
  })
}

/** The smallest part of a text that has to be written over to make it another. */
export function smallestChange(text: string, next: string): { from: number; to: number; words: string } {
  const most = Math.min(text.length, next.length)
  let from = 0
  while (from < most && text[from] === next[from]) from += 1
  let tail = 0
  while (tail < most - from && text[text.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1
  return { from, to: text.length - tail, words: next.slice(from, next.length - tail) }
}

function kindOf(raw: string): Kind {
  const [braces] = unfilledIn(raw)
  if (braces === undefined) return { kind: 'words' }
  const [name] = namesIn(raw)
  // {else} and {end} name nothing; {if …} names another than what stands in its braces.
  if (name === undefined) return { kind: 'control' }
  if (!isVariable(name)) return { kind: 'unknown', name }
  return name === braces ? { kind: 'variable', name, label: labelOf(name) } : { kind: 'control' }
}

/** Whether a name between braces is one of ours. */
export function isVariable(name: string): boolean {
  return VARIABLES.some((variable) => variable.name === name)
}

/** What a variable is called on screen. */
export function labelOf(name: string): string {
  return VARIABLES.find((variable) => variable.name === name)?.label ?? name
}

/** The text with a name that is none replaced by one of ours, in conditions too. */
export function corrected(text: string, wrong: string, meant: string): string {
  return piecesOf(text)
    .map((piece) => {
      if (piece.kind !== 'unknown' || piece.name !== wrong) return piece.raw
      const [braces = wrong] = unfilledIn(piece.raw)
      return `{${braces.slice(0, braces.length - wrong.length)}${meant}}`
    })
    .join('')
}

/** What is written over the place between `from` and `to`, and how far into it the cursor goes. */
export type Insertion = { words: string; cursor: number }

/**
 * What goes to a place of a text: the words, with a space where two would run together. With `close`, what was selected
 * stays between the two, and the cursor behind it: "{if next visit}" … "{end}".
 */
export function insertionAt(text: string, from: number, to: number, open: string, close = ''): Insertion {
  const gap = /[\p{L}\p{N}}.,;:!?]$/u.test(text.slice(0, from)) ? ' ' : ''
  const inside = close === '' ? '' : text.slice(from, to)
  const end = /^[\p{L}\p{N}{]/u.test(text.slice(to)) ? ' ' : ''
  const before = `${gap}${open}${inside}`
  return { words: `${before}${close}${end}`, cursor: before.length }
}

/** Conditions as the editor offers them: what is put before and behind the cursor. */
export const CONDITIONS = [
  { label: 'If there is a next visit', open: '{if next visit}', close: '{else}{end}' },
  { label: 'If there is no next visit', open: '{if no next visit}', close: '{end}' },
  { label: 'If we know the clinician', open: '{if clinician}', close: '{else}{end}' },
  { label: 'If a call is promised', open: '{if callback time}', close: '{else}{end}' },
] as const
