import type { PreloadWorld } from './preload-world.ts'
import type { WorldLink } from './world-link.ts'

export interface PreloadProcess {
  platform: string
  arch: string
  versions: Record<string, string>
  argv: string[]
}

/** What a sandboxed preload can require and see: `electron` (contextBridge, ipcRenderer, webFrame, webUtils) and `process`. */
export function createPreloadGlobals(world: PreloadWorld, link: WorldLink, about: PreloadProcess) {
  type Listener = (event: unknown, ...args: unknown[]) => void
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()

  const refuseUnknown = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === 'symbol' || key in object || key === 'then' || key === 'toJSON') return Reflect.get(object, key, receiver)
        throw new Error(`electron-stand-in: ${name}.${key} is not answered for in a preload`)
      },
    })

  const add = (channel: string, listener: Listener, once: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener): object => {
    const kept = [...(listeners.get(channel) ?? [])]
    const at = kept.findLastIndex((entry) => entry.listener === listener)
    if (at >= 0) kept.splice(at, 1)
    listeners.set(channel, kept)
    return ipcRenderer
  }

  const ipcRenderer: object = refuseUnknown('ipcRenderer', {
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
    send: (channel: string, ...args: unknown[]) => world.post('send', [channel], args),
    postMessage: (channel: string, message: unknown, transfer?: readonly MessagePort[]) =>
      world.post('send', [channel], [message], transfer),
    invoke: async (channel: string, ...args: unknown[]) => world.invoke(channel, args),
  })

  world.onMessage = (channel, args, ports) => {
    for (const entry of listeners.get(channel) ?? []) {
      if (entry.once) remove(channel, entry.listener)
      try {
        entry.listener({ sender: ipcRenderer, senderId: 0, ports }, ...args)
      } catch (error) {
        reportError(error)
      }
    }
  }

  const electron = refuseUnknown('electron', {
    ipcRenderer,
    contextBridge: refuseUnknown('contextBridge', { exposeInMainWorld: link.remote('define') }),
    webFrame: refuseUnknown('webFrame', {
      getZoomFactor: () => Number(document.documentElement.style.zoom || 1),
      setZoomFactor: (factor: number) => {
        document.documentElement.style.zoom = String(factor)
      },
    }),
    webUtils: refuseUnknown('webUtils', {}),
  })

  return {
    require: (name: string) => {
      if (name === 'electron') return electron
      throw new Error(`module not found: ${name} (a sandboxed preload can require 'electron' only)`)
    },
    process: refuseUnknown('process', { ...about, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} }),
  }
}
