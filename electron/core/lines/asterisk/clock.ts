import { SECOND } from '@shared/time.ts'
import type { Block } from './reader.ts'

/** Clocks this close are taken to agree; what a measurement over the network is worth. */
const AGREES = 2 * SECOND

/** Puts the phone system's times on this PC's clock. */
export type Clock = {
  /** @param ahead how far the phone system is ahead of this PC, ms; null leaves what was known */
  set: (ahead: number | null) => void
  /** When an event happened, ms UTC: its `Timestamp`, where the phone system writes one, else now. Never later than now. */
  of: (event: Block) => number
}

export function createClock(now: () => number): Clock {
  let correction = 0
  return {
    set(ahead) {
      if (ahead !== null) correction = Math.abs(ahead) > AGREES ? ahead : 0
    },
    of(event) {
      const seconds = event.get('Timestamp')
      const at = now()
      if (!/^\d{9,11}(?:\.\d{1,9})?$/.test(seconds)) return at
      return Math.min(Math.round(Number(seconds) * 1000) - correction, at)
    },
  }
}
