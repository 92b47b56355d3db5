import { mkdirSync } from 'node:fs'
import { app } from 'electron'
import { readOptions } from './options.ts'
import { startCore } from './core-process.ts'
import { lockDown } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { takeReport } from './report-page.ts'
import { answerWindows } from './windows-ipc.ts'
import { createWindow, hasWindow, showFirstWindow } from './windows.ts'
import { registerScheme, serveScheme } from './scheme.ts'

/** The shell: windows, keychain, security. No patient logic; wiring only. */

const options = readOptions(process.argv)
app.setName('Rapport')
if (options.folder) keepIn(options.folder)
app.enableSandbox()
registerScheme()

// One Rapport per practice folder: a second start shows the first.
if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  app.on('second-instance', showFirstWindow)
  void app.whenReady().then(open)
}

function open(): void {
  lockDown()
  setMenu()
  serveScheme(takeReport)
  const core = startCore({ folder: app.getPath('userData'), open: options.open, demoSpeed: options.demoSpeed })
  answerWindows(core)
  createWindow()
  app.on('activate', () => {
    if (!hasWindow()) createWindow()
  })
  app.on('window-all-closed', () => app.quit())
  // Lets the core finish what it is writing and leave its lines before the app goes; but after the windows, which hand it
  // what was typed in the last moment as they close.
  app.on('will-quit', (event) => {
    if (core.closed()) return
    event.preventDefault()
    void core.close().then(() => app.quit())
  })
}

/** Electron keeps its lock for the single instance there, and takes no folder that is not there. */
function keepIn(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    // The core meets the same failure, and has a screen for it.
  }
  app.setPath('userData', folder)
}
