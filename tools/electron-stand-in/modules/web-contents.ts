import { AnsweredEmitter, answered } from '../answered.ts'
import { toBrowserUrl } from '../browser/origins.ts'
import type { Page } from '../windows/page.ts'
import { codec } from '../wire/codec.ts'
import { mainPorts } from './message-channel.ts'
import { NativeImage } from './native-image.ts'
import { session as sessionModule, type Session } from './session.ts'

export interface WindowOpenRequest {
  url: string
  frameName: string
  features: string
  disposition: string
}
type WindowOpenHandler = (details: WindowOpenRequest & { referrer: object; postBody?: object }) => {
  action: 'allow' | 'deny'
  overrideBrowserWindowOptions?: object
}

const EVENTS = [
  'will-navigate', 'will-redirect', 'will-frame-navigate', 'will-prevent-unload', 'did-navigate', 'did-navigate-in-page',
  'did-start-loading', 'did-stop-loading', 'did-finish-load', 'did-fail-load', 'dom-ready', 'did-create-window',
  'render-process-gone', 'destroyed', 'focus', 'blur', 'page-title-updated',
  // Never emitted, and listened to by every careful app: there are no webviews here.
  'will-attach-webview',
]
const ERROR_CODES: Record<string, number> = {
  ERR_FAILED: -2, ERR_ABORTED: -3, ERR_FILE_NOT_FOUND: -6, ERR_BLOCKED_BY_CLIENT: -20, ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105, ERR_INTERNET_DISCONNECTED: -106, ERR_INVALID_URL: -300,
}

/** What WebContents needs of the window around it. */
export interface WebContentsHost {
  /** The page, opened for this address if there is none yet. */
  openPage(url: string): Promise<Page>
  close(): void
  isFocused(): boolean
  openChild(request: WindowOpenRequest, options: object | undefined): void
}

export const allContents = new Map<number, WebContents>()

export class WebContents extends AnsweredEmitter {
  readonly id: number
  readonly session: Session
  readonly standInFace: this
  readonly standInHost: WebContentsHost
  standInPage: Page | undefined = undefined
  standInOpenHandler: WindowOpenHandler | undefined = undefined
  standInState = { destroyed: false, loading: false, zoom: 1, title: '' }

  constructor(id: number, host: WebContentsHost, partition: string | undefined) {
    super('webContents', EVENTS)
    this.id = id
    this.standInHost = host
    this.session = partition === undefined ? sessionModule.defaultSession : sessionModule.fromPartition(partition)
    this.standInFace = answered('webContents', this, () => this.standInState.destroyed)
    allContents.set(id, this.standInFace)
    return this.standInFace
  }

  get mainFrame() {
    return this.standInPage?.frames.main ?? null
  }

  async loadURL(url: string): Promise<void> {
    this.standInState.loading = true
    this.emit('did-start-loading', {})
    const page = await this.standInHost.openPage(url)
    const browserUrl = toBrowserUrl(url)
    page.navigation.expect(browserUrl)
    page.loaded = Promise.withResolvers<void>()
    const { errorText, loaderId } = await page.cdp.send<{ errorText?: string; loaderId?: string }>('Page.navigate', { url: browserUrl })
    if (errorText) this.failLoad(url, errorText.replace(/^net::/, ''))
    // A change of the hash alone loads nothing.
    if (loaderId !== undefined) await page.loaded.promise
    this.standInState.loading = false
    this.emit('did-stop-loading', {})
  }

  private failLoad(url: string, description: string): never {
    const code = ERROR_CODES[description] ?? -2
    this.standInState.loading = false
    // Chromium shows no error page for what was cancelled, so nobody else tells.
    if (description === 'ERR_ABORTED') this.emit('did-fail-load', {}, code, description, url, true, 1, 1)
    this.emit('did-stop-loading', {})
    throw Object.assign(new Error(`${description} (${code}) loading '${url}'`), { code: description, errno: code, url })
  }

  getURL(): string {
    return this.mainFrame?.url ?? ''
  }

  getTitle(): string {
    return this.standInState.title
  }

  isLoading(): boolean {
    return this.standInState.loading
  }

  isLoadingMainFrame(): boolean {
    return this.standInState.loading
  }

  isDestroyed(): boolean {
    return this.standInState.destroyed
  }

  isCrashed(): boolean {
    return this.standInPage !== undefined && this.standInPage.document === undefined
  }

  isFocused(): boolean {
    return this.standInHost.isFocused()
  }

  focus(): void {
    this.standInPage?.cdp.tell('Page.bringToFront')
  }

  reload(): void {
    this.standInPage?.cdp.tell('Page.reload')
  }

  reloadIgnoringCache(): void {
    this.standInPage?.cdp.tell('Page.reload', { ignoreCache: true })
  }

  stop(): void {
    this.standInPage?.cdp.tell('Page.stopLoading')
  }

  close(_options?: { waitForBeforeUnload?: boolean }): void {
    this.standInHost.close()
  }

  /** Reaches the document loaded now; as in Electron, a message to a page that is not there is lost. */
  send(channel: string, ...args: unknown[]): void {
    const body = codec.encode(args)
    this.standInPage?.document?.message(channel, body, [])
  }

  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    const body = codec.encode([message])
    const ends = mainPorts.release(transfer)
    this.standInPage?.document?.message(channel, body, ends)
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.standInOpenHandler = handler
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.standInHost.openPage('about:blank')
    const { result, exceptionDetails } = await page.cdp.send<Evaluated>('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async insertCSS(css: string): Promise<string> {
    await this.executeJavaScript(`{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)});
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }`)
    return 'stand-in'
  }

  async capturePage(area?: { x: number; y: number; width: number; height: number }): Promise<NativeImage> {
    const page = await this.standInHost.openPage('about:blank')
    const { data } = await page.cdp.send<{ data: string }>('Page.captureScreenshot', area ? { clip: { ...area, scale: 1 } } : {})
    return new NativeImage(Buffer.from(data, 'base64'))
  }

  async printToPDF(options: PrintOptions = {}): Promise<Buffer> {
    const page = await this.standInHost.openPage('about:blank')
    const { data } = await page.cdp.send<{ data: string }>('Page.printToPDF', toChromiumPrint(options))
    return Buffer.from(data, 'base64')
  }

  setZoomFactor(factor: number): void {
    this.standInState.zoom = factor
    // CDP has no browser zoom; CSS zoom of the root lays the page out the same way.
    this.executeJavaScript(`document.documentElement.style.zoom = ${Number(factor)}; undefined`).catch(() => {})
  }

  getZoomFactor(): number {
    return this.standInState.zoom
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel(): number {
    return Math.log(this.standInState.zoom) / Math.log(1.2)
  }

  setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {
    return Promise.resolve()
  }

  forcefullyCrashRenderer(): void {
    this.standInPage?.cdp.tell('Page.crash')
  }

  setBackgroundThrottling(_allowed: boolean): void {}
  setAudioMuted(_muted: boolean): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false
  }
}

interface Evaluated {
  result: { value?: unknown }
  exceptionDetails?: { text: string; exception?: { description?: string } }
}

interface PrintOptions {
  landscape?: boolean
  printBackground?: boolean
  scale?: number
  pageSize?: string | { width: number; height: number }
  margins?: { marginType?: string; top?: number; bottom?: number; left?: number; right?: number }
  pageRanges?: string
  preferCSSPageSize?: boolean
  [name: string]: unknown
}

const PAPER: Record<string, [number, number]> = { Letter: [8.5, 11], Legal: [8.5, 14], A3: [11.7, 16.54], A4: [8.27, 11.7], A5: [5.83, 8.27] }

function toChromiumPrint({ landscape, printBackground, scale, pageSize = 'Letter', margins, pageRanges, preferCSSPageSize, ...rest }: PrintOptions) {
  const unknown = Object.keys(rest).filter((name) => !['displayHeaderFooter', 'headerTemplate', 'footerTemplate', 'generateTaggedPDF', 'generateDocumentOutline'].includes(name))
  if (unknown.length > 0) throw new Error(`electron-stand-in: printToPDF option '${unknown[0]}' is not answered for`)
  const [paperWidth, paperHeight] = typeof pageSize === 'string' ? (PAPER[pageSize] ?? PAPER.Letter ?? []) : [pageSize.width, pageSize.height]
  const none = margins?.marginType === 'none'
  return {
    landscape, printBackground, scale, pageRanges, preferCSSPageSize, paperWidth, paperHeight, ...rest,
    marginTop: none ? 0 : margins?.top, marginBottom: none ? 0 : margins?.bottom,
    marginLeft: none ? 0 : margins?.left, marginRight: none ? 0 : margins?.right,
  }
}

/** The static side: `webContents` as the module exports it. */
export const webContents = answered('webContents', {
  getAllWebContents: () => [...allContents.values()],
  fromId: (id: number) => allContents.get(id),
  fromDevToolsTargetId: (targetId: string) => [...allContents.values()].find((contents) => contents.standInPage?.target.id === targetId),
  getFocusedWebContents: () => [...allContents.values()].find((contents) => contents.isFocused()) ?? null,
})
