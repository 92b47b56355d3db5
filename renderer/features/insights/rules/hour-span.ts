/** Shown even where nobody called: the hours in which somebody sits here. */
const USUAL = [8, 17] as const

/** The hours of a day that are shown, from the first to the last: the usual ones and those in which somebody called. */
export function hourSpan(hours: readonly number[]): number[] {
  const first = Math.min(...USUAL, ...hours)
  const last = Math.max(...USUAL, ...hours)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
