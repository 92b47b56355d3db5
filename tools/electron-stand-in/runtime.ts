import type { Browser } from './browser/browser.ts'
import type { StartArguments } from './arguments.ts'

/** What main.ts sets up before the app's first line runs. */
export interface Runtime {
  arguments: StartArguments
  /** The path that acts as the electron binary. */
  executable: string
  appPath: string
  manifest: { name?: string; productName?: string; version?: string; main?: string }
  electronVersion: string
  browser: Browser
}

let current: Runtime | undefined

export function setRuntime(runtime: Runtime): void {
  current = runtime
}

export function runtime(): Runtime {
  if (!current) throw new Error('electron-stand-in: used before it started')
  return current
}
