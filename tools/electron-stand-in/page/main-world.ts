import type { WorldLink } from './world-link.ts'

/**
 * What the stand-in changes for the page's own scripts: the APIs the preload exposes, window.open and window.close
 * (both belong to the app in Electron), and permissions, which are asked of the app before Chromium decides.
 * Runs in the page, before any page script.
 */
export function installMainWorld(link: WorldLink): void {
  const deepFreeze = <T>(value: T): T => {
    if ((typeof value === 'object' || typeof value === 'function') && value !== null && !Object.isFrozen(value)) {
      if (!ArrayBuffer.isView(value)) Object.freeze(value)
      for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key])
    }
    return value
  }

  link.provide('define', (key: string, api: unknown) => {
    if (Object.hasOwn(window, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true, configurable: false, writable: false })
  })

  const openWindow = link.remote('open')
  window.open = (url, target, features) => {
    const base = document.baseURI
    const address = url === undefined || url === '' ? 'about:blank' : new URL(String(url), base).href
    openWindow(address, String(target ?? ''), String(features ?? ''), 'new-window')
    return null
  }
  if (window === window.top) {
    const closeWindow = link.remote('close')
    window.close = () => closeWindow()
  }

  const ask = link.remote('permission') as (name: string, media?: string[]) => Promise<boolean>
  const wrap = (owner: object | undefined, method: string, name: string, media?: (wanted: MediaStreamConstraints) => string[]) => {
    const methods = owner as Record<string, unknown> | undefined
    const original = methods?.[method]
    if (!methods || typeof original !== 'function') return
    methods[method] = function (this: unknown, ...args: unknown[]) {
      const asked = ask(name, media?.((args[0] ?? {}) as MediaStreamConstraints))
      // watchPosition and getCurrentPosition answer through callbacks; the others are promises already.
      return asked.then(() => Reflect.apply(original, this, args) as unknown)
    }
  }
  wrap(window.Notification, 'requestPermission', 'notifications')
  wrap(window.Geolocation?.prototype, 'getCurrentPosition', 'geolocation')
  wrap(window.MediaDevices?.prototype, 'getUserMedia', 'media', (wanted) => [
    ...(wanted.video ? ['video'] : []),
    ...(wanted.audio ? ['audio'] : []),
  ])
  wrap(window.Clipboard?.prototype, 'writeText', 'clipboard-sanitized-write')
  wrap(window.Clipboard?.prototype, 'readText', 'clipboard-read')
  wrap(window.Clipboard?.prototype, 'read', 'clipboard-read')
}
