import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron, type Page } from '@playwright/test'
import { onTestFinished } from 'vitest'
import type { CoreAnswer, FixtureMain, FixtureState, FixtureWindow } from './fixture-types.ts'

export const standIn = join(import.meta.dirname, '..')
export const fixture = join(import.meta.dirname, 'fixture')

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** An environment in which no window appears on the screen of whoever runs the tests. */
export const quietEnvironment = (): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ELECTRON_OVERRIDE_DIST_PATH: standIn,
  ELECTRON_STAND_IN_HEADLESS: '1',
})

export interface Launched {
  app: ElectronApplication
  page: Page
  userData: string
}

/** The fixture started through Playwright with a fresh profile, its first page loaded; ended with the test. */
export async function launch(env: Record<string, string> = {}): Promise<Launched> {
  const userData = await temporaryFolder()
  // Playwright asks the stock electron package for the binary, and that reads this process's environment.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn
  const app = await _electron.launch({ args: [fixture, `--user-data-dir=${userData}`], env: { ...quietEnvironment(), ...env } })
  onTestFinished(() => app.close())
  const page = await app.firstWindow()
  await page.waitForFunction(() => (window as unknown as FixtureWindow).pageRan)
  return { app, page, userData }
}

/** What the fixture's main process has noted. */
export const noted = (app: ElectronApplication): Promise<FixtureState> => app.evaluate(() => (globalThis as unknown as FixtureMain).fixture)

/** Asks again until the answer is truthy; the test's own time limit ends it. */
export async function until<T>(ask: () => Promise<T | false | undefined> | T | false | undefined): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/**
 * The windows that the fixture was told are closed, once there are any. Playwright hears of a page's end from Chromium,
 * and so does the stand-in, each over a connection of its own: either may be first.
 */
export const closedWindows = (app: ElectronApplication): Promise<string[]> =>
  until(async () => {
    const { closed } = await noted(app)
    return closed.length > 0 && closed
  })

/** Connects the page to the utility process; the port is `window.port` afterwards. */
export const connectPort = (page: Page): Promise<CoreAnswer> =>
  page.evaluate(
    () =>
      new Promise<CoreAnswer>((resolve) => {
        const self = window as unknown as FixtureWindow
        window.addEventListener('message', (event) => {
          if (!event.data.port) return
          const [port] = event.ports
          if (port) self.port = port
          self.port.onmessage = (message: MessageEvent) => resolve(message.data)
          self.port.postMessage('hello')
        })
        self.bridge.connect()
      }),
  )
