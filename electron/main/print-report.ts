import { BrowserWindow } from 'electron'
import type { Paper } from '@shared/rules/paper.ts'
import { offerReport, withdrawReport } from './report-page.ts'
import { ORIGIN } from './scheme.ts'

/** In inches, as `@page` in the report's style sheet has them; there stand the page number and the footer. */
const MARGINS = { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5 }

/** A style sheet asks for a font only once words are laid out in it, and a hidden window may not have come to that. */
const LOAD_FONTS = 'Promise.allSettled([...document.fonts].map((face) => face.load())).then(() => undefined)'

/**
 * Prints a page as tagged PDF in a window of its own, which nobody sees and which can do nothing: no preload, no script by its
 * policy, no way to anywhere else. So the desk's windows go on meanwhile.
 * @throws when it was given up (`signal`) or the page broke
 */
export async function printReport(html: string, paper: Paper, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted()
  const path = offerReport(html)
  const window = new BrowserWindow({ show: false, title: 'Rapport', webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } })
  const { webContents: contents } = window
  const gone = new Promise<never>((_, reject) => {
    window.once('closed', () => reject(new Error('the window of the report was closed')))
    contents.once('render-process-gone', () => reject(new Error('the page of the report broke')))
  })
  const close = (): void => window.destroy()
  signal.addEventListener('abort', close)
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  async function print(): Promise<Buffer> {
    await window.loadURL(`${ORIGIN}${path}`)
    await contents.executeJavaScript(LOAD_FONTS)
    return contents.printToPDF({ pageSize: paper, margins: MARGINS, printBackground: true, generateTaggedPDF: true, generateDocumentOutline: true })
  }
  try {
    return await Promise.race([print(), gone])
  } finally {
    signal.removeEventListener('abort', close)
    withdrawReport(path)
    if (!window.isDestroyed()) window.destroy()
  }
}
