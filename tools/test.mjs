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

/** @returns {Promise<import('./lib/counts.mjs').Counts>} */
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

/** A step that cannot even run is one failure; the steps after it still run. @param {string} title @param {() => Promise<import('./lib/counts.mjs').Counts>} step */
async function counted(title, step) {
  say(`\n== ${title}`)
  let counts
  try {
    counts = await step()
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : inspect(error)}\n`)
    counts = { passed: 0, failed: 1, skipped: 0 }
  }
  say(`${title}: ${sumLine(counts)}`)
  return counts
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
    : [{ passed: 0, failed: 1, skipped: 0 }]
  const total = sum(results)
  say(`\n${sumLine(total)}`)
  return total.failed === 0 ? 0 : 1
})
