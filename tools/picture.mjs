// node tools/picture.mjs FILE.png [the app's arguments]: saves a picture of the demo practice once a call rings.
// Started by `npm start -- --picture FILE.png`, which prepares everything. Runs on Node 24.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron as electron } from '@playwright/test'
import { root } from './lib/paths.mjs'

const patienceMs = 180_000
const [picture = '', ...appArguments] = process.argv.slice(2)

// Each fact the picture must show, with the words for its absence.
const facts = [
  { selector: '[data-testid="ringing-call"]', nth: 0, absent: 'no call was ringing' },
  { selector: '[data-testid="feed-item"][data-waiting="true"]', nth: 1, absent: 'fewer than two texts were waiting' },
  { selector: '[data-testid="patient-card"][data-patient]', nth: 0, absent: 'no patient card was open' },
]

/** @param {import('@playwright/test').Page} page */
async function takePicture(page) {
  await page.setViewportSize({ width: 1360, height: 860 })
  const until = Date.now() + patienceMs
  // The three come and go with the demo day, so they are looked for together, over and over.
  for (;;) {
    const missing = []
    for (const { selector, nth, absent } of facts) if (!(await page.locator(selector).nth(nth).isVisible())) missing.push(absent)
    if (missing.length === 0) break
    if (Date.now() > until) throw new Error(`in ${patienceMs / 1000} seconds the desk never showed it all (at the end ${missing.join(', and ')})`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  mkdirSync(dirname(picture), { recursive: true })
  // scale: one image pixel per CSS pixel, whatever the screen here.
  await page.screenshot({ path: picture, scale: 'css' })
}

const data = mkdtempSync(join(tmpdir(), 'rapport-picture-'))
// Also after Ctrl+C, on which Playwright ends the app and exits.
process.on('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 5 }))
// When the app does not start, Playwright rejects twice but hands us only one of the promises.
process.on('unhandledRejection', () => {})
let app
try {
  app = await electron.launch({ args: [root, ...appArguments, `--data=${data}`], cwd: root })
  await takePicture(await app.firstWindow())
  console.log(`Saved ${picture}`)
} catch (error) {
  console.error(`No picture was saved: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  // An app that does not close in time is ended by Playwright when this process exits.
  setTimeout(() => process.exit(), 10_000).unref()
  await app?.close()
}
