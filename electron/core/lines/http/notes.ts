import { MINUTE } from '@shared/time.ts'
import { log } from '../../log.ts'

/** Of one kind at most one line in this time: whoever sends ten thousand broken requests in a second must not fill the log. */
const QUIET = MINUTE

export type Note = (name: string, detail: Record<string, unknown>, kind?: string) => void

/**
 * Logs each kind of trouble at once, and what follows of it at most once a minute, with how many were not told.
 * @param now ms UTC
 */
export function createNotes(now: () => number): Note {
  const told = new Map<string, { at: number; untold: number }>()
  return (name, detail, kind = '') => {
    const key = `${name} ${kind}`
    const last = told.get(key)
    const at = now()
    // A clock that was set back must not silence it.
    if (last && at >= last.at && at - last.at < QUIET) {
      last.untold += 1
      return
    }
    log.warn(name, { ...detail, ...(last && last.untold > 0 && { more: last.untold }) })
    told.set(key, { at, untold: 0 })
  }
}
