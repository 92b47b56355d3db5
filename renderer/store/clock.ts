import { useSyncExternalStore } from 'react'
import { SECOND } from '@shared/time.ts'
import { store, useDesk } from './index.ts'

/** One timer for the whole window; everything that shows an age or a running time listens to it. */
const listeners = new Set<() => void>()
let tick = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  tick = Date.now()
  timer ??= setInterval(() => {
    tick = Date.now()
    for (const notify of listeners) notify()
  }, SECOND / 4)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * The practice's time now, ms UTC, renewed every `every` ms: components that show minutes render once in 15 s,
 * those that show seconds every second.
 */
export function useNow(every = 15 * SECOND): number {
  const offset = useDesk((state) => state.clockOffset)
  const now = useSyncExternalStore(subscribe, () => Math.floor((tick + offset) / every))
  return now * every
}

/** The practice's time at this moment, for handlers. */
export function practiceNow(): number {
  return Date.now() + store.getState().clockOffset
}
