import { resolve } from 'node:path'
import { Stop } from './say.mjs'

export const help = `Usage: npm start [-- options]

Opens Rapport on its demo practice. Installs and builds first what is missing.

  --data DIR          open the practice kept in the folder DIR instead
  --demo-speed N      play the demo day N times faster
  --picture FILE.png  play the demo until a call rings, save a picture of the desk, quit
  --help              show this

Environment: RAPPORT_RUNTIME=electron or RAPPORT_RUNTIME=stand-in forces what the app runs on.`

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {string} [data] absolute path
 * @property {number} [demoSpeed]
 * @property {string} [picture] absolute path
 */

/**
 * Reads the options of `npm start`; throws a Stop with exit code 2 when they make no sense.
 * @param {string[]} argv
 * @param {string} from the folder relative paths start from
 * @returns {StartOptions}
 */
export function parseStartOptions(argv, from) {
  /** @type {StartOptions} */
  const options = { help: false }
  const rest = [...argv]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
    const name = equals < 0 ? arg : arg.slice(0, equals)
    const value = () => valueOf(name, equals < 0 ? rest.shift() : arg.slice(equals + 1))
    if (arg === '--help' || arg === '-h') options.help = true
    else if (name === '--data') options.data = resolve(from, value())
    else if (name === '--demo-speed') options.demoSpeed = speed(value())
    else if (name === '--picture') options.picture = resolve(from, pngName(value()))
    else throw wrong(`Unknown option: ${arg}`)
  }
  if (options.picture && options.data) throw wrong('--picture shows the demo practice, so it cannot be combined with --data.')
  return options
}

/** @param {string} name @param {string | undefined} value */
function valueOf(name, value) {
  if (!value || value.startsWith('--')) throw wrong(`${name} needs a value.`)
  return value
}

/** @param {string} text */
function speed(text) {
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw wrong(`--demo-speed needs a number above 0, not "${text}".`)
  return number
}

/** @param {string} file */
function pngName(file) {
  if (!file.toLowerCase().endsWith('.png')) throw wrong(`--picture needs a file name that ends in .png, not "${file}".`)
  return file
}

/** @param {string} message */
function wrong(message) {
  return new Stop(`${message}\n"npm start -- --help" lists the options.`, 2)
}

/**
 * The app's own command line for these options.
 * @param {StartOptions} options
 */
export function appArguments({ data, demoSpeed }) {
  return [data ? `--data=${data}` : '--demo', ...(demoSpeed ? [`--demo-speed=${demoSpeed}`] : [])]
}
