import { cpSync } from 'node:fs'
import { expect, test as base, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import { CloseOfDay } from './pages/close-of-day.ts'
import { Desk } from './pages/desk.ts'
import { FirstStart } from './pages/first-start.ts'
import { Rail } from './pages/rail.ts'
import { Settings } from './pages/settings.ts'
import type { Complaints } from './support/complaints.ts'
import type { HttpLine } from './support/http-line.ts'
import { start, type Running } from './support/launch.ts'
import { copyOf, removeFolder, setUpOwnPractice, temporaryFolder, type OwnPractice } from './support/own-practice.ts'
import { startReceiver, type Receiver } from './support/receiver.ts'
import { onRealElectron } from './support/runtime.ts'

export { expect }

/** The app of one test, on a data folder of its own. */
export type Rapport = {
  /** The newest start; `restart` replaces it. */
  app: ElectronApplication
  page: Page
  data: string
  desk: Desk
  rail: Rail
  settings: Settings
  closeOfDay: CloseOfDay
  firstStart: FirstStart
  complaints: Complaints
  printed: () => string
  /** Ends this start; the folder stays. */
  close: () => Promise<void>
  /** Starts again on the same folder. */
  restart: (args?: readonly string[]) => Promise<void>
}

type Options = {
  /** What the folder holds: nothing, the demo (opened at once), or a practice of one's own with a live http line. */
  opens: 'nothing' | 'demo' | 'practice'
  /** Done to the folder before the app starts. (A function alone would be taken for a fixture.) */
  prepare: { folder: (folder: string) => void | Promise<void> }
  /** More arguments for the app. */
  args: readonly string[]
  /** More environment for the app. */
  env: Record<string, string>
}

type Fixtures = Options & {
  data: string
  rapport: Rapport
  /** The http line of the own practice. */
  line: HttpLine
  /** The ids of the people of the own practice. */
  people: OwnPractice['ids']
  /** The text system that the own practice sends to. */
  receiver: Receiver
  skipWithoutElectron: void
}

export const test = base.extend<Fixtures, { ownPractice: () => Promise<OwnPractice> }>({
  opens: ['nothing', { option: true }],
  prepare: [{ folder: () => undefined }, { option: true }],
  args: [[], { option: true }],
  env: [{}, { option: true }],

  // Set up when a test first wants it, and then copied by every test of this worker.
  ownPractice: [
    async ({}, use) => {
      let made: Promise<OwnPractice> | undefined
      await use(() => (made ??= setUpOwnPractice()))
      const practice = await made?.catch(() => undefined)
      if (practice) removeFolder(practice.folder)
    },
    { scope: 'worker' },
  ],

  skipWithoutElectron: [
    async ({}, use, testInfo) => {
      testInfo.skip(testInfo.tags.includes('@electron') && !onRealElectron, 'needs Electron’s own binary')
      await use()
    },
    { auto: true },
  ],

  data: async ({}, use, testInfo) => {
    const folder = temporaryFolder('data')
    await use(folder)
    if (failed(testInfo)) cpSync(folder, testInfo.outputPath('data'), { recursive: true })
    removeFolder(folder)
  },

  line: async ({ ownPractice }, use) => use((await ownPractice()).line),

  people: async ({ ownPractice }, use) => use((await ownPractice()).ids),

  receiver: async ({ ownPractice }, use) => {
    const receiver = await startReceiver((await ownPractice()).receiverPort)
    await use(receiver)
    await receiver.close()
  },

  rapport: async ({ data, opens, prepare, args, env, ownPractice }, use, testInfo) => {
    if (opens === 'practice') copyOf(await ownPractice(), data)
    await prepare.folder(data)
    const starts: Running[] = []
    const begin = async (more: readonly string[] = args): Promise<Running> => {
      const running = await start(data, opens === 'demo' ? ['--demo', ...more] : more, env)
      starts.push(running)
      return running
    }
    let running: Running | null = await begin()
    const now = (): Running => {
      if (!running) throw new Error('this Rapport is closed')
      return running
    }
    const end = async (): Promise<void> => {
      const closing = running
      running = null
      await closing?.close()
    }
    await use({
      data,
      get app() { return now().app },
      get page() { return now().page },
      get desk() { return new Desk(now().page) },
      get rail() { return new Rail(now().page) },
      get settings() { return new Settings(now().page) },
      get closeOfDay() { return new CloseOfDay(now().page) },
      get firstStart() { return new FirstStart(now().page) },
      get complaints() { return now().complaints },
      printed: () => starts.map(({ printed }) => printed()).join(''),
      close: end,
      async restart(more) {
        await end()
        running = await begin(more)
      },
    })
    if (failed(testInfo)) await keepTraces(testInfo, running, starts)
    await end()
    expect(starts.flatMap(({ complaints }) => complaints.unexpected()), 'what Rapport complained about').toEqual([])
  },
})

function failed({ status, expectedStatus }: TestInfo): boolean {
  return status !== expectedStatus
}

/** What to look at after a failure: every window as it was, and what the processes printed. */
async function keepTraces(testInfo: TestInfo, running: Running | null, starts: readonly Running[]): Promise<void> {
  await testInfo.attach('stderr', { body: starts.map(({ printed }) => printed()).join('\n=== restart\n'), contentType: 'text/plain' })
  for (const [index, page] of (running?.app.windows() ?? []).entries()) {
    const [picture, tree] = await Promise.allSettled([page.screenshot({ timeout: 5000 }), page.locator('body').ariaSnapshot({ timeout: 5000 })])
    if (picture.status === 'fulfilled') await testInfo.attach(`window ${index + 1}`, { body: picture.value, contentType: 'image/png' })
    if (tree.status === 'fulfilled') await testInfo.attach(`window ${index + 1} in words`, { body: tree.value, contentType: 'text/plain' })
  }
}
