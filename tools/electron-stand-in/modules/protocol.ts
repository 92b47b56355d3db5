import { addScheme, isOwnScheme } from '../browser/origins.ts'
import { answered } from '../answered.ts'

export type ProtocolHandler = (request: Request) => Response | Promise<Response>

const WEB_SCHEMES = new Set(['http', 'https'])
const handlers = new Map<string, ProtocolHandler>()
const changed = new Set<() => void>()

/** Called when a scheme starts or stops being handled, so that open windows intercept it. */
export const onProtocolsChanged = (listener: () => void): void => void changed.add(listener)

export const protocolHandler = (scheme: string): ProtocolHandler | undefined => handlers.get(scheme)

export const protocol = answered('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]): void {
    for (const { scheme } of schemes) addScheme(scheme)
  },

  handle(scheme: string, handler: ProtocolHandler): void {
    if (handlers.has(scheme)) throw new Error(`The scheme has been intercepted or handled: ${scheme}`)
    if (WEB_SCHEMES.has(scheme) || scheme === 'file') {
      throw new Error(`electron-stand-in: protocol.handle('${scheme}') is not answered for`)
    }
    if (!isOwnScheme(scheme)) addScheme(scheme)
    handlers.set(scheme, handler)
    for (const listener of changed) listener()
  },

  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`The scheme has not been handled: ${scheme}`)
  },

  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
})
