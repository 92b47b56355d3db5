import { expect, test } from 'vitest'
import { closedWindows, launch, temporaryFolder, until } from './launch.ts'
import type { FixtureMain, FixtureWindow } from './fixture-types.ts'

test('Playwright launches the app, sees its page at the size the app asked for, and closes it', async () => {
  const { app, page } = await launch()
  expect(await page.title()).toBe('Fixture')
  expect(await page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([640, 480])
  expect(await app.evaluate(({ app: electronApp }) => [electronApp.name, electronApp.getVersion(), electronApp.isPackaged])).toEqual([
    'Stand-in Fixture', '1.2.3', false,
  ])
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.close()
  expect(await ended).toBe(0)
})

test('app.quit ends the process by itself', async () => {
  const { app } = await launch()
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ app: electronApp }) => setTimeout(() => electronApp.quit()) && undefined)
  expect(await ended).toBe(0)
})

test('closing the last window ends an app that quits then', async () => {
  const { app } = await launch()
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close()) && undefined)
  expect(await ended).toBe(0)
})

test('two windows are two pages with their own size, messages and end', async () => {
  const { app, page } = await launch()
  const opened = app.waitForEvent('window')
  await app.evaluate(() => void (globalThis as unknown as FixtureMain).fixtureOpen('/second', { width: 500, height: 300 }))
  const second = await opened
  await second.waitForFunction(() => (window as unknown as FixtureWindow).pageRan)
  expect(await second.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([500, 300])
  expect(await second.evaluate('bridge.who()')).toMatchObject({ url: 'fixture://desk/second', origin: 'fixture://desk', isMain: true, known: true })
  expect(await page.evaluate('bridge.who()')).toMatchObject({ url: 'fixture://desk/' })

  const gone = second.waitForEvent('close')
  const browserWindow = await app.browserWindow(second)
  await browserWindow.evaluate((one) => one.close())
  await gone
  expect(await closedWindows(app)).toEqual(['/second'])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a window the app keeps from closing stays', async () => {
  const { app, page } = await launch()
  const browserWindow = await app.browserWindow(page)
  await browserWindow.evaluate((one) => {
    one.once('close', (event: Electron.Event) => event.preventDefault())
    one.close()
  })
  expect(await browserWindow.evaluate((one) => one.isDestroyed())).toBe(false)
  expect(await page.evaluate('bridge.add(1, 1)')).toBe(2)
})

test('a page that closes itself closes its window', async () => {
  const { app, page } = await launch()
  const opened = app.waitForEvent('window')
  await app.evaluate(() => void (globalThis as unknown as FixtureMain).fixtureOpen('/second'))
  const second = await opened
  await second.waitForFunction(() => (window as unknown as FixtureWindow).pageRan)
  const gone = second.waitForEvent('close')
  await second.evaluate(() => window.close()).catch(() => {})
  await gone
  expect(await closedWindows(app)).toEqual(['/second'])
  expect(page.isClosed()).toBe(false)
})

test('setContentSize resizes what the page sees', async () => {
  const { app, page } = await launch()
  const browserWindow = await app.browserWindow(page)
  await browserWindow.evaluate((one) => one.setContentSize(900, 620))
  await until(() => page.evaluate(() => window.innerWidth === 900 && window.innerHeight === 620))
  expect(await browserWindow.evaluate((one) => one.getContentBounds())).toMatchObject({ width: 900, height: 620 })
})

test('ready-to-show and show come once each, and the window is visible after them', async () => {
  const { app } = await launch()
  const order = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const window = new BrowserWindow({ show: false })
        window.on('ready-to-show', () => {
          seen.push('ready-to-show', String(window.isVisible()))
          window.show()
        })
        window.on('show', () => seen.push('show', String(window.isVisible())))
        window.webContents.on('did-finish-load', () => setImmediate(() => resolve(seen)))
        void window.loadURL('fixture://desk/third')
      }),
  )
  expect(order).toEqual(['ready-to-show', 'false', 'show', 'true'])
})

test('an API the stand-in does not have throws by name', async () => {
  const { app } = await launch()
  const messages = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const message = (run: () => unknown) => {
      try {
        return String(run())
      } catch (error) {
        return (error as Error).message
      }
    }
    return [
      message(() => electronApp.dock),
      message(() => BrowserWindow.getAllWindows()[0]?.setVibrancy('menu')),
      message(() => electronApp.on('continue-activity' as 'activate', () => {})),
    ]
  })
  expect(messages).toEqual([
    'electron-stand-in: app.dock is not answered for',
    'electron-stand-in: BrowserWindow.setVibrancy is not answered for',
    "electron-stand-in: app event 'continue-activity' is not answered for",
  ])
})

test('a destroyed window throws when it is used', async () => {
  const { app } = await launch()
  const messages = await app.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false })
    const { webContents } = window
    window.destroy()
    return [() => window.show(), () => webContents.send('late'), () => window.isDestroyed()].map((run) => {
      try {
        return String(run())
      } catch (error) {
        return (error as Error).message
      }
    })
  })
  expect(messages).toEqual(['Object has been destroyed', 'Object has been destroyed', 'true'])
})

test('a window that is destroyed while it shows a page is gone, and the app goes on', async () => {
  const { app } = await launch()
  const left = await app.evaluate(async ({ BrowserWindow }) => {
    // The second opens only after Chromium told that the page of the first is gone.
    for (const window of [new BrowserWindow({ show: false }), new BrowserWindow({ show: false })]) {
      await window.loadURL('fixture://desk/')
      window.destroy()
    }
    return BrowserWindow.getAllWindows().length
  })
  expect(left).toBe(1)
})

test('a window cannot be asked for what the stand-in does not do, least of all for a weaker sandbox', async () => {
  const { app } = await launch()
  const messages = await app.evaluate(({ BrowserWindow }) =>
    [{ frame: false }, { webPreferences: { nodeIntegration: true } }, { webPreferences: { sandbox: false } }].map((options) => {
      try {
        return `opened ${new BrowserWindow(options).id}`
      } catch (error) {
        return (error as Error).message
      }
    }),
  )
  expect(messages).toEqual([
    "electron-stand-in: BrowserWindow option 'frame' is not answered for",
    'electron-stand-in: webPreferences.nodeIntegration = true is not answered for',
    'electron-stand-in: webPreferences.sandbox = false is not answered for',
  ])
})

test("a window takes its page's title", async () => {
  const { app, page } = await launch()
  const browserWindow = await app.browserWindow(page)
  await until(() => browserWindow.evaluate((one) => one.getTitle() === 'Fixture'))
  await page.evaluate(() => {
    document.title = 'Changed'
  })
  expect(await until(() => browserWindow.evaluate((one) => one.getTitle() === 'Changed'))).toBe(true)
})

test('dialogs answer as dismissed, and a test can put its own answer in their place', async () => {
  const { app } = await launch()
  expect(await app.evaluate(({ dialog }) => dialog.showOpenDialog({}))).toEqual({ canceled: true, filePaths: [] })
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/a.csv'] })
  })
  expect(await app.evaluate(({ dialog }) => dialog.showOpenDialog({}))).toEqual({ canceled: false, filePaths: ['/a.csv'] })
})

test('there is no keychain, unless a test names a toy one', async () => {
  const { app } = await launch()
  expect(await app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable())).toBe(false)
  await expect(app.evaluate(({ safeStorage }) => safeStorage.encryptString('x'))).rejects.toThrow('encryption is not available')
})

test('with the toy keychain, what was encrypted is decrypted again', async () => {
  const { app } = await launch({ ELECTRON_STAND_IN_KEYCHAIN: `${await temporaryFolder()}/key` })
  const text = await app.evaluate(({ safeStorage }) => safeStorage.decryptString(safeStorage.encryptString('secret')))
  expect(text).toBe('secret')
})
