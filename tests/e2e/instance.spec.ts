import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { expect, test } from './fixtures.ts'
import { root } from './support/launch.ts'

test('a second start on the same folder brings the first window forward and ends by itself', async ({ rapport, data }) => {
  const { app } = rapport
  await expect(rapport.firstStart.title).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => {
    const self = globalThis as typeof globalThis & { broughtForward?: string[] }
    self.broughtForward = []
    const [window] = BrowserWindow.getAllWindows()
    window?.minimize()
    for (const event of ['restore', 'focus'] as const) window?.on(event as 'focus', () => self.broughtForward?.push(event))
  })
  const electron = createRequire(import.meta.url)('electron') as string
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(electron, [root, ...asRoot, `--data=${data}`], { env: { ...process.env, ELECTRON_STAND_IN_HEADLESS: '1' }, stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(() => app.evaluate(() => (globalThis as typeof globalThis & { broughtForward?: string[] }).broughtForward)).toContain('restore')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false])
})

test('a second folder is another Rapport, at the same time', async ({ rapport }) => {
  const { start } = await import('./support/launch.ts')
  const { removeFolder, temporaryFolder } = await import('./support/own-practice.ts')
  const folder = temporaryFolder('second')
  const second = await start(folder)
  try {
    await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Rapport')
    await expect(rapport.firstStart.title).toHaveText('Welcome to Rapport')
  } finally {
    await second.close()
    removeFolder(folder)
  }
})
