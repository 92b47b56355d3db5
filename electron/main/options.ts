import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Options = { folder: string | null; open: 'demo' | 'practice' | null; demoSpeed: number }

/**
 * The app's own arguments: `--data=DIR` keeps everything in DIR, `--demo` opens the demo practice at once,
 * `--demo-speed=N` plays its day N times faster. Unknown arguments are Electron's and Chromium's, and left alone.
 */
export function readOptions(argv: readonly string[]): Options {
  const value = (name: string): string | null => argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null
  const folder = value('data')
  const speed = Number(value('demo-speed') ?? 1)
  return {
    folder: folder ? resolve(folder) : null,
    open: argv.includes('--demo') ? 'demo' : null,
    demoSpeed: Number.isFinite(speed) && speed > 0 ? Math.min(speed, 1000) : 1,
  }
}

/** A practice that was set up before is opened again without asking. */
export function practiceToOpen(folder: string, asked: Options['open']): Options['open'] {
  return asked ?? (existsSync(join(folder, 'practice.db')) ? 'practice' : null)
}
