// npm test: everything, one runner after the other, also after a failure. The last line is the true sum.
import { inspect } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { core, endToEnd, lines, lint, types, unit } from './lib/checks.mjs'
import { sum, sumLine } from './lib/counts.mjs'
import { lacksDisplay, startDisplay } from './lib/display.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { chooseRuntime } from './lib/runtime.mjs'
import { main, say, Stop } from './lib/say.mjs'
import { hasFiles, suites } from './lib/suites.mjs'
import { ensureServers, ensureTestPrograms } from './lib/system.mjs'

/** @typedef {import('./lib/counts.mjs').Counts & { failures: string[] }} Result */

/** @returns {Promise<Result>} */
async function buildAndEndToEnd() {
  // Without specs there is nothing to build for.
  if (!hasFiles(suites.e2e)) return endToEnd()
  // The stand-in runs headless; real Electron needs a display.
  const runtime = await chooseRuntime({ display: false })
  say(runtime.line)
  if (!(await ensureBuilt())) throw new Stop('The end-to-end tests could not run.')
  const env = { ...runtime.env }
  if (runtime.kind === 'electron' && lacksDisplay()) env.DISPLAY = await startDisplay()
  return endToEnd({ env })
}

/** A step that cannot even run is one failure; the steps after it still run. @param {string} title @param {() => Promise<Result>} step */
async function counted(title, step) {
  say(`\n== ${title}`)
  /** @type {Result} */
  let result
  try {
    result = await step()
  } catch (error) {
    const message = error instanceof Stop ? error.message : inspect(error)
    process.stderr.write(`${message}\n`)
    result = { passed: 0, failed: 1, skipped: 0, failures: [message] }
  }
  say(`${title}: ${sumLine(result)}`)
  return { ...result, title }
}

await main(async () => {
  const installed = await ensureInstalled().then(ensureTestPrograms).then(() => true, (error) => (process.stderr.write(`${error.message}\n`), false))
  const results = installed
    ? [
        await counted('Types', types),
        await counted('Lint', lint),
        await counted('Unit', unit),
        await counted('Core', core),
        await counted('Lines', () => ensureServers().then(() => lines())),
        await counted('End to end', buildAndEndToEnd),
      ]
    : [{ title: 'Set-up', passed: 0, failed: 1, skipped: 0, failures: [] }]
  // Said again: the log above is long, and what failed may stand far up in it.
  for (const { title, failed, failures } of results) if (failed > 0) say(`\n${title}, what failed:\n${failures.join('\n') || 'see its output above'}`)
  const total = sum(results)
  say(`\n${sumLine(total)}`)
  return total.failed === 0 ? 0 : 1
})
