/** A small repeatable source of chance: the same seed gives the same demo practice and the same demo day. */
export type Random = {
  /** At least 0, less than 1. */
  next: () => number
  /** A whole number from `from` to `to`, both included. */
  int: (from: number, to: number) => number
  chance: (share: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** Picks by weight; a weight of 0 is never picked. */
  weighted: <T extends { weight: number }>(items: readonly T[]) => T
  shuffle: <T>(items: readonly T[]) => T[]
  /** An id in the form of a UUID. */
  id: () => string
  /** A source of its own for one part, so that a change in one part moves nothing in another. */
  fork: (name: string) => Random
}

/** Takes any whole number as seed. The generator is mulberry32, by Tommy Ettinger (public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  function bits(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  const next = (): number => bits() / 0x1_0000_0000
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('there is nothing to pick from')
    return items[int(0, items.length - 1)] as T
  }

  function weighted<T extends { weight: number }>(items: readonly T[]): T {
    let left = next() * items.reduce((sum, item) => sum + item.weight, 0)
    const chosen = items.find((item) => (left -= item.weight) < 0)
    return chosen ?? pick(items)
  }

  function shuffle<T>(items: readonly T[]): T[] {
    return items.map((item) => ({ item, place: next() })).sort((a, b) => a.place - b.place).map(({ item }) => item)
  }

  function id(): string {
    const hex = [bits(), bits(), bits(), bits()].map((part) => part.toString(16).padStart(8, '0')).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  return { next, int, chance: (share) => next() < share, pick, weighted, shuffle, id, fork: (name) => createRandom(hash(name, seed)) }
}

/** FNV-1a of a name, stirred with the seed it is forked from. */
function hash(name: string, seed: number): number {
  let mixed = (0x811c9dc5 ^ seed) >>> 0
  for (const character of name) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return mixed
}
