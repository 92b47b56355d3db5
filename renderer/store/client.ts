import type { Announcement, AnnouncementName, Argument, CallName, ToWindow, Value } from '@shared/contract/index.ts'
import { refuse, type Result } from '@shared/contract/result.ts'

/**
 * The window's end of the contract: one port to the core, calls answered by number, announcements to listeners.
 * When the core is restarted a new port comes; calls that were under way are refused, so nothing hangs.
 */
export type Client = {
  call: <N extends CallName>(name: N, argument: Argument<N>) => Promise<Result<Value<N>>>
  on: <N extends AnnouncementName>(name: N, listener: (body: Announcement<N>) => void) => () => void
  /** Called whenever a (new) core is there, and with `false` when it is gone. */
  onConnection: (listener: (connected: boolean) => void) => () => void
}

const LOST = refuse('notOpen', 'Rapport’s core was restarted while it did this. Check whether it worked, and try again if not.')

export function createClient(): Client {
  let port: MessagePort | null = null
  let calls = 0
  const pending = new Map<number, (reply: Result<never>) => void>()
  const waiting: (() => void)[] = []
  const listeners = new Map<AnnouncementName, Set<(body: never) => void>>()
  const connectionListeners = new Set<(connected: boolean) => void>()

  function use(next: MessagePort): void {
    drop()
    port = next
    next.onmessage = ({ data }: MessageEvent<ToWindow>) => {
      if ('announce' in data) for (const listener of listeners.get(data.announce) ?? []) listener(data.body as never)
      else settle(data.call, data.reply as Result<never>)
    }
    next.addEventListener('close', () => {
      if (port === next) drop()
    })
    next.start()
    for (const go of waiting.splice(0)) go()
    for (const listener of connectionListeners) listener(true)
  }

  function drop(): void {
    if (!port) return
    port.close()
    port = null
    for (const call of pending.keys()) settle(call, LOST)
    for (const listener of connectionListeners) listener(false)
  }

  function settle(call: number, reply: Result<never>): void {
    pending.get(call)?.(reply)
    pending.delete(call)
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [next] = event.ports
    if (event.source === window && isPortMessage(event.data) && next) use(next)
  })
  window.rapport.connect()

  return {
    async call(name, argument) {
      if (!port) await new Promise<void>((go) => waiting.push(go))
      return new Promise((settled) => {
        const call = ++calls
        pending.set(call, settled)
        port?.postMessage({ call, name, argument })
      })
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (body: never) => void))
      return () => set.delete(listener as (body: never) => void)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      if (port) listener(true)
      return () => connectionListeners.delete(listener)
    },
  }
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'core-port'
}
