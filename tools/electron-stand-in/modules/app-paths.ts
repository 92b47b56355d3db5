import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { env, platform } from 'node:process'

const set = new Map<string, string>()

function appData(): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (platform === 'win32') return env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  return env.XDG_CONFIG_HOME || join(homedir(), '.config')
}

const DEFAULTS: Record<string, (name: string) => string> = {
  home: () => homedir(),
  appData: () => appData(),
  userData: (name) => join(getPath('appData', name), name),
  sessionData: (name) => getPath('userData', name),
  logs: (name) => (platform === 'darwin' ? join(homedir(), 'Library', 'Logs', name) : join(getPath('userData', name), 'logs')),
  crashDumps: (name) => join(getPath('userData', name), 'Crashpad'),
  temp: () => tmpdir(),
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
  music: () => join(homedir(), 'Music'),
  pictures: () => join(homedir(), 'Pictures'),
  videos: () => join(homedir(), 'Videos'),
}

/** Where Electron would put things for an app of this name. */
export function getPath(path: string, appName: string): string {
  const known = set.get(path) ?? DEFAULTS[path]?.(appName)
  if (known === undefined) throw new Error(`Failed to get '${path}' path`)
  return known
}

export function setPath(path: string, value: string): void {
  if (DEFAULTS[path] === undefined) throw new Error(`Failed to set path: '${path}' is no path of the app`)
  if (resolve(value) !== value) throw new Error('Path must be absolute')
  mkdirSync(value, { recursive: true })
  set.set(path, value)
}
