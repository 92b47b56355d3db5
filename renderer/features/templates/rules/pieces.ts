import { unfilledIn, VARIABLES } from '@shared/rules/template.ts'

/** A text cut at its variables; `raw` pieces together are the text again. */
export type Piece = { at: number; raw: string } & ({ kind: 'words' } | { kind: 'variable'; name: string; label: string } | { kind: 'unknown'; name: string })

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

function kindOf(raw: string): { kind: 'words' } | { kind: 'variable'; name: string; label: string } | { kind: 'unknown'; name: string } {
  const [name] = unfilledIn(raw)
  if (name === undefined) return { kind: 'words' }
  return isVariable(name) ? { kind: 'variable', name, label: labelOf(name) } : { kind: 'unknown', name }
}

/** Whether a name between braces is one of ours. */
export function isVariable(name: string): boolean {
  return VARIABLES.some((variable) => variable.name === name)
}

/** What a variable is called on screen. */
export function labelOf(name: string): string {
  return VARIABLES.find((variable) => variable.name === name)?.label ?? name
}

/** Where the words between two places go: the new text and the cursor behind them. A space is added where two words would run together. */
export function inserted(text: string, from: number, to: number, words: string): { text: string; cursor: number } {
  const [before, after] = [text.slice(0, from), text.slice(to)]
  const gap = /[\p{L}\p{N}}.,;:!?]$/u.test(before) ? ' ' : ''
  const next = `${before}${gap}${words}`
  return { text: `${next}${/^[\p{L}\p{N}{]/u.test(after) ? ' ' : ''}${after}`, cursor: next.length }
}
