import { pathToFileURL } from 'node:url'
import { AnsweredEmitter, answered, createEvent } from '../answered.ts'
import { WindowPage } from '../windows/window-page.ts'
import { refuseUnknownOptions, type WindowOptions } from '../windows/window-options.ts'
import { type Bounds, WindowPlace } from '../windows/window-place.ts'
import type { NativeImage } from './native-image.ts'
import type { WebContents } from './web-contents.ts'

const EVENTS = [
  'close', 'closed', 'ready-to-show', 'focus', 'blur', 'show', 'hide', 'resize', 'resized', 'move', 'moved', 'maximize',
  'unmaximize', 'minimize', 'restore', 'enter-full-screen', 'leave-full-screen', 'page-title-updated', 'unresponsive', 'responsive',
  // Never emitted here, but belong to every shell that cares about a session's end.
  'session-end', 'query-session-end',
]

const windows = new Map<number, BrowserWindow>()
let focused: BrowserWindow | undefined
let made = 0
/** app listens here: a window was made, the last one closed. */
export const windowHooks = { created: (_window: BrowserWindow) => {}, allClosed: () => {} }

export class BrowserWindow extends AnsweredEmitter {
  readonly id: number
  readonly webContents: WebContents
  readonly standInPlace: WindowPlace
  readonly standInPage: WindowPage
  standInState = { visible: true, destroyed: false, shownOnce: false, title: '', onTop: false, resizable: true }

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', EVENTS)
    refuseUnknownOptions(options)
    const self = answered('BrowserWindow', this, () => this.standInState.destroyed)
    this.id = ++made
    this.standInState.visible = options.show ?? true
    this.standInState.title = options.title ?? 'Electron'
    this.standInPlace = new WindowPlace(options, (event) => self.emit(event, {}))
    this.standInPage = new WindowPage(self, options)
    this.webContents = this.standInPage.contents
    windows.set(this.id, self)
    windowHooks.created(self)
    return self
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  loadFile(path: string, { search = '', hash = '' } = {}): Promise<void> {
    const url = pathToFileURL(path)
    url.search = search
    url.hash = hash
    return this.loadURL(url.href)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    const { visible } = this.standInState
    this.standInState.visible = true
    this.standInPlace.setHidden(false)
    if (!visible) this.emit('show', {})
  }

  hide(): void {
    const { visible } = this.standInState
    this.standInState.visible = false
    this.standInPlace.setHidden(true)
    this.blur()
    if (visible) this.emit('hide', {})
  }

  focus(): void {
    if (!this.standInState.visible) return
    this.standInPlace.bringToFront()
    this.standInSetFocused(true)
  }

  blur(): void {
    this.standInSetFocused(false)
  }

  standInSetFocused(gained: boolean): void {
    const current = focused
    if (gained === (current === this || current?.id === this.id)) return
    if (gained) current?.standInSetFocused(false)
    focused = gained ? windows.get(this.id) : undefined
    this.emit(gained ? 'focus' : 'blur', {})
    this.webContents.emit(gained ? 'focus' : 'blur', {})
  }

  isFocused(): boolean {
    return focused?.id === this.id
  }

  isVisible(): boolean {
    return this.standInState.visible && !this.standInPlace.minimized
  }

  close(): void {
    this.standInTryClose()
  }

  /** False when the app keeps the window open. */
  standInTryClose(): boolean {
    if (this.standInState.destroyed) return true
    const event = createEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.standInPage.close()
    return !event.defaultPrevented
  }

  destroy(): void {
    if (this.standInState.destroyed) return
    this.standInPage.destroy()
    this.standInEnd()
  }

  /** The window is gone, however that came about. */
  standInEnd(): void {
    if (this.standInState.destroyed) return
    this.standInSetFocused(false)
    this.standInState.destroyed = true
    this.standInState.visible = false
    windows.delete(this.id)
    this.standInPage.end()
    this.emit('closed')
    if (windows.size === 0) windowHooks.allClosed()
  }

  isDestroyed(): boolean {
    return this.standInState.destroyed
  }

  minimize(): void { this.standInPlace.minimize() }
  restore(): void { this.standInPlace.restore() }
  maximize(): void {
    if (!this.standInState.visible) this.show()
    this.standInPlace.maximize()
  }
  unmaximize(): void { this.standInPlace.restore() }
  setFullScreen(full: boolean): void { this.standInPlace.setFullScreen(full) }
  isMinimized(): boolean { return this.standInPlace.minimized }
  isMaximized(): boolean { return this.standInPlace.maximized }
  isFullScreen(): boolean { return this.standInPlace.fullScreen }
  isNormal(): boolean { return !this.isMinimized() && !this.isMaximized() && !this.isFullScreen() }

  getBounds(): Bounds { return this.standInPlace.bounds }
  getContentBounds(): Bounds { return this.standInPlace.bounds }
  getNormalBounds(): Bounds { return this.standInPlace.normalBounds }
  setBounds(bounds: Partial<Bounds>): void { this.standInPlace.setBounds(bounds) }
  setContentBounds(bounds: Bounds): void { this.standInPlace.setBounds(bounds) }
  getSize(): [number, number] { return [this.standInPlace.bounds.width, this.standInPlace.bounds.height] }
  getContentSize(): [number, number] { return this.getSize() }
  setSize(width: number, height: number): void { this.setBounds({ width, height }) }
  setContentSize(width: number, height: number): void { this.setBounds({ width, height }) }
  getPosition(): [number, number] { return [this.standInPlace.bounds.x, this.standInPlace.bounds.y] }
  setPosition(x: number, y: number): void { this.setBounds({ x, y }) }
  center(): void {}
  setMinimumSize(minWidth: number, minHeight: number): void { this.standInPlace.setMinimum(minWidth, minHeight) }
  getMinimumSize(): [number, number] { return this.standInPlace.minimum }

  setTitle(title: string): void { this.standInState.title = title }
  getTitle(): string { return this.standInState.title }
  capturePage(area?: Bounds): Promise<NativeImage> { return this.webContents.capturePage(area) }
  getMediaSourceId(): string { return `window:${this.id}:0` }

  setAlwaysOnTop(onTop: boolean): void { this.standInState.onTop = onTop }
  isAlwaysOnTop(): boolean { return this.standInState.onTop }
  setResizable(resizable: boolean): void { this.standInState.resizable = resizable }
  isResizable(): boolean { return this.standInState.resizable }
  moveTop(): void { this.standInPlace.bringToFront() }
  // The desktop's own furniture, which Chromium's windows do not have: accepted and forgotten.
  setMenu(_menu: unknown): void {}
  removeMenu(): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  setAutoHideMenuBar(_hide: boolean): void {}
  flashFrame(_flash: boolean): void {}
  setOverlayIcon(_icon: unknown, _description: string): void {}
  setProgressBar(_progress: number, _options?: object): void {}
  setSkipTaskbar(_skip: boolean): void {}
  setBackgroundColor(_color: string): void {}
  setIcon(_icon: unknown): void {}
  setContentProtection(_protect: boolean): void {}
  setVisibleOnAllWorkspaces(_visible: boolean): void {}

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents.id === contents?.id) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused ?? null
  }
}
