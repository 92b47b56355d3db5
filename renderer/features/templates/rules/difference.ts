/** A stretch of two texts laid over each other: in both, only in the older, only in the newer. */
export type Change = { kind: 'same' | 'removed' | 'added'; text: string }

/** A word with the space behind it; what stands in braces is one word. */
const WORDS = /^\s+|(?:\{[^{}]*\}|[^\s{]+|\{)\s*/g

/**
 * What changed between two texts, word by word, by their longest common words in order. All that is not 'removed' is the
 * newer text again. A change of spaces alone is none.
 */
export function differenceOf(before: string, after: string): Change[] {
  const [older, newer] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []]
  const shared = sharedCounts(older, newer)
  const changes: Change[] = []
  const put = (kind: Change['kind'], text: string): void => {
    const last = changes.at(-1)
    if (last?.kind === kind) last.text += text
    else changes.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < older.length || j < newer.length) {
    const [was, is] = [older[i], newer[j]]
    if (was !== undefined && is !== undefined && sameWord(was, is)) {
      put('same', is)
      i += 1
      j += 1
    } else if (was !== undefined && (is === undefined || (shared[i + 1]?.[j] ?? 0) >= (shared[i]?.[j + 1] ?? 0))) {
      put('removed', was)
      i += 1
    } else {
      put('added', is ?? '')
      j += 1
    }
  }
  return calmed(changes)
}

/** A word as short as "you" between two changes is no landmark: it goes with them, so that whole phrases change and not every other word. */
const SHORT = 4

function calmed(changes: readonly Change[]): Change[] {
  const calm: Change[] = []
  let [removed, added] = ['', '']
  const flush = (): void => {
    if (removed !== '') calm.push({ kind: 'removed', text: removed })
    if (added !== '') calm.push({ kind: 'added', text: added })
    removed = added = ''
  }
  for (const [index, { kind, text }] of changes.entries()) {
    const between = index < changes.length - 1 && (removed !== '' || added !== '')
    const folded = kind === 'same' && between && text.trim().length < SHORT
    if (kind === 'same' && !folded) {
      flush()
      calm.push({ kind, text })
    }
    if (kind === 'removed' || folded) removed += text
    if (kind === 'added' || folded) added += text
  }
  flush()
  return calm
}

/** How many words two texts share from each place on. */
function sharedCounts(older: readonly string[], newer: readonly string[]): number[][] {
  const counts = Array.from({ length: older.length + 1 }, () => Array.from({ length: newer.length + 1 }, () => 0))
  for (let i = older.length - 1; i >= 0; i -= 1) {
    const [row, below] = [counts[i] ?? [], counts[i + 1] ?? []]
    for (let j = newer.length - 1; j >= 0; j -= 1) {
      row[j] = sameWord(older[i] ?? '', newer[j] ?? '') ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return counts
}

function sameWord(a: string, b: string): boolean {
  return a.trim() === b.trim()
}
