import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const modules = join(root, 'node_modules')
export const out = join(root, 'out')

/** What the tools remember between runs; gone with node_modules, so a fresh install starts fresh. */
export const cache = join(modules, '.cache', 'rapport')

const nodeFolder = join(modules, 'node', 'bin')
/** Node 24 from npm: the same on every machine, whatever Node the machine has. */
export const node24 = join(nodeFolder, process.platform === 'win32' ? 'node.exe' : 'node')

/** Scripts run by path under node24: no .cmd files, so no shell and no quoting on Windows. */
export const scripts = {
  electron: join(modules, 'electron', 'cli.js'),
  electronVite: join(modules, 'electron-vite', 'bin', 'electron-vite.js'),
  oxlint: join(modules, 'oxlint', 'bin', 'oxlint'),
  playwright: join(modules, '@playwright', 'test', 'cli.js'),
  tsc: join(modules, 'typescript', 'bin', 'tsc'),
  vitest: join(modules, 'vitest', 'vitest.mjs'),
}

/**
 * The environment for everything that runs after the install: `node` and all tools come from node_modules.
 * @param {Record<string, string | undefined>} [more]
 * @returns {Record<string, string | undefined>}
 */
export function toolEnv(more = {}) {
  // Windows spells it "Path"; setting "PATH" beside it would leave two.
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const path = [join(modules, '.bin'), nodeFolder, process.env[key]].filter(Boolean).join(delimiter)
  return { ...process.env, [key]: path, ...more }
}
