import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEvent } from '../answered.ts'
import type { Target } from '../browser/browser.ts'
import { toBrowserUrl } from '../browser/origins.ts'
import { record, schemeOnly } from '../calls.ts'
import { BrowserWindow } from '../modules/browser-window.ts'
import { onProtocolsChanged } from '../modules/protocol.ts'
import { onRequestRulesChanged } from '../modules/session.ts'
import { noteScreenSize } from '../modules/screen.ts'
import { applyColorScheme } from '../modules/native-theme.ts'
import { allContents, WebContents, type WindowOpenRequest } from '../modules/web-contents.ts'
import { type PageScripts, pageScripts } from '../page/sources.ts'
import { runtime } from '../runtime.ts'
import { Page } from './page.ts'
import type { WindowOptions } from './window-options.ts'

const pages = new Set<WindowPage>()
const interceptAll = () => pages.forEach((page) => page.contents.standInPage?.requests.intercept())
onProtocolsChanged(interceptAll)
onRequestRulesChanged(interceptAll)

export const openPages = (): Page[] => [...pages].flatMap((page) => page.contents.standInPage ?? [])

/** A script got past the page's guards and opened a target: it is closed before it runs anything, then the app is asked. */
export function popupOpened(openerId: string, popup: Target, url: string): void {
  runtime().browser.connection.browser.tell('Target.closeTarget', { targetId: popup.id })
  const opener = [...pages].find((page) => page.contents.standInPage?.target.id === openerId)
  opener?.popup(url)
}

/** Ties a BrowserWindow, its WebContents and the Chromium page that shows it, which may come late and go early. */
export class WindowPage {
  readonly contents: WebContents
  private readonly window: BrowserWindow
  private readonly options: WindowOptions
  private opening: Promise<Page> | undefined
  private closing = false
  private preloadWatch: FSWatcher | undefined

  constructor(window: BrowserWindow, options: WindowOptions) {
    this.window = window
    this.options = options
    this.contents = new WebContents(window.id, {
      openPage: (url) => this.open(url),
      close: () => window.close(),
      isFocused: () => window.isFocused(),
      openChild: (request, more) => this.openChild(request, more),
    }, options.webPreferences?.partition)
    pages.add(this)
  }

  private open(url: string): Promise<Page> {
    this.opening ??= this.create(url)
    return this.opening
  }

  private async create(url: string): Promise<Page> {
    const { browser } = runtime()
    const target = await browser.open(originFor(url), this.window.getContentBounds())
    if (this.closing) {
      browser.connection.browser.tell('Target.closeTarget', { targetId: target.id })
      throw new Error('The window was closed before its page could be loaded')
    }
    const { contents, window } = this
    const page = new Page(browser, target, {
      session: contents.session,
      face: contents,
      emit: (event, ...args) => this.forward(event, args),
      windowEvent: (name, words) => this.windowEvent(name, words),
      openRequested: (request) => this.openRequested(request),
      externalRequested: (external) => record('navigate-external', [external], `would open ${schemeOnly(external)}`),
      closeRequested: () => window.close(),
      pageGone: () => this.pageGone(),
      screenSize: noteScreenSize,
    }, this.scripts())
    contents.standInPage = page
    applyColorScheme(page)
    await Promise.all([page.settled, window.standInPlace.attach(page)])
    if (this.options.show !== false) window.focus()
    return page
  }

  private scripts(): PageScripts {
    const { preload, additionalArguments = [] } = this.options.webPreferences ?? {}
    const path = preload?.startsWith('file:') ? fileURLToPath(preload) : preload
    if (path !== undefined && this.preloadWatch === undefined && process.env.ELECTRON_RENDERER_URL) this.watchPreload(path)
    return pageScripts(path, {
      platform: process.platform,
      arch: process.arch,
      versions: Object.fromEntries(Object.entries(process.versions).map(([name, version]) => [name, String(version)])),
      argv: [runtime().executable, ...additionalArguments],
    })
  }

  // electron-vite rebuilds the preload and then reloads the page, which must find the new one.
  private watchPreload(path: string): void {
    // The folder, because the file is removed and made anew.
    this.preloadWatch = watch(dirname(path), (_event, name) => {
      if (name !== basename(path)) return
      try {
        this.contents.standInPage?.useScripts(this.scripts())
      } catch {
        // Caught in the middle of being written; the next change tells.
      }
    }).unref()
  }

  private forward(event: string, args: unknown[]): boolean {
    if (event === 'dom-ready' && this.contents.getZoomFactor() !== 1) this.contents.setZoomFactor(this.contents.getZoomFactor())
    if (event === 'did-finish-load') this.readyToShow()
    if (event === 'will-prevent-unload') this.closing = false
    return this.contents.emit(event, ...args)
  }

  private readyToShow(): void {
    if (this.window.standInState.shownOnce) return
    this.window.standInState.shownOnce = true
    this.window.emit('ready-to-show', {})
  }

  private windowEvent(name: string, words: string[]): void {
    const { headed } = runtime().browser.chromium
    if (name === 'painted') this.readyToShow()
    else if (name === 'title') this.titleChanged(words[0] ?? '')
    // Without a screen all pages believe they have the focus, and sizes are whatever a test emulates.
    else if (headed && name === 'resize') this.window.standInPlace.resizedByHand(Number(words[0]), Number(words[1]))
    else if (headed && (name === 'focus' || name === 'blur')) this.window.standInSetFocused(name === 'focus')
  }

  // As in Electron, the window is called what its page is called, unless the app objects.
  private titleChanged(title: string): void {
    if (title === this.contents.standInState.title) return
    this.contents.standInState.title = title
    const event = createEvent({})
    this.contents.emit('page-title-updated', event, title, true)
    this.window.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.window.setTitle(title)
  }

  private openRequested(request: WindowOpenRequest): void {
    const handler = this.contents.standInOpenHandler
    const answer = handler?.({ ...request, referrer: { url: this.contents.getURL(), policy: 'default' } }) ?? { action: 'allow' as const }
    if (answer.action === 'allow') this.openChild(request, answer.overrideBrowserWindowOptions)
  }

  private openChild(request: WindowOpenRequest, more: object | undefined): void {
    const child = new BrowserWindow({ webPreferences: this.options.webPreferences, ...more })
    this.contents.emit('did-create-window', child, { ...request, options: {} })
    child.loadURL(request.url).catch(() => {})
  }

  popup(url: string): void {
    this.openRequested({ url: url || (this.contents.standInPage?.lastWindowOpen ?? ''), frameName: '', features: '', disposition: 'new-window' })
  }

  close(): void {
    const page = this.contents.standInPage
    this.closing = true
    if (!page) {
      this.window.standInEnd()
      return
    }
    // Runs the page's beforeunload; if the page stays, the next close starts over.
    page.cdp.send('Page.close').catch(() => this.window.destroy())
  }

  destroy(): void {
    this.closing = true
    const page = this.contents.standInPage
    if (page) runtime().browser.connection.browser.tell('Target.closeTarget', { targetId: page.target.id })
  }

  private pageGone(): void {
    // A window that was destroyed has no address to ask for any more.
    const url = this.closing ? '' : this.contents.getURL()
    this.contents.standInPage = undefined
    this.opening = undefined
    if (this.closing) return this.window.standInEnd()
    // A person closed it on the screen, where it cannot be held back. If the app keeps it, it comes back.
    const event = createEvent({})
    this.window.emit('close', event)
    if (!event.defaultPrevented) this.window.standInEnd()
    else this.window.loadURL(url).catch(() => {})
  }

  end(): void {
    this.preloadWatch?.close()
    pages.delete(this)
    allContents.delete(this.contents.id)
    this.contents.standInState.destroyed = true
    this.contents.emit('destroyed')
  }
}

// Chromium opens a bare app window only for a web address.
function originFor(url: string): string | undefined {
  const { protocol, origin } = new URL(toBrowserUrl(url))
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined
}
