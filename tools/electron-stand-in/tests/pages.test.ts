import { expect, test } from 'vitest'
import { launch, noted, until } from './launch.ts'
import type { FixtureMain, FixtureWindow } from './fixture-types.ts'

test("the own scheme is served by the app's handler, and its CSP takes effect", async () => {
  const { app, page } = await launch()
  expect(await page.evaluate('[window.pageRan, window.inlineRan]')).toEqual([true, undefined])
  expect(await page.evaluate('fetch("/missing").then((response) => response.status)')).toBe(404)
  expect(await page.evaluate('fetch("https://elsewhere.invalid/").catch((error) => error.name)')).toBe('TypeError')
  expect((await noted(app)).requested).toBe('fixture://desk/missing')
})

test('a navigation to a foreign address asks the app, and its refusal keeps the page', async () => {
  const { app, page } = await launch()
  await page.click('#away', { noWaitAfter: true })
  await until(async () => (await noted(app)).navigations.length > 0)
  expect((await noted(app)).navigations).toEqual([{ url: 'https://elsewhere.invalid/', isMainFrame: true }])
  expect(await page.evaluate('location.pathname + bridge.add(1, 1)')).toBe('/2')
})

test('a navigation within the own scheme goes through, and the preload is there again', async () => {
  const { app, page } = await launch()
  await page.click('#other')
  await page.waitForURL('**/other')
  expect(await page.evaluate('bridge.who()')).toMatchObject({ url: 'fixture://desk/other' })
  expect((await noted(app)).navigations).toEqual([{ url: 'fixture://desk/other', isMainFrame: true }])
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe('fixture://desk/other')
})

test('a redirect of the own scheme to a foreign address asks the app', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ webContents }) => {
    const state = (globalThis as unknown as FixtureMain).fixture
    webContents.getAllWebContents()[0]?.on('will-redirect', (event) => {
      state.redirected = event.url
      event.preventDefault()
    })
  })
  await page.evaluate(() => location.assign('/moved')).catch(() => {})
  await until(async () => (await noted(app)).redirected)
  expect((await noted(app)).redirected).toBe('https://elsewhere.invalid/moved')
})

test('an iframe asks through will-frame-navigate, and gets no preload', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ webContents }) => {
    const state = (globalThis as unknown as FixtureMain).fixture
    webContents.getAllWebContents()[0]?.on('will-frame-navigate', (event) => {
      state.frame = { url: event.url, isMainFrame: event.isMainFrame }
    })
  })
  const inner = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.src = '/inner'
        frame.onload = () => resolve(typeof (frame.contentWindow as unknown as Partial<FixtureWindow>).bridge)
        document.body.append(frame)
      }),
  )
  expect(inner).toBe('undefined')
  expect((await noted(app)).frame).toEqual({ url: 'fixture://desk/inner', isMainFrame: false })
})

test('window.open and links to other windows ask the app, and its refusal opens none', async () => {
  const { app, page } = await launch()
  expect(await page.evaluate(() => window.open('https://elsewhere.invalid/opened'))).toBe(null)
  await page.click('#blank')
  await page.click('#other', { modifiers: ['Control'] })
  await until(async () => (await noted(app)).opened.length === 3)
  expect((await noted(app)).opened).toEqual([
    'https://elsewhere.invalid/opened', 'https://elsewhere.invalid/blank', 'fixture://desk/other',
  ])
  expect(app.windows()).toHaveLength(1)
})

test('a script that gets round the page guards opens nothing either', async () => {
  const { app, page } = await launch()
  // The click on a link outside the document reaches no listener, so Chromium itself opens the window.
  await page.evaluate(() => Object.assign(document.createElement('a'), { href: 'https://elsewhere.invalid/loose', target: '_blank' }).click())
  await until(async () => (await noted(app)).opened.length > 0)
  expect((await noted(app)).opened).toEqual(['https://elsewhere.invalid/loose'])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await page.evaluate('bridge.add(1, 1)')).toBe(2)
})

test('an address for another program asks the app and is only named', async () => {
  const { app, page } = await launch()
  await page.click('#mail')
  await until(async () => (await noted(app)).navigations.length > 0)
  expect((await noted(app)).navigations).toEqual([{ url: 'mailto:a@b.example', isMainFrame: true }])
})

test('shell.openExternal prints the scheme only, and tests can read the call', async () => {
  const { app } = await launch()
  let printed = ''
  app.process().stderr?.on('data', (chunk) => {
    printed += chunk
  })
  await app.evaluate(({ shell }) => shell.openExternal('tel:+15550100'))
  await until(() => printed.includes('would open'))
  expect(printed).toContain('would open tel:')
  expect(printed).not.toContain('5550100')
  expect(await app.evaluate(() => (globalThis as unknown as FixtureMain).electronStandIn.calls)).toEqual([{ name: 'shell.openExternal', arguments: ['tel:+15550100'] }])
})

test('permissions are asked of the app when the page asks, and denied at the browser otherwise', async () => {
  const { app, page } = await launch()
  const position = await page.evaluate(
    () => new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), (error) => resolve(error.code))),
  )
  expect(position).toBe(1)
  expect(await page.evaluate(() => Notification.permission)).toBe('denied')
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('granted')
  expect((await noted(app)).permissions).toEqual(['geolocation', 'notifications'])
})

test('webRequest rules see and cancel requests of the own scheme and of the web', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ session }) => {
    const state = (globalThis as unknown as FixtureMain).fixture
    state.requests = []
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      state.requests.push(details.url)
      answer({ cancel: details.url.endsWith('/cancelled') })
    })
  })
  await page.reload()
  await page.waitForFunction(() => (window as unknown as FixtureWindow).pageRan)
  expect(await page.evaluate('fetch("/cancelled").catch((error) => error.name)')).toBe('TypeError')
  expect((await noted(app)).requests).toEqual(expect.arrayContaining(['fixture://desk/', 'fixture://desk/page.js', 'fixture://desk/cancelled']))
})

test('the theme, the zoom, pictures and PDF come from the page', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark'
  })
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const size = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.capturePage())?.getSize())
  expect(size).toEqual({ width: 640, height: 480 })
  const start = await app.evaluate(async ({ webContents }) => (await webContents.getAllWebContents()[0]?.printToPDF({ generateTaggedPDF: true, generateDocumentOutline: true }))?.subarray(0, 5).toString())
  expect(start).toBe('%PDF-')
})

test('a page that crashes tells the app and can be loaded again', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ app: electronApp, webContents }) => {
    const state = (globalThis as unknown as FixtureMain).fixture
    electronApp.on('render-process-gone', (_event, contents, details) => {
      state.crash = details.reason
      contents.reload()
    })
    webContents.getAllWebContents()[0]?.on('did-finish-load', () => {
      state.loadedAgain = true
    })
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer()
  })
  await until(async () => (await noted(app)).loadedAgain)
  expect((await noted(app)).crash).toBe('crashed')
  void page
})
