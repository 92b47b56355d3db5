import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { CdpConnection, type CdpSession } from './cdp.ts'
import { asRoot, type Chromium } from './chromium.ts'

export interface Target {
  id: string
  session: CdpSession
}

interface Attached {
  sessionId: string
  targetInfo: { targetId: string; type: string; url: string; openerId?: string }
}

/** Requests for this path are Chromium opening an app window; the page that belongs there is loaded afterwards. */
export const OPENING_PATH = '/.electron-stand-in-opening/'

/** The running Chromium: opens targets, and reports pages that scripts opened and pages that went away. */
export class Browser {
  readonly connection: CdpConnection
  readonly chromium: Chromium
  readonly ready: Promise<{ product: string }>
  onPopup: (openerTargetId: string, target: Target, url: string) => void = () => {}
  private readonly gone = new Map<string, () => void>()
  private readonly unclaimed = new Map<string, Target>()
  private creating = 0
  private readonly expected = new Map<string, (target: Target) => void>()

  constructor(chromium: Chromium) {
    this.chromium = chromium
    this.connection = new CdpConnection(chromium.input, chromium.output)
    const { browser } = this.connection
    browser.on('Target.attachedToTarget', (event: Attached) => this.attached(event))
    browser.on('Target.detachedFromTarget', ({ sessionId }: { sessionId: string }) => {
      this.connection.forget(sessionId)
      const tell = this.gone.get(sessionId)
      this.gone.delete(sessionId)
      tell?.()
    })
    // Paused at their start, so that the preload and the request handlers are there before any page script.
    browser.tell('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }, { exclude: true }],
    })
    this.ready = browser.send<{ product: string }>('Browser.getVersion')
  }

  /** Opens a window at about:blank, paused; `origin` is where its first page will be. */
  async open(origin: string | undefined, size: { width: number; height: number }): Promise<Target> {
    await this.ready
    if (this.chromium.headed && origin !== undefined) return this.openAppWindow(origin)
    this.creating++
    const { targetId } = await this.connection.browser
      .send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
      .finally(() => this.creating--)
    const target = this.unclaimed.get(targetId)
    if (!target) throw new Error('electron-stand-in: Chromium did not attach to its new window')
    this.unclaimed.delete(targetId)
    return target
  }

  onceGone(session: CdpSession, tell: () => void): void {
    if (session.id !== undefined) this.gone.set(session.id, tell)
  }

  // CDP opens windows with tabs and an address bar only. Chromium started again with the same profile hands --app over
  // to the running one, which opens a bare window as long as the page stays in the origin named here.
  private openAppWindow(origin: string): Promise<Target> {
    const url = `${origin}${OPENING_PATH}${randomUUID()}`
    return new Promise((resolve) => {
      this.expected.set(url, resolve)
      const flags = [`--app=${url}`, `--user-data-dir=${this.chromium.profile}`, '--test-type', ...asRoot()]
      spawn(this.chromium.path, flags, { stdio: 'ignore' }).unref()
    })
  }

  private attached({ sessionId, targetInfo }: Attached): void {
    const target = { id: targetInfo.targetId, session: this.connection.session(sessionId) }
    const expected = this.expected.get(targetInfo.url)
    if (expected) {
      this.expected.delete(targetInfo.url)
      expected(target)
    } else if (targetInfo.openerId !== undefined) {
      this.onPopup(targetInfo.openerId, target, targetInfo.url)
    } else if (this.creating > 0) {
      this.unclaimed.set(target.id, target)
    } else {
      // A person pressed Ctrl+N or the like: no window of the app.
      this.connection.browser.tell('Target.closeTarget', { targetId: target.id })
    }
  }
}
