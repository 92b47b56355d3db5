import type { Bounds } from './window-place.ts'

export interface WindowOptions extends Partial<Bounds> {
  show?: boolean
  title?: string
  webPreferences?: { preload?: string; additionalArguments?: string[]; partition?: string; [name: string]: unknown }
  [name: string]: unknown
}

const OPTIONS = new Set([
  'width', 'height', 'x', 'y', 'minWidth', 'minHeight', 'show', 'title', 'fullscreen', 'webPreferences',
  // The look of a window that Chromium draws its own way.
  'backgroundColor', 'icon', 'autoHideMenuBar', 'useContentSize', 'center', 'resizable', 'maximizable', 'minimizable',
  'closable', 'movable', 'fullscreenable', 'alwaysOnTop', 'skipTaskbar', 'acceptFirstMouse', 'darkTheme', 'paintWhenInitiallyHidden',
])
const PREFERENCES = new Set([
  'preload', 'additionalArguments', 'partition', 'spellcheck', 'devTools', 'backgroundThrottling', 'autoplayPolicy', 'v8CacheOptions',
  'navigateOnDragDrop', 'disableBlinkFeatures', 'safeDialogs', 'webgl', 'plugins', 'images', 'defaultEncoding', 'enableWebSQL',
])
/** What the stand-in is, whatever the app asks for: an app that asks for anything else must not seem to work here. */
const FIXED: Record<string, boolean> = {
  sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
  webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, experimentalFeatures: false,
}

export function refuseUnknownOptions({ webPreferences = {}, ...options }: WindowOptions): void {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.has(name)) throw new Error(`electron-stand-in: BrowserWindow option '${name}' is not answered for`)
  }
  for (const [name, value] of Object.entries(webPreferences)) {
    if (PREFERENCES.has(name) || value === undefined || FIXED[name] === value) continue
    throw new Error(`electron-stand-in: webPreferences.${name} = ${JSON.stringify(value)} is not answered for`)
  }
}
