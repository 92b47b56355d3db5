import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { pageUrl } from './own-url.ts'

/** The windows people see; a report is printed in another kind (print-report.ts). */
const windows = new Set<BrowserWindow>()

export const hasWindow = (): boolean => windows.size > 0

/** Opens a desk window. It is shown once painted, so that it never flashes white. */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 1024,
    minHeight: 660,
    show: false,
    title: 'Rapport',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  windows.add(window)
  window.once('closed', () => windows.delete(window))
  window.once('ready-to-show', () => window.show())
  // A page that crashed would stay blank; drafts and everything else are in the core, so it starts over.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload()
  })
  void window.loadURL(pageUrl())
  return window
}

/** A second start brings the first forward. */
export function showFirstWindow(): void {
  const [window] = windows
  if (!window) {
    if (app.isReady()) createWindow()
    return
  }
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
