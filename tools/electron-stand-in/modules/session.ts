import { answered } from '../answered.ts'
import type { CdpSession } from '../browser/cdp.ts'
import { protocol } from './protocol.ts'
import { WebRequest } from './web-request.ts'

type RequestHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean

/** Electron's permission names, and what Chromium calls them. */
const CHROMIUM_NAMES: Record<string, string[]> = {
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  media: ['camera', 'microphone'],
}

const changed = new Set<() => void>()
export const onRequestRulesChanged = (listener: () => void): void => void changed.add(listener)

export class Session {
  readonly protocol = protocol
  readonly webRequest = new WebRequest(() => changed.forEach((listener) => listener()))
  requestHandler: RequestHandler | null = null
  checkHandler: CheckHandler | null = null

  constructor() {
    return answered('session', this)
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler
  }

  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerLanguages(_languages: string[]): void {}
  async clearCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
}

const sessions = new Map<string, Session>()

export const session = answered('session', {
  defaultSession: new Session(),
  /** Partitions have handlers of their own, but share one Chromium profile. */
  fromPartition(partition: string): Session {
    const existing = sessions.get(partition) ?? new Session()
    sessions.set(partition, existing)
    return existing
  },
})

/** Denies what a page could ask for. Each is granted when the page asks and the app's handler agrees. */
export function denyPermissions(browser: CdpSession): void {
  for (const name of [...new Set(Object.values(CHROMIUM_NAMES).flat()), 'midi', 'storage-access', 'local-fonts', 'idle-detection']) {
    browser.tell('Browser.setPermission', { permission: { name }, setting: 'denied' })
  }
}

/** Asks the app as Electron would (granted when it set no handler) and tells Chromium the answer. */
export async function decidePermission(
  asked: { session: Session; contents: unknown; permission: string; media: string[]; url: string; origin: string },
  browser: CdpSession,
): Promise<boolean> {
  const { session: own, contents, permission, media, url, origin } = asked
  const details = { requestingUrl: url, requestingOrigin: origin, isMainFrame: true, ...(media.length > 0 ? { mediaTypes: media } : {}) }
  const checked = own.checkHandler?.(contents, permission, origin, details) ?? true
  const { requestHandler } = own
  const granted =
    checked &&
    (requestHandler === null || (await new Promise<boolean>((resolve) => requestHandler(contents, permission, resolve, details))))
  const names = (CHROMIUM_NAMES[permission] ?? []).filter(
    (name) => permission !== 'media' || media.includes(name === 'camera' ? 'video' : 'audio'),
  )
  await Promise.all(
    names.map((name) => browser.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied' })),
  )
  return granted
}
