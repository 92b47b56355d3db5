import { readFileSync } from 'node:fs'
import { open as openInspector } from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFolder, readArguments } from './arguments.ts'
import { Browser } from './browser/browser.ts'
import { startChromium } from './browser/chromium.ts'
import { app } from './modules/app.ts'
import { setPath } from './modules/app-paths.ts'
import { forTests } from './modules/desktop.ts'
import { electron } from './modules/electron.ts'
import { themePages } from './modules/native-theme.ts'
import { denyPermissions } from './modules/session.ts'
import { setRuntime } from './runtime.ts'
import { openPages, popupOpened } from './windows/window-page.ts'

const here = import.meta.dirname
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const electronVersion: string = readJson(join(here, '../../node_modules/electron/package.json')).version

const given = readArguments(process.argv.slice(2))
if (given.app === undefined) {
  if (given.switches.has('version')) process.stdout.write(`v${electronVersion}\n`)
  else process.stderr.write('electron-stand-in: name the app to start, as in: electron .\n')
  process.exit(given.switches.has('version') ? 0 : 1)
}

process.stderr.write(
  'electron-stand-in: this is not Electron. For development, tests and demonstration only; it cannot prove the sandbox, ' +
    'fuses, native menus, tray, keychain or packaging.\n',
)
// The line Playwright connects by; the inspector itself prints it.
if (given.inspectPort !== undefined) openInspector(given.inspectPort)

const folder = isFolder(given.app) ? given.app : dirname(given.app)
const manifest = isFolder(given.app) ? readJson(join(folder, 'package.json')) : {}
const entry = isFolder(given.app) ? resolve(folder, manifest.main ?? 'index.js') : given.app
const executable = join(here, 'electron')

// Before anything that needs cleaning up is started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
const chromium = startChromium(given.debuggingPort, given.switches)
process.on('exit', () => chromium.kill())
const browser = new Browser(chromium)
browser.onPopup = popupOpened
setRuntime({ arguments: given, executable, appPath: folder, manifest, electronVersion, browser })
themePages(openPages)
denyPermissions(browser.connection.browser)
browser.connection.browser.on('disconnected', () => {
  process.stderr.write('electron-stand-in: Chromium ended\n')
  app.exit(1)
})

const userData = given.switches.get('user-data-dir')
if (userData) setPath('userData', resolve(userData))

process.argv = [executable, ...given.raw]
for (const [name, value] of Object.entries({ type: 'browser', defaultApp: true, resourcesPath: folder })) {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true })
}
Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true })
Object.assign(globalThis, { [Symbol.for('electron-stand-in')]: electron, electronStandIn: { ...forTests, profile: chromium.profile } })

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron' && specifier !== 'electron/main') return next(specifier, context)
    const module = context.conditions.includes('import') ? 'electron-module.mjs' : 'electron-module.cjs'
    return { url: pathToFileURL(join(here, module)).href, format: module.endsWith('.mjs') ? 'module' : 'commonjs', shortCircuit: true }
  },
})

const require = createRequire(entry)
for (const required of given.required) require(resolve(required))

// The app must not be ready before its main module could listen. A main module that waits for it at its top level never
// finishes by itself, so its waiting counts as well. Playwright's loader holds the event back until Playwright is there.
const awaited = given.required.length > 0 ? Promise.resolve() : app.standInWhenAwaited()
const started = import(pathToFileURL(entry).href).catch((error: unknown) => {
  console.error('App threw an error during load\n', error)
  process.exit(1)
})
const { product } = await browser.ready
Object.defineProperty(process.versions, 'chrome', { value: product.split('/')[1] ?? product, enumerable: true })
await Promise.race([started, awaited])
setImmediate(() => app.standInBecomeReady())
