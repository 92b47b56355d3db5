import { DAY, MINUTE } from '@shared/time.ts'
import type { Sink } from '../line.ts'

/** A new line shows this much of what was before it, and not years of it. */
export const FIRST_LOOK = DAY
/** Read again each time: what Twilio's list shows late, and clocks that disagree. */
export const OVERLAP = 5 * MINUTE
/** Read again at the start, after sleep and every hour, for what came very late. */
export const DEEP_OVERLAP = DAY
/** Windows of a long absence touch by this, whichever way Twilio counts their edges. */
const SEAM = MINUTE

/** Written down no more often than this: each write waits for the disk, and what is read again costs less. */
const KEEP_EVERY = MINUTE

/** A span of Twilio's time; `until` is null for up to now. */
export type Window = { from: number; until: number | null }

/** How far a list was read, in Twilio's time, kept between runs. */
export type Mark = {
  /** What is to be read, oldest first, about a day each, so that a long absence is taken in order and in parts. */
  windows: (deep: boolean) => Window[]
  /** Everything up to here was received. Never goes back. */
  moveTo: (at: number) => void
  /** What is older than this was before the line and is left alone. */
  floor: () => number
}

/** @param name which list, also the name in the line's memory */
export function createMark(name: 'texts' | 'calls', memory: Sink['memory'], serverNow: () => number): Mark {
  const number = (key: string): number | null => {
    const kept = memory.get(key)
    const value = kept === null ? Number.NaN : Number(kept)
    return Number.isSafeInteger(value) ? value : null
  }

  let known: { read: number; floor: number; kept: number } | null = null

  function keep(read: number): void {
    memory.set(`${name}Read`, String(read))
    known = { read, floor: known?.floor ?? read, kept: read }
  }

  /** Not before Twilio has answered once: the first look goes by its clock. */
  function begin(): { read: number; floor: number; kept: number } {
    if (known) return known
    const first = serverNow() - FIRST_LOOK
    const read = number(`${name}Read`) ?? first
    const floor = number(`${name}Since`) ?? Math.min(first, read)
    known = { read, floor, kept: read }
    memory.set(`${name}Since`, String(floor))
    keep(read)
    return known
  }

  return {
    floor: () => begin().floor,
    windows(deep) {
      const { read, floor } = begin()
      const now = serverNow()
      // A mark that lies ahead was set by a wrong clock.
      let from = Math.max(floor, Math.min(read, now) - (deep ? DEEP_OVERLAP : OVERLAP))
      const windows: Window[] = []
      while (now - from > 2 * DAY) {
        // Twilio may take only the day of `until` (UTC): ended within a day, a window would leave the rest of it to nobody.
        const until = Math.floor((from + SEAM) / DAY) * DAY + DAY
        windows.push({ from, until })
        from = until - SEAM
      }
      return [...windows, { from, until: null }]
    },
    moveTo(at) {
      const before = begin()
      const read = Math.floor(at)
      // Set by a clock that was wrong; Twilio's own is known to a second.
      const ahead = before.read > serverNow() + MINUTE
      if (read <= before.read && !ahead) return
      if (ahead || read - before.kept >= KEEP_EVERY) keep(read)
      else known = { ...before, read }
    },
  }
}
