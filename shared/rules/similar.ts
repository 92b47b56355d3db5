import { fold } from './fold.ts'

/** From this share of common word pairs on, two replies say the same to the patient who reads both. */
const NEARLY = 0.75

/**
 * Whether two texts say nearly the same: equal after folding, or three quarters of their word pairs in common (Dice).
 * Symmetric. Texts of one word must be equal.
 */
export function nearlySame(a: string, b: string): boolean {
  const first = fold(a)
  const second = fold(b)
  if (first === second) return first !== ''
  const one = wordPairs(first)
  const other = wordPairs(second)
  const left = new Map<string, number>()
  for (const pair of other) left.set(pair, (left.get(pair) ?? 0) + 1)
  let common = 0
  for (const pair of one) {
    const count = left.get(pair) ?? 0
    if (count === 0) continue
    left.set(pair, count - 1)
    common += 1
  }
  return (2 * common) / (one.length + other.length) >= NEARLY
}

function wordPairs(text: string): string[] {
  const words = text.split(' ')
  return words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)
}
