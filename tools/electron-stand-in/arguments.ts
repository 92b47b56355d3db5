import { statSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the command line asks for, in the order Electron reads it: its own flags, the app, the app's arguments. */
export interface StartArguments {
  raw: string[]
  /** Modules to require before the app (`-r`); Playwright's loader is one. */
  required: string[]
  /** The app's folder or its main file; undefined for `electron --version`. */
  app: string | undefined
  inspectPort: number | undefined
  debuggingPort: string | undefined
  /** Every `--name=value`, wherever it stands. */
  switches: Map<string, string>
}

export function readArguments(raw: string[]): StartArguments {
  const required: string[] = []
  const switches = new Map<string, string>()
  let app: string | undefined
  for (let index = 0; index < raw.length; index++) {
    const word = raw[index] ?? ''
    if (app === undefined && (word === '-r' || word === '--require')) {
      required.push(raw[++index] ?? '')
    } else if (word.startsWith('--')) {
      const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(word) ?? []
      switches.set(name, value)
    } else if (app === undefined && !word.startsWith('-')) {
      app = resolve(word)
    }
  }
  const inspect = switches.get('inspect') ?? switches.get('inspect-brk')
  return {
    raw,
    required,
    app,
    inspectPort: inspect === undefined ? undefined : Number(inspect || 9229),
    debuggingPort: switches.get('remote-debugging-port'),
    switches,
  }
}

/** True when the path is a folder; false for a file; throws the file system's own error when it is neither. */
export function isFolder(path: string): boolean {
  return statSync(path).isDirectory()
}
