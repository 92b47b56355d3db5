import { SECOND } from '@shared/time.ts'

/** Plays what is to come, faster or as it is. Nothing is left behind once it has stopped. */
export type Player = {
  /** Does something in so many seconds of the demo day. After `stop` it does nothing. */
  after: (seconds: number, action: () => void) => void
  stop: () => void
}

export function createPlayer(speed: number): Player {
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false
  return {
    after(seconds, action) {
      if (stopped) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        action()
      }, (seconds * SECOND) / speed)
      timers.add(timer)
    },
    stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
