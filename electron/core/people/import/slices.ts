import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long a long job may hold the event loop before calls, timers and windows get their turn. */
const SLICE = 12

/** Give way when the slice is used up; call it between small steps of a long job. */
export type GiveWay = () => Promise<void> | undefined

/** A clock for slices. It measures work, never practice data, so it is the machine's own. */
export function inSlices(slice = SLICE): GiveWay {
  let since = performance.now()
  return () => {
    if (performance.now() - since < slice) return undefined
    return nextTurn().then(() => {
      since = performance.now()
    })
  }
}
