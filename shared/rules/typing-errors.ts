/** A name shorter than this is too easily another name: Ana and Eva are two people. */
export const SHORTEST_NAME = 4

/**
 * What a word looks like with any one letter left out, and as it is. Two words that are one letter changed, added, left out or
 * swapped with its neighbour apart always have one of these in common, so those alone need a closer look
 * (the symmetric delete idea of SymSpell, Garbe 2012). `oneEdit` in duplicates.ts decides.
 */
export function withOneLetterLess(word: string): string[] {
  return [...new Set([word, ...Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))])]
}
