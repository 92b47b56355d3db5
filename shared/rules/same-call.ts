import { SECOND } from '../time.ts'

/** A call as one line told of it. Times are ms UTC. */
export type ToldCall = {
  id: string
  lineId: string
  /** When it began to ring. */
  at: number
  /** When it was over as far as its line told; null while it is not. */
  overAt: number | null
}

/** Two lines tell of one call within this time of each other, ms: their clocks differ, and a trunk hears it first. */
export const SAME_CALL_WITHIN = 20 * SECOND
/**
 * What rings longer than this after the end of a call is another one: nobody hangs up and is ringing again so soon, while
 * clocks differ, times come in whole seconds, and a call that one group of phones gave up goes on to the next. (Where clocks differ by
 * more than a call rang, it stands twice: seen double rather than lost.)
 */
const AFTER_THE_END = 3 * SECOND

/** Whether two lines may have told of one call here. Either order gives the same. */
export function mayBeOne(one: ToldCall, other: ToldCall): boolean {
  const follows = (first: ToldCall, second: ToldCall): boolean => first.overAt !== null && second.at > first.overAt + AFTER_THE_END
  return one.lineId !== other.lineId && Math.abs(one.at - other.at) <= SAME_CALL_WITHIN && !follows(one, other) && !follows(other, one)
}

/**
 * Which of these are one call, all of one number and direction. A line tells of each call once, so no two of one line are;
 * and every line tells of two calls in the order in which they came. So the lines' calls are laid beside each other in
 * order: as many pairs as may be, and of those ways the one with the least time between. What comes out depends on
 * nothing but these calls, so the order in which they were told does not matter.
 * @returns groups of their ids, oldest call first
 */
export function sameCalls(told: readonly ToldCall[]): string[][] {
  const byLine = Map.groupBy(told, ({ lineId }) => lineId)
  const lines = [...byLine].toSorted(([a], [b]) => (a < b ? -1 : 1))
  let groups: ToldCall[][] = []
  for (const [, calls] of lines) groups = inOrder(laidBeside(groups, inOrder(calls.map((call) => [call]))))
  return groups.map((group) => group.map(({ id }) => id))
}

function inOrder(groups: ToldCall[][]): ToldCall[][] {
  const first = (group: ToldCall[]): number => Math.min(...group.map(({ at }) => at))
  const name = (group: ToldCall[]): string => group.map(({ id }) => id).toSorted()[0] ?? ''
  return groups.toSorted((a, b) => first(a) - first(b) || (name(a) < name(b) ? -1 : 1))
}

type Best = { pairs: number; apart: number; groups: ToldCall[][] }

/** Joins two ordered lists without crossing. */
function laidBeside(left: readonly ToldCall[][], right: readonly ToldCall[][]): ToldCall[][] {
  const better = (a: Best, b: Best): Best => (b.pairs > a.pairs || (b.pairs === a.pairs && b.apart < a.apart) ? b : a)
  const alone = (so: Best, group: ToldCall[]): Best => ({ ...so, groups: [...so.groups, group] })
  /** The best way for what was looked at so far of `left` (the row before) and `right` (the place in it). */
  let row: Best[] = [{ pairs: 0, apart: 0, groups: [] }]
  const at = (best: readonly Best[], index: number): Best => best[index] ?? { pairs: -1, apart: 0, groups: [] }
  right.forEach((group, index) => row.push(alone(at(row, index), group)))
  for (const mine of left) {
    const next: Best[] = [alone(at(row, 0), mine)]
    right.forEach((theirs, index) => {
      let best = better(alone(at(row, index + 1), mine), alone(at(next, index), theirs))
      if (mine.every((one) => theirs.every((other) => mayBeOne(one, other)))) {
        const before = at(row, index)
        const apart = Math.min(...mine.flatMap((one) => theirs.map((other) => Math.abs(one.at - other.at))))
        best = better(best, { pairs: before.pairs + 1, apart: before.apart + apart, groups: [...before.groups, [...mine, ...theirs]] })
      }
      next.push(best)
    })
    row = next
  }
  return at(row, right.length).groups
}
