import { AnsweredEmitter, answered } from '../answered.ts'
import type { Page } from '../windows/page.ts'

type ThemeSource = 'system' | 'light' | 'dark'

class NativeTheme extends AnsweredEmitter {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly prefersReducedTransparency = false
  readonly inForcedColorsMode = false
  private source: ThemeSource = 'system'

  constructor() {
    super('nativeTheme', ['updated'])
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'dark'
  }

  get themeSource(): ThemeSource {
    return this.source
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`)
    if (source === this.source) return
    this.source = source
    for (const page of themedPages()) applyColorScheme(page)
    this.emit('updated')
  }
}

export const nativeTheme = answered('nativeTheme', new NativeTheme())

let themedPages: () => Page[] = () => []

/** Who knows the open pages says so; importing them here would go in a circle. */
export function themePages(pages: () => Page[]): void {
  themedPages = pages
}

/** Playwright's own emulateMedia, set later, wins over this, as it does over Electron's. */
export function applyColorScheme(page: Page): void {
  const { themeSource } = nativeTheme
  const features = themeSource === 'system' ? [] : [{ name: 'prefers-color-scheme', value: themeSource }]
  page.cdp.tell('Emulation.setEmulatedMedia', { features })
}
