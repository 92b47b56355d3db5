import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { Complaints } from './complaints.ts'
import { onRealElectron } from './runtime.ts'

export const root = join(import.meta.dirname, '..', '..', '..')

/** A start of the built app, with everything a test wants to know of it. */
export type Running = {
  app: ElectronApplication
  /** The first window. */
  page: Page
  /** What this start complained about: errors in the page, refusals of its policy, failures in the core. */
  complaints: Complaints
  /** All that its processes printed to stderr. */
  printed: () => string
  close: () => Promise<void>
}

/** On a machine that does much else besides. */
const STARTS_WITHIN = 45_000
/** An app that has not closed by then hangs, and that is a failure. */
const CLOSES_WITHIN = 20_000

/**
 * Starts the app as `npm test` built it, in `data`.
 * @param args the app's own arguments, such as `--demo`
 */
export async function start(data: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Running> {
  const app = await _electron.launch({
    args: [root, ...runtimeArguments(), `--data=${data}`, ...args],
    cwd: root,
    // Playwright would else pretend a light system over what the app itself chose.
    colorScheme: null,
    env: { ...(process.env as Record<string, string>), ELECTRON_STAND_IN_HEADLESS: '1', ...env },
  })
  let printed = ''
  const complaints = new Complaints(app.context())
  app.process().stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    complaints.read(chunk.toString())
  })
  const page = await app.firstWindow()
  // Every screen has a title; until it stands there, the app is still on its way.
  await page.locator('h1').first().waitFor({ timeout: STARTS_WITHIN })
  await complaints.catchUp(page)
  return { app, page, complaints, printed: () => printed, close: () => close(app) }
}

/** The same words and dates on every machine; no motion to wait for. */
function runtimeArguments(): string[] {
  const asRoot = onRealElectron && process.platform === 'linux' && process.getuid?.() === 0
  return ['--lang=en-US', '--force-prefers-reduced-motion', ...(asRoot ? ['--no-sandbox'] : [])]
}

async function close(app: ElectronApplication): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const guard = setTimeout(() => {
    app.process().kill('SIGKILL')
    reject(new Error(`Rapport did not close within ${CLOSES_WITHIN / 1000} seconds`))
  }, CLOSES_WITHIN)
  try {
    await Promise.race([app.close(), late])
  } finally {
    clearTimeout(guard)
  }
}
