import type { Paper } from '../rules/paper.ts'
import type { Result } from './result.ts'

/** A report that is to be saved as PDF. */
export type ReportToSave = {
  /** What the file is called at first; nobody's name, and no path. */
  name: string
  /** A whole page without scripts, of which nothing is loaded but the app's own style sheet and fonts. */
  html: string
  paper: Paper
}

/** The few things a window asks of the shell itself; everything about the practice goes to the core. */
export type ShellBridge = {
  /** Asks for a port to the core; it arrives as a window message `{ type: 'core-port' }`, again after each restart of the core. */
  connect: () => void
  /** Opens http(s), tel and mailto links outside; false when the shell refused. */
  openExternal: (url: string) => Promise<boolean>
  /** Shows one of the practice's own files in the system's file manager. */
  showFile: (file: string) => Promise<boolean>
  setTheme: (theme: 'light' | 'dark' | 'system') => void
  /** Asks where a report goes, prints it there as PDF, and says whether it did: `saved` is false where somebody changed their mind. One at a time. */
  saveReport: (report: ReportToSave) => Promise<Result<{ saved: boolean }>>
  /** Gives up the report that is being saved. */
  stopReport: () => void
}

/** Schemes that may leave the app. */
const OUTSIDE = new Set(['https:', 'http:', 'tel:', 'mailto:'])

/** The URL when it may be opened outside, parsed and normalised; null for anything else. */
export function externalUrl(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 2048 || !URL.canParse(text)) return null
  const url = new URL(text)
  return OUTSIDE.has(url.protocol) ? url.href : null
}
