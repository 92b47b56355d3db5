import { runtime } from '../runtime.ts'
import { screenState } from '../modules/screen.ts'
import type { Page } from './page.ts'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

interface PlaceOptions extends Partial<Bounds> {
  show?: boolean
  minWidth?: unknown
  minHeight?: unknown
  fullscreen?: unknown
}

/**
 * Where a window is and how big. The size is always that of its content: frames belong to the desktop, and what a page
 * and its pictures see must not depend on which desktop that is.
 */
export class WindowPlace {
  normalBounds: Bounds
  minimum: [number, number]
  private state: WindowState = 'normal'
  private hidden: boolean
  private page: Page | undefined
  private readonly emit: (event: string) => void

  constructor(options: PlaceOptions, emit: (event: string) => void) {
    const { width = 800, height = 600 } = options
    const { workArea } = screenState
    this.minimum = [Number(options.minWidth ?? 0), Number(options.minHeight ?? 0)]
    this.normalBounds = {
      width,
      height,
      x: options.x ?? Math.max(0, Math.round((workArea.width - width) / 2)),
      y: options.y ?? Math.max(0, Math.round((workArea.height - height) / 2)),
    }
    this.hidden = options.show === false
    if (options.fullscreen === true) this.state = 'fullscreen'
    this.emit = emit
  }

  get bounds(): Bounds {
    return { ...(this.state === 'maximized' || this.state === 'fullscreen' ? screenState.workArea : this.normalBounds) }
  }
  get minimized(): boolean { return this.state === 'minimized' }
  get maximized(): boolean { return this.state === 'maximized' }
  get fullScreen(): boolean { return this.state === 'fullscreen' }

  /** The window has a page now: puts it where it belongs. */
  async attach(page: Page): Promise<void> {
    this.page = page
    await this.apply()
  }

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.normalBounds
    const [minWidth, minHeight] = this.minimum
    const wanted = { ...before, ...bounds }
    this.normalBounds = { ...wanted, width: Math.max(minWidth, wanted.width), height: Math.max(minHeight, wanted.height) }
    const after = this.normalBounds
    if (before.width !== after.width || before.height !== after.height) this.emit('resize')
    if (before.x !== after.x || before.y !== after.y) this.emit('move')
    void this.apply()
  }

  setMinimum(width: number, height: number): void {
    this.minimum = [width, height]
  }

  /** A person resized the window on the screen. */
  resizedByHand(width: number, height: number): void {
    if (this.state !== 'normal' || (width === this.normalBounds.width && height === this.normalBounds.height)) return
    this.normalBounds = { ...this.normalBounds, width, height }
    this.emit('resize')
  }

  setHidden(hidden: boolean): void {
    if (hidden === this.hidden) return
    this.hidden = hidden
    void this.apply()
  }

  minimize(): void { this.change('minimized', 'minimize') }
  maximize(): void { this.change('maximized', 'maximize') }
  setFullScreen(full: boolean): void { this.change(full ? 'fullscreen' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen') }
  restore(): void { this.change('normal', this.state === 'maximized' ? 'unmaximize' : 'restore') }

  bringToFront(): void {
    if (runtime().browser.chromium.headed) this.page?.cdp.tell('Page.bringToFront')
  }

  private change(state: WindowState, event: string): void {
    if (state === this.state) return
    this.state = state
    this.emit(event)
    void this.apply()
  }

  private async apply(): Promise<void> {
    const { page } = this
    if (!page) return
    const { browser, headed } = { browser: runtime().browser.connection.browser, headed: runtime().browser.chromium.headed }
    try {
      const { windowId } = await browser.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: page.target.id })
      if (headed) {
        // CDP cannot hide a window; minimized is the nearest.
        const windowState = this.hidden ? 'minimized' : this.state
        await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
        if (windowState !== 'normal') return
        await browser.send('Browser.setWindowBounds', { windowId, bounds: { left: this.normalBounds.x, top: this.normalBounds.y } })
      }
      // Without a screen there is nothing to hide from, and a page that is drawn can be looked at by tests.
      const { width, height } = this.bounds
      await browser.send('Browser.setContentsSize', { windowId, width, height })
    } catch {
      // The window closed meanwhile.
    }
  }
}
