import type { CdpSession } from '../browser/cdp.ts'
import { toAppUrl } from '../browser/origins.ts'
import { createEvent, type StandInEvent } from '../answered.ts'
import type { PausedRequest } from './requests.ts'

export interface NavigationDetails {
  url: string
  isSameDocument: boolean
  isMainFrame: boolean
  frame: unknown
  initiator: unknown
}

export interface NavigationOwner {
  emit(event: string, ...args: unknown[]): boolean
  readonly mainFrame: unknown
}

const withoutHash = (url: string): string => url.replace(/#.*$/s, '')

/** Tells navigations the app started from those the page started, and asks the app about the latter. */
export class Navigation {
  private readonly owner: NavigationOwner
  private readonly mainFrameId: string
  private readonly ours = new Set<string>()
  private readonly asked = new Set<string>()
  private readonly types = new Map<string, string>()

  constructor(cdp: CdpSession, mainFrameId: string, owner: NavigationOwner) {
    this.owner = owner
    this.mainFrameId = mainFrameId
    cdp.on('Page.frameRequestedNavigation', ({ frameId }) => this.asked.add(frameId))
    cdp.on('Page.frameStartedNavigating', ({ frameId, navigationType }) => this.types.set(frameId, navigationType))
  }

  /** The app itself is about to load this address (in Chromium's spelling): nobody is asked about it. */
  expect(url: string): void {
    this.ours.add(withoutHash(url))
  }

  allows({ frameId, request, redirectedRequestId }: PausedRequest, url: string): boolean {
    const isMainFrame = frameId === this.mainFrameId
    const askedByPage = this.asked.delete(frameId)
    if (redirectedRequestId !== undefined) return this.ask(['will-redirect'], url, isMainFrame)
    if (isMainFrame && this.ours.delete(withoutHash(request.url))) return true
    // Whoever reloads from outside (the app, a developer, Playwright) is not the page. Everything else that is not
    // ours counts as the page's, also what Playwright's page.goto starts: better one question too many.
    if (isMainFrame && !askedByPage && this.types.get(frameId)?.startsWith('reload')) return true
    return this.ask(isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], url, isMainFrame)
  }

  /** For addresses that never become a request, such as mailto:. */
  allowsExternal(url: string): boolean {
    return this.ask(['will-frame-navigate', 'will-navigate'], url, true)
  }

  private ask(names: string[], browserUrl: string, isMainFrame: boolean): boolean {
    const url = toAppUrl(browserUrl)
    const frame = isMainFrame ? this.owner.mainFrame : null
    return names.every((name) => {
      const event: NavigationDetails & StandInEvent = createEvent({
        url,
        isSameDocument: false,
        isMainFrame,
        frame,
        initiator: this.owner.mainFrame,
      })
      this.owner.emit(name, event, url, false, isMainFrame, 1, 1)
      return !event.defaultPrevented
    })
  }
}
