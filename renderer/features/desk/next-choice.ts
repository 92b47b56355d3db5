type Item = { id: string; waiting: boolean }

/** Where somebody stood among those waiting when they were last seen there. */
export type Place = { id: string; index: number }

/**
 * Who is chosen next when the keyboard moves by `step`: the neighbour in the feed. When the chosen one was settled meanwhile
 * and so left those waiting, the next is whoever waits where they stood, not their neighbour among the finished. Pure.
 */
export function nextChoice(items: readonly Item[], selected: string | null, place: Place | null, step: number): string | null {
  const at = items.findIndex(({ id }) => id === selected)
  if (at < 0) return items[0]?.id ?? null
  if (!items[at]?.waiting && place?.id === selected) {
    const waiting = items.filter((item) => item.waiting)
    const next = waiting[Math.max(0, Math.min(waiting.length - 1, step > 0 ? place.index : place.index - 1))]
    if (next) return next.id
  }
  return items[Math.max(0, Math.min(items.length - 1, at + step))]?.id ?? null
}
