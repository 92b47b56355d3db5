import { useEffect } from 'react'
import { client } from '@renderer/store/index.ts'
import { SECOND } from '@shared/time.ts'

/** At most this often while much happens. */
const EVERY = SECOND / 2

/** Keeps a list at what there is while its screen is open: read at once, and again when something happened. */
export function useLive(list: { refresh: () => void }): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refreshSoon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        list.refresh()
      }, EVERY)
    }
    list.refresh()
    const stop = [
      client.on('changes', refreshSoon),
      // After a restart of the core nothing is known about what happened meanwhile.
      client.onConnection((connected) => connected && refreshSoon()),
    ]
    return () => {
      clearTimeout(timer)
      for (const off of stop) off()
    }
  }, [list])
}
