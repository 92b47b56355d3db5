import { BrowserWindow, dialog, type WebContents } from 'electron'
import type { ReportToSave } from '@shared/contract/shell.ts'
import { ok, refuse, type Result } from '@shared/contract/result.ts'
import { printReport } from './print-report.ts'
import { whyNotWritten, writeWhole } from './write-whole.ts'

/** A month of the largest practice is a tenth of this; more would be no report. */
const LONGEST = 50_000_000

/** What is being saved, by the window that asked for it. */
const underWay = new Map<number, AbortController>()

/** Asks where a report goes, prints it and writes it there. `saved` is false where it was given up. */
export async function saveReport(sender: WebContents, report: unknown): Promise<Result<{ saved: boolean }>> {
  if (!isReport(report)) return refuse('badArgument', 'This cannot be saved as a report.')
  if (underWay.has(sender.id)) return refuse('conflict', 'Another report is being saved. Wait until it is done, or cancel it.')
  const given = new AbortController()
  const { signal } = given
  const giveUp = (): void => given.abort()
  underWay.set(sender.id, given)
  sender.once('destroyed', giveUp)
  try {
    const file = await askWhere(sender, report.name)
    if (file === null) return ok({ saved: false })
    const pdf = await printReport(report.html, report.paper, signal)
    return await write(file, pdf)
  } catch {
    // What it says may name what stands in the report.
    if (!signal.aborted) console.error('rapport shell report.failed')
    return signal.aborted ? ok({ saved: false }) : refuse('internal', 'The report could not be made, and nothing was saved. Try again; if it stays so, restart Rapport.')
  } finally {
    underWay.delete(sender.id)
    if (!sender.isDestroyed()) sender.removeListener('destroyed', giveUp)
  }
}

/** Gives up what this window is having saved. */
export function stopReport(sender: WebContents): void {
  underWay.get(sender.id)?.abort()
}

async function askWhere(sender: WebContents, name: string): Promise<string | null> {
  const options = { defaultPath: name, filters: [{ name: 'PDF', extensions: ['pdf'] }] }
  const window = BrowserWindow.fromWebContents(sender)
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}

async function write(file: string, pdf: Uint8Array): Promise<Result<{ saved: boolean }>> {
  try {
    await writeWhole(file, pdf)
    return ok({ saved: true })
  } catch (error) {
    const { code, message } = whyNotWritten(error)
    console.error(`rapport shell report.notWritten code=${code}`)
    return refuse(code, message)
  }
}

function isReport(value: unknown): value is ReportToSave {
  if (typeof value !== 'object' || value === null) return false
  const { name, html, paper } = value as Partial<Record<keyof ReportToSave, unknown>>
  return typeof name === 'string' && /^[a-z0-9-]{1,80}\.pdf$/.test(name) && typeof html === 'string' && html.length <= LONGEST && (paper === 'Letter' || paper === 'A4')
}
