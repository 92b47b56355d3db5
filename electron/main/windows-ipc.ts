import { resolve } from 'node:path'
import { app, BrowserWindow, ipcMain, nativeTheme, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { refuse } from '@shared/contract/result.ts'
import type { CoreProcess } from './core-process.ts'
import { isInside } from './inside.ts'
import { openOutside } from './lock-down.ts'
import { isOwnUrl } from './own-url.ts'
import { saveReport, stopReport } from './save-report.ts'

/** Answers the few things windows ask of the shell (shared/contract/shell.ts). Every sender is checked. */
export function answerWindows(core: CoreProcess): void {
  ipcMain.on('connect', (event) => {
    if (isOurs(event)) core.connect(event.sender)
  })
  ipcMain.handle('open-external', (event, url: unknown) => isOurs(event) && openOutside(url))
  ipcMain.handle('show-file', (event, file: unknown) => {
    if (!isOurs(event) || typeof file !== 'string') return false
    // Only what lies in the practice's own folder: a page must not point the file manager anywhere else.
    if (!isInside(app.getPath('userData'), file)) return false
    shell.showItemInFolder(resolve(file))
    return true
  })
  ipcMain.handle('save-report', (event, report: unknown) => (isOurs(event) ? saveReport(event.sender, report) : refuse('blocked', 'This window may not save a report.')))
  ipcMain.on('stop-report', (event) => {
    if (isOurs(event)) stopReport(event.sender)
  })
  ipcMain.on('set-theme', (event, theme: unknown) => {
    if (isOurs(event) && (theme === 'light' || theme === 'dark' || theme === 'system')) nativeTheme.themeSource = theme
  })
}

/** A message counts only from the main frame of a window we opened, showing our own page. */
function isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return BrowserWindow.fromWebContents(event.sender) !== null && frame !== null && frame === event.sender.mainFrame && isOwnUrl(frame.url)
}
