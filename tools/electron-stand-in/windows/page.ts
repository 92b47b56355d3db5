import { type Browser, OPENING_PATH, type Target } from '../browser/browser.ts'
import type { CdpSession } from '../browser/cdp.ts'
import { toAppUrl } from '../browser/origins.ts'
import { type IpcSender, receiveInvoke, receiveMessage } from '../modules/ipc-main.ts'
import { decidePermission, type Session } from '../modules/session.ts'
import { BINDING, PRELOAD_WORLD, type PageScripts } from '../page/sources.ts'
import { readFrame, writeFrame } from '../wire/frame.ts'
import { peerOf, router } from '../wire/router.ts'
import { DocumentLink } from './document-link.ts'
import { Frames } from './frames.ts'
import { Navigation } from './navigation.ts'
import { Requests } from './requests.ts'

/** What a page needs of the WebContents it belongs to. */
export interface PageOwner {
  readonly session: Session
  readonly face: IpcSender['sender']
  emit(event: string, ...args: unknown[]): boolean
  windowEvent(name: string, words: string[]): void
  openRequested(request: { url: string; frameName: string; features: string; disposition: string }): void
  externalRequested(url: string): void
  closeRequested(): void
  pageGone(): void
  screenSize(words: string[]): void
}

/** One Chromium target that shows a window's content, from its opening to its end. */
export class Page {
  readonly target: Target
  readonly cdp: CdpSession
  readonly frames: Frames
  readonly navigation: Navigation
  readonly requests: Requests
  document: DocumentLink | undefined
  /** Resolves at the next load event. */
  loaded: { promise: Promise<void>; resolve: () => void } = Promise.withResolvers<void>()
  lastWindowOpen = ''
  /** Resolves when the empty page is up and can be sent elsewhere. */
  settled: Promise<unknown> = Promise.resolve()
  private readonly scriptIds: Promise<string>[] = []
  private readonly browser: Browser
  private readonly owner: PageOwner

  constructor(browser: Browser, target: Target, owner: PageOwner, scripts: PageScripts) {
    this.browser = browser
    this.target = target
    this.owner = owner
    this.cdp = target.session
    this.frames = new Frames(this.cdp, target.id)
    const { frames } = this
    this.navigation = new Navigation(this.cdp, target.id, {
      emit: (event, ...args) => owner.emit(event, ...args),
      get mainFrame() { return frames.main },
    })
    this.requests = new Requests(this.cdp, {
      session: owner.session,
      allowNavigation: (request, url) => this.navigation.allows(request, url),
    })
    this.listen()
    this.prepare(scripts)
    browser.onceGone(this.cdp, () => {
      this.leaveDocument()
      owner.pageGone()
    })
  }

  // Sent together and in this order; Chromium holds the page until the last of them.
  private prepare(scripts: PageScripts): void {
    this.cdp.tell('Page.enable')
    this.cdp.tell('Inspector.enable')
    // Without it, Chromium adds the binding to no world that is made later.
    this.cdp.tell('Runtime.enable')
    this.cdp.tell('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD })
    this.useScripts(scripts)
    this.requests.intercept()
    this.cdp.tell('Runtime.runIfWaitingForDebugger')
    // Answered by the renderer, not by the browser; a refusal is an answer too. Loading a page while its first renderer is still starting crashes it
    // now and then, when Playwright attaches to the same window.
    this.settled = this.cdp.send('Runtime.evaluate', { expression: '0' }).catch(() => {})
  }

  /** From the next document on, these scripts instead of the ones before. */
  useScripts({ mainWorld, preloadWorld }: PageScripts): void {
    for (const identifier of this.scriptIds.splice(0)) {
      identifier.then((id) => this.cdp.tell('Page.removeScriptToEvaluateOnNewDocument', { identifier: id })).catch(() => {})
    }
    // The page's side first: the preload calls over to it as soon as it runs.
    for (const script of [{ source: mainWorld }, { source: preloadWorld, worldName: PRELOAD_WORLD }]) {
      const added = this.cdp
        .send<{ identifier: string }>('Page.addScriptToEvaluateOnNewDocument', script)
        .then(({ identifier }) => identifier)
      added.catch(() => {})
      this.scriptIds.push(added)
    }
  }

  private listen(): void {
    const { cdp, owner } = this
    let failed = false
    let isFirst = true
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) this.receive(payload, executionContextId)
    })
    cdp.on('Page.domContentEventFired', () => failed || isFirst || owner.emit('dom-ready', {}))
    cdp.on('Page.loadEventFired', () => {
      if (failed || isFirst) return
      this.loaded.resolve()
      owner.emit('did-finish-load', {})
    })
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      // Chromium shows its error page in place of what it could not reach, and does not say why.
      failed = frame.unreachableUrl !== undefined
      if (failed && frame.unreachableUrl.includes(OPENING_PATH)) return
      // The empty page a window starts with is none of its history.
      if (isFirst) cdp.tell('Page.resetNavigationHistory')
      isFirst = false
      if (failed) owner.emit('did-fail-load', {}, -2, 'ERR_FAILED', toAppUrl(frame.unreachableUrl), true, 1, 1)
      else owner.emit('did-navigate', {}, toAppUrl(frame.url), 200, 'OK')
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      owner.emit('did-navigate-in-page', {}, toAppUrl(url), frameId === this.target.id, 1, 1)
    })
    cdp.on('Page.windowOpen', ({ url }) => {
      this.lastWindowOpen = url
    })
    cdp.on('Page.javascriptDialogOpening', ({ type }) => {
      // As in Electron: a page that wants to stay stays, without a question to the person.
      if (type === 'beforeunload') cdp.tell('Page.handleJavaScriptDialog', { accept: !owner.emit('will-prevent-unload', {}) })
    })
    cdp.on('Inspector.targetCrashed', () => {
      this.leaveDocument()
      owner.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    })
  }

  private leaveDocument(): void {
    if (this.document) router.drop(this.document)
    this.document = undefined
  }

  private receive(payload: string, contextId: number): void {
    const { kind, words, body } = readFrame(payload)
    const [first = '', second = '', third = '', fourth = ''] = words
    // A page makes a new channel for every port it sends away; the near end stays with the document.
    const ends = (text: string) => {
      const sent = text === '' ? [] : text.split(',')
      for (const end of sent) if (this.document) router.arrive(peerOf(end), this.document)
      return sent
    }
    const current = contextId === this.document?.contextId
    switch (kind) {
      case 'hello':
        this.leaveDocument()
        this.document = new DocumentLink(this.cdp, contextId)
        this.frames.mainIsAt(toAppUrl(first))
        this.owner.screenSize(words.slice(1))
        break
      case 'port':
        if (current) router.send(first, { body, ports: ends(second) })
        break
      case 'close':
        router.close(first)
        break
      case 'send':
        if (current) receiveMessage(this.sender(), first, body, ends(second))
        break
      case 'invoke':
        if (current) void this.answerInvoke(first, second, body)
        break
      case 'window':
        this.owner.windowEvent(first, words.slice(1))
        break
      case 'open':
        this.owner.openRequested({ url: toAppUrl(first), frameName: second, features: third, disposition: fourth })
        break
      case 'external':
        if (this.navigation.allowsExternal(first)) this.owner.externalRequested(first)
        break
      case 'close-window':
        this.owner.closeRequested()
        break
      case 'permission':
        void this.answerPermission(first, second, third)
        break
    }
  }

  private sender() {
    return { sender: this.owner.face, senderFrame: this.frames.main }
  }

  private async answerInvoke(id: string, channel: string, body: string): Promise<void> {
    const { document } = this
    const answer = await receiveInvoke(this.sender(), channel, body)
    document?.send(writeFrame('reply', [id, answer.ok ? 'ok' : 'error'], answer.body))
  }

  private async answerPermission(id: string, permission: string, media: string): Promise<void> {
    const { document } = this
    const { url, origin } = this.frames.main
    const asked = { session: this.owner.session, contents: this.owner.face, permission, media: media === '' ? [] : media.split(','), url, origin }
    const granted = await decidePermission(asked, this.browser.connection.browser)
    document?.send(writeFrame('reply', [id, 'ok'], String(granted)))
  }
}
