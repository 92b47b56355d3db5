import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countPlaywright, countRun, countVitest } from './counts.mjs'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'
import { out, scripts, toolEnv } from './paths.mjs'
import { runNode } from './processes.mjs'
import { hasFiles, suites } from './suites.mjs'

/** @typedef {import('./counts.mjs').Counts & { title: string, output: string, failures: string[] }} CheckResult failures: name and message of each, where the runner tells */
/** @typedef {{ capture?: boolean, env?: Record<string, string | undefined> }} CheckOptions capture: return the output instead of showing it */

/** TypeScript over the app, then over the plain .mjs tools. @param {CheckOptions} [options] */
export const types = (options) =>
  simpleCheck('types', [() => runNode(scripts.tsc, [], options), () => runNode(scripts.tsc, ['-p', 'tools/lib'], options)])

/** @param {CheckOptions} [options] */
export const lint = (options) => simpleCheck('lint', [() => runNode(scripts.oxlint, [], options)])

/** @param {CheckOptions} [options] */
export const unit = (options) => vitest('unit', options)

/** @param {CheckOptions} [options] */
export const core = (options) => vitest('core', options)

/** Lines against real servers of this machine. @param {CheckOptions} [options] */
export const lines = (options) => vitest('lines', options)

/** The whole app; it must be built. @param {CheckOptions} [options] */
export const endToEnd = (options) =>
  suite('e2e', scripts.playwright, ['test', '--config', 'tests/e2e/playwright.config.ts'], { count: countPlaywright, failures: failuresOfPlaywright }, options)

/** Tools that only know good and bad count as one. @param {string} title @param {(() => ReturnType<typeof runNode>)[]} steps */
async function simpleCheck(title, steps) {
  const results = []
  for (const step of steps) results.push(await step())
  const failed = results.some(({ code }) => code !== 0)
  const output = results.map((result) => result.output).join('')
  return { title, output, failures: [], passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0 }
}

/** @param {'unit' | 'core' | 'lines'} name @param {CheckOptions} [options] */
function vitest(name, options) {
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(name)}`]
  return suite(name, scripts.vitest, args, { count: countVitest, failures: failuresOfVitest }, options)
}

/** @param {keyof typeof suites} name */
const reportFile = (name) => join(out, 'test', `${name}.json`)

/**
 * @param {keyof typeof suites} name
 * @param {string} script
 * @param {string[]} args
 * @param {{ count: (report: any) => import('./counts.mjs').Counts, failures: (report: any) => string[] }} read
 * @param {CheckOptions} [options]
 * @returns {Promise<CheckResult>}
 */
async function suite(name, script, args, read, { capture, env = toolEnv() } = {}) {
  if (!hasFiles(suites[name])) return { title: `${name} (no tests yet)`, output: '', failures: [], passed: 0, failed: 0, skipped: 0 }
  const file = reportFile(name)
  mkdirSync(join(out, 'test'), { recursive: true })
  // Or a crash would be counted by the report of the run before.
  rmSync(file, { force: true })
  const { code, output } = await runNode(script, args, { env: { ...env, RAPPORT_TEST_REPORT: file }, capture })
  const report = reported(file)
  return { title: name, output, failures: report === undefined ? [] : read.failures(report), ...countRun(code, report === undefined ? undefined : read.count(report)) }
}

/** @param {string} file @returns {any} undefined when the runner left no readable report */
function reported(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
