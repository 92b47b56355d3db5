import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cache, modules, root, toolEnv } from './paths.mjs'
import { run, runNode } from './processes.mjs'
import { say, Stop } from './say.mjs'
import { ensureSystemPrograms, findChromium } from './system.mjs'

/**
 * What the app runs on.
 * @typedef {object} Runtime
 * @property {'electron' | 'stand-in'} kind
 * @property {string} line one line for the person at the terminal: which, and why
 * @property {Record<string, string | undefined>} env for every process that starts the app
 * @property {string[]} args for the app's command line, before its own
 */

const electron = join(modules, 'electron')
const standIn = join(root, 'tools', 'electron-stand-in')
const failureFile = join(cache, 'electron-download-failed.json')
const DAY = 24 * 60 * 60 * 1000

/**
 * Real Electron where its binary is or can be had, else the stand-in (see tools/electron-stand-in).
 * RAPPORT_RUNTIME=electron or RAPPORT_RUNTIME=stand-in overrides.
 * @param {{ display: boolean }} needs display: windows will be shown, so on a machine without a screen Xvfb is needed
 * @returns {Promise<Runtime>}
 */
export async function chooseRuntime({ display }) {
  const wish = process.env.RAPPORT_RUNTIME
  if (wish && wish !== 'electron' && wish !== 'stand-in') {
    throw new Stop(`RAPPORT_RUNTIME is "${wish}", but can only be "electron" or "stand-in".`, 2)
  }
  if (wish === 'stand-in') return standInRuntime('RAPPORT_RUNTIME asks for it', display)
  const failure = hasBinary() ? undefined : ((wish !== 'electron' && rememberedFailure()) || (await download()))
  const trouble = failure ? `Electron's binary could not be downloaded (${failure})` : await troubleRunning()
  if (!trouble) return electronRuntime()
  if (wish === 'electron') throw new Stop(`RAPPORT_RUNTIME asks for Electron, but ${trouble}.`)
  return standInRuntime(trouble, display)
}

/** @returns {Promise<string | undefined>} why the binary, though here, cannot run on this Linux */
async function troubleRunning() {
  if (process.platform !== 'linux') return undefined
  const binary = electronBinary()
  // As plain Node it opens no window and needs no display, but the same libraries.
  const { code, output } = await run(binary, ['-e', '0'], { capture: true, env: toolEnv({ ELECTRON_RUN_AS_NODE: '1' }) })
  if (code !== 0) return `Electron's binary does not start here (${lastLine(output)})`
  // Ubuntu since 24.04 and hardened kernels forbid the sandbox to ordinary users, unless its helper belongs to root.
  const forbidden = kernelSetting('apparmor_restrict_unprivileged_userns') === '1' || kernelSetting('unprivileged_userns_clone') === '0'
  const { uid, mode } = statSync(join(dirname(binary), 'chrome-sandbox'), { throwIfNoEntry: false }) ?? { uid: 0, mode: 0o4755 }
  const helperIsRoots = uid === 0 && (mode & 0o4000) !== 0
  return forbidden && !helperIsRoots && !isRootOnLinux() ? 'this system does not allow Electron its sandbox' : undefined
}

/** @param {string} name */
function kernelSetting(name) {
  const file = `/proc/sys/kernel/${name}`
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

const isRootOnLinux = () => process.platform === 'linux' && process.getuid?.() === 0
const electronBinary = () => join(electron, 'dist', binaryName() ?? '')

/** @param {string} output */
const lastLine = (output) => output.trim().split('\n').at(-1) || 'no reason given'

function electronVersion() {
  return JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version
}

/** The path of Electron's executable inside its dist folder; Electron writes the file after unpacking. */
function binaryName() {
  const file = join(electron, 'path.txt')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function hasBinary() {
  return binaryName() !== undefined && existsSync(electronBinary())
}

/** @returns {string | undefined} why today's download failed, if it did */
function rememberedFailure() {
  try {
    const { at, version, reason } = JSON.parse(readFileSync(failureFile, 'utf8'))
    return version === electronVersion() && Date.now() - at < DAY ? reason : undefined
  } catch {
    return undefined
  }
}

/** @returns {Promise<string | undefined>} why it failed */
async function download() {
  say(`Downloading Electron ${electronVersion()}, once …`)
  const useProxy = Object.keys(process.env).some((name) => name.toUpperCase() === 'HTTPS_PROXY')
  const env = toolEnv({ ELECTRON_OVERRIDE_DIST_PATH: undefined, ...(useProxy ? { ELECTRON_GET_USE_PROXY: 'true' } : {}) })
  const { output } = await runNode(join(root, 'tools', 'lib', 'download-electron.mjs'), [], { env, capture: true })
  if (hasBinary()) return undefined
  const reason = lastLine(output)
  mkdirSync(cache, { recursive: true })
  writeFileSync(failureFile, JSON.stringify({ at: Date.now(), version: electronVersion(), reason }))
  return reason
}

/** @returns {Runtime} */
function electronRuntime() {
  // Chromium refuses to run as root with its sandbox; only a bare container starts a desktop app as root.
  const asRoot = isRootOnLinux()
  const env = toolEnv({
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
    // Set in terminals inside editors that are Electron apps themselves; it would open no window.
    ELECTRON_RUN_AS_NODE: undefined,
    ELECTRON_EXEC_PATH: electronBinary(),
    RAPPORT_RUNTIME_KIND: 'electron',
  })
  const line = `Runtime: real Electron ${electronVersion()}${asRoot ? ', without its sandbox because this is root' : ''}`
  return { kind: 'electron', line, env, args: asRoot ? ['--no-sandbox'] : [] }
}

/** @param {string} reason @param {boolean} display @returns {Promise<Runtime>} */
async function standInRuntime(reason, display) {
  await ensureSystemPrograms({ display })
  const chromium = findChromium() ?? 'chromium'
  const asked = await run(chromium, ['--version'], { capture: true })
  const version = /Chrom(?:e|ium) (\d+)/.exec(asked.output)?.[1] ?? '(unknown version)'
  const nodeVersion = JSON.parse(readFileSync(join(modules, 'node', 'package.json'), 'utf8')).version
  const env = toolEnv({
    ELECTRON_OVERRIDE_DIST_PATH: standIn,
    // electron-vite does not know the override above.
    ELECTRON_EXEC_PATH: join(standIn, 'electron'),
    RAPPORT_RUNTIME_KIND: 'stand-in',
  })
  return { kind: 'stand-in', line: `Runtime: stand-in on Chromium ${version} and Node ${nodeVersion}, because ${reason}`, env, args: [] }
}
