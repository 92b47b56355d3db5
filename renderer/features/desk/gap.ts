/** Where a filled text still wants words: the first `{name}`, as start and end. A callback time is picked, not typed. Pure. */
export function gapIn(text: string): [number, number] | null {
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    if (match[1]?.trim() !== 'callback time') return [match.index, match.index + match[0].length]
  }
  return null
}
