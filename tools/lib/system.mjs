import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './processes.mjs'
import { say, Stop } from './say.mjs'

/**
 * The full path of a program on PATH.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const chromiumFiles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string | undefined} */
export function findChromium() {
  return chromiumNames.map(findProgram).find(Boolean) ?? chromiumFiles.find((file) => existsSync(file))
}

/** Each program by its Debian package, and whether it is there. @type {Record<string, () => boolean>} */
const programs = {
  chromium: () => findChromium() !== undefined,
  xvfb: () => findProgram('Xvfb') !== undefined,
  curl: () => findProgram('curl') !== undefined,
  openssl: () => findProgram('openssl') !== undefined,
}

/**
 * Makes sure the system programs the stand-in needs are there, through apt-get where that is allowed.
 * @param {{ display: boolean }} needs display: Xvfb too, for windows on a machine without a screen
 */
export function ensureSystemPrograms({ display }) {
  return ensurePrograms('Rapport runs here on a stand-in for Electron, which needs', display ? ['chromium', 'xvfb'] : ['chromium'])
}

/** The tests try the commands of docs/lines/http.md with the real curl, and talk TLS to a server of their own. */
export function ensureTestPrograms() {
  return ensurePrograms('The tests need', ['chromium', 'curl', 'openssl'])
}

/** What the tests of lines talk to, by Debian package. */
const servers = {
  kamailio: () => isThere('kamailio'),
  'kamailio-websocket-modules': () => existsSync('/usr/share/doc/kamailio-websocket-modules'),
  'kamailio-tls-modules': () => existsSync('/usr/share/doc/kamailio-tls-modules'),
  'sip-tester': () => isThere('sipp'),
  'baresip-core': () => isThere('baresip'),
  kannel: () => isThere('bearerbox'),
  'kannel-extras': () => existsSync('/usr/lib/kannel/test/fakesmsc'),
}

/** Debian keeps servers where only root's PATH looks. @param {string} name */
const isThere = (name) => findProgram(name) !== undefined || existsSync(`/usr/sbin/${name}`)

/** Installs the real phone and text systems the tests of lines talk to, where that is allowed; suites of the others are skipped. */
export async function ensureServers() {
  const missing = () => Object.entries(servers).flatMap(([name, there]) => (there() ? [] : [name]))
  if (missing().length > 0) await aptInstall(missing())
  if (missing().length > 0) say(`Not on this machine: ${missing().join(', ')}. The tests that need them are skipped.`)
}

/** @param {string} why @param {string[]} wanted Debian packages, as named in `programs` */
async function ensurePrograms(why, wanted) {
  const missing = () => wanted.filter((name) => !programs[name]?.())
  const packages = missing()
  if (packages.length === 0) return
  const installed = await aptInstall(packages)
  const left = missing()
  if (left.length === 0) return
  const advice = process.platform === 'linux' ? `sudo apt-get install ${left.join(' ')}` : `install ${left.join(' and ').replace('chromium', 'Google Chrome')}`
  throw new Stop(
    `${why} ${left.join(' and ')}, and ` +
      `${installed ? 'apt-get did not provide it' : 'nothing may be installed here without asking'}: ` +
      `please install it (for example: ${advice}) and run the same command again.`,
  )
}

/** @param {string[]} packages @returns {Promise<boolean>} whether apt-get could be run here at all */
async function aptInstall(packages) {
  if (process.platform !== 'linux' || !findProgram('apt-get')) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && (await run('sudo', ['-n', 'true'], { capture: true })).code !== 0) return false
  say(`Installing ${packages.join(' and ')} (apt-get), once …`)
  // `env` because sudo drops the environment; the lock time-out lets a running system update finish.
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120']
  const asRoot = isRoot ? apt : ['sudo', '-n', ...apt]
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { code, output } = await run(asRoot[0] ?? '', [...asRoot.slice(1), ...step], { capture: true })
    if (code !== 0) process.stderr.write(output)
  }
  return true
}
