import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { root } from './launch.ts'

/** One more window on the same practice, as the app opens its first. */
export async function secondWindow(app: ElectronApplication): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const url = BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? ''
        await new BrowserWindow({ width: 1360, height: 860, webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false } }).loadURL(url)
      },
      join(root, 'out', 'preload', 'index.cjs'),
    ),
  ])
  await page.locator('h1').first().waitFor()
  return page
}
