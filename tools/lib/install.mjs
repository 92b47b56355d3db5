import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { modules, node24, root } from './paths.mjs'
import { run } from './processes.mjs'
import { say, Stop } from './say.mjs'

/** @typedef {{ name?: string, version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/**
 * Whether what npm says it installed is what the lock file asks for. Packages for other systems (optional) may be absent.
 * @param {LockedPackages} wanted package-lock.json's packages
 * @param {LockedPackages} installed node_modules/.package-lock.json's packages
 */
export function matchesLock(wanted, installed) {
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '') return true
    const have = installed[path]
    if (!have) return want.optional === true
    return have.version === want.version && have.name === want.name
  })
}

/** @param {string} file @returns {LockedPackages | undefined} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

export function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json'))
  // npm writes this file last, so a broken-off install has none.
  const installed = lockedPackages(join(modules, '.package-lock.json'))
  return wanted !== undefined && installed !== undefined && existsSync(node24) && matchesLock(wanted, installed)
}

/** Runs `npm ci` unless node_modules already holds exactly what package-lock.json asks for. */
export async function ensureInstalled() {
  if (isInstalled()) return
  say('Installing packages (npm ci), once …')
  const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']
  const { code } = await npm(args)
  if (code !== 0) {
    throw new Stop(
      'The packages could not be installed; npm says why above. Check the internet connection or the npm registry ' +
        'setting (npm config get registry), then run the same command again.',
    )
  }
  if (!existsSync(node24)) {
    throw new Stop(
      'The packages are installed, but the Node 24 they should contain is missing: npm was told not to run install ' +
        'scripts. Run "npm rebuild node --ignore-scripts=false", then the same command again.',
    )
  }
}

/** @param {string[]} args all without spaces: on Windows they may have to go through a shell */
function npm(args) {
  // Set when we were started by npm; otherwise npm lies beside Node on Windows, where npm.cmd needs a shell.
  const candidates = [process.env.npm_execpath, join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')]
  const script = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file))
  if (script) return run(process.execPath, [script, ...args])
  return process.platform === 'win32' ? run(['npm', ...args].join(' '), [], { shell: true }) : run('npm', args)
}
