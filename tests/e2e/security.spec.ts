import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { rawCall } from './support/core-call.ts'
import { readPdf } from './support/pdf.ts'
import { navigations, opened, saveAs, shown, watchShell } from './support/shell-calls.ts'

const KEEPS_THE_POLICY = /Content Security Policy/

test('nothing inline, nothing evaluated and nothing from elsewhere runs or loads in a window', async ({ rapport }) => {
  const { page, complaints } = rapport
  await expect(rapport.firstStart.title).toBeVisible()
  complaints.expect(KEEPS_THE_POLICY, /Failed to load resource|ERR_BLOCKED_BY_CSP/)
  const outcome = await page.evaluate(async () => {
    const self = window as typeof globalThis & { inlineRan?: boolean }
    const refused = new Set<string>()
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => refused.add(`${effectiveDirective} ${blockedURI}`))
    const put = (name: string, attributes: Record<string, string>, text = ''): void => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      element.textContent = text
      document.body.append(element)
    }
    put('script', {}, 'window.inlineRan = true')
    put('script', { src: 'https://elsewhere.invalid/script.js' })
    put('button', { onclick: 'window.inlineRan = true' })
    document.querySelector<HTMLButtonElement>('button[onclick]')?.click()
    put('style', {}, 'body { display: none }')
    put('link', { rel: 'stylesheet', href: 'https://elsewhere.invalid/style.css' })
    put('img', { src: 'https://elsewhere.invalid/picture.png' })
    put('iframe', { src: 'https://elsewhere.invalid/frame' })
    put('object', { data: 'https://elsewhere.invalid/object' })
    put('video', { src: 'https://elsewhere.invalid/video' })
    const fetched = await fetch('https://elsewhere.invalid/data').then(() => 'loaded', (error: Error) => error.name)
    // In a timer of the page: what a debugger evaluates is exempt from the policy.
    const evaluated = await new Promise<string>((told) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval -- this is what must not work
          told(String((0, eval)('1 + 1')))
        } catch (error) {
          told((error as Error).name)
        }
      })
    })
    // Reports come after the refusals themselves.
    while (refused.size < 11) await new Promise((next) => setTimeout(next))
    return { inlineRan: self.inlineRan, fetched, evaluated, refused: [...refused].sort(), visible: getComputedStyle(document.body).display }
  })
  expect(outcome).toEqual({
    inlineRan: undefined,
    fetched: 'TypeError',
    evaluated: 'EvalError',
    visible: expect.not.stringMatching('none'),
    refused: [
      'connect-src https://elsewhere.invalid/data',
      'frame-src https://elsewhere.invalid',
      'img-src https://elsewhere.invalid/picture.png',
      'media-src https://elsewhere.invalid/video',
      'object-src https://elsewhere.invalid',
      'script-src eval',
      'script-src-attr inline',
      'script-src-elem https://elsewhere.invalid/script.js',
      'script-src-elem inline',
      'style-src-elem https://elsewhere.invalid/style.css',
      'style-src-elem inline',
    ],
  })
})

test('the policy has no exception and names no other origin', async ({ rapport }) => {
  const policy = await rapport.page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
  expect(policy).toContain(`default-src 'none'`)
  expect(policy).not.toMatch(/unsafe-|https?:|\*|ws:/)
})

test('a window has nothing of Node and of Electron, only the six things of the bridge', async ({ rapport }) => {
  const found = await rapport.page.evaluate(() => {
    const self = window as unknown as Record<string, unknown>
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return {
      node: ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'setImmediate', 'electron', 'ipcRenderer'].filter((name) => name in self),
      bridge: Object.keys(window.rapport).sort(),
      frozen: Object.isFrozen(window.rapport),
      inFrame: typeof (frame.contentWindow as unknown as Record<string, unknown>)['rapport'],
    }
  })
  expect(found).toEqual({ node: [], bridge: ['connect', 'openExternal', 'saveReport', 'setTheme', 'showFile', 'stopReport'], frozen: true, inFrame: 'undefined' })
})

test('the own scheme serves the built page and nothing beside it', async ({ rapport }) => {
  const { app, page, complaints } = rapport
  complaints.expect(/Failed to load resource/)
  const inside = ['/../../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '/../main/index.js', '/..%2fmain%2findex.js', '/etc/passwd', '/%2fetc%2fpasswd']
  expect(await page.evaluate(async (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)), inside)).toEqual(inside.map(() => 404))
  expect(await page.evaluate(async () => (await fetch('/index.html')).status)).toBe(200)
  const outside = ['rapport://desk/..%2f..%2fpackage.json', 'rapport://desk/../../package.json', 'rapport://other/index.html']
  const statuses = await app.evaluate(({ net }, urls) => Promise.all(urls.map(async (url) => (await net.fetch(url)).status)), outside)
  expect(statuses).toEqual(outside.map(() => 404))
})

test('a path that cannot be decoded is not found, and the app goes on', async ({ rapport }) => {
  rapport.complaints.expect(/Failed to load resource/)
  expect(await rapport.page.evaluate(async () => (await fetch('/%E0%A4%A')).status)).toBe(404)
  expect(await rapport.page.evaluate(async () => (await fetch('/%00')).status)).toBe(404)
})

test('a window cannot be led away from the app, neither by a link nor by a script', async ({ rapport }) => {
  const { app, page, complaints } = rapport
  complaints.expect(/Not allowed to (?:load local resource|navigate)/, KEEPS_THE_POLICY)
  await watchShell(app)
  const home = page.url()
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  const away = ['https://elsewhere.invalid/', 'http://127.0.0.1:1/', 'rapport://elsewhere/', 'data:text/html,away']
  for (const url of away) {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href, textContent: 'away' })
      document.body.append(link)
      link.click()
    }, url)
    await page.evaluate((href) => location.assign(href), url).catch(() => undefined)
  }
  await page.evaluate(() => location.assign('file:///etc/passwd')).catch(() => undefined)
  // The last one asks the app again, and by then every refusal before it is done with.
  await page.evaluate(() => location.assign('https://elsewhere.invalid/last')).catch(() => undefined)
  await expect.poll(() => navigations(app)).toContainEqual({ url: 'https://elsewhere.invalid/last', refused: true })
  expect((await navigations(app)).filter(({ refused }) => !refused)).toEqual([])
  expect(page.url()).toBe(home)
  expect(await page.evaluate(() => (window as unknown as { stillHere?: boolean }).stillHere)).toBe(true)
  expect(await opened(app)).toEqual([])
})

test('a redirect away and an embedded view are refused as well', async ({ rapport }) => {
  const refused = await rapport.app.evaluate(({ webContents }) =>
    (['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'] as const).map((name) => {
      const event = { url: 'https://elsewhere.invalid/', prevented: false, preventDefault: () => void (event.prevented = true) }
      for (const contents of webContents.getAllWebContents()) contents.emit(name, event)
      return event.prevented
    }),
  )
  expect(refused).toEqual([true, true, true, true])
})

test('no new window opens; only web, phone and mail addresses go to the system, after parsing', async ({ rapport }) => {
  const { app, page, complaints } = rapport
  complaints.expect(KEEPS_THE_POLICY, /Not allowed to load local resource/)
  await watchShell(app)
  const never = ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'smb://server/share', 'ms-msdt:/id', 'vbscript:x', 'rapport://desk/index.html', ' ', 'about:blank', `https://elsewhere.invalid/${'x'.repeat(3000)}`]
  const allowed = ['https://elsewhere.invalid/page', 'http://elsewhere.invalid/', 'tel:+15550100177', 'mailto:desk@example.org']
  expect(await page.evaluate((urls) => urls.map((url) => window.open(url) === null), [...never, ...allowed])).toEqual([...never, ...allowed].map(() => true))
  await expect.poll(() => opened(app)).toEqual(allowed)
  expect(await page.evaluate((urls) => Promise.all(urls.map((url) => window.rapport.openExternal(url))), [...never, ...allowed])).toEqual([...never.map(() => false), ...allowed.map(() => true)])
  expect(await opened(app)).toEqual([...allowed, ...allowed])
  expect(await page.evaluate(() => Promise.all([undefined, null, 7, { href: 'https://elsewhere.invalid/' }].map((url) => window.rapport.openExternal(url as unknown as string))))).toEqual([false, false, false, false])
  expect(app.windows()).toHaveLength(1)
})

test('every permission a page asks for is denied', async ({ rapport }) => {
  const { page } = rapport
  const name = async (ask: string): Promise<unknown> => page.evaluate(`Promise.resolve().then(() => ${ask}).then((given) => given, (error) => error.name)`)
  expect(await name('Notification.requestPermission()')).toBe('denied')
  expect(await name('navigator.mediaDevices.getUserMedia({ audio: true })')).toMatch(/NotAllowedError|NotFoundError/)
  expect(await name('navigator.clipboard.readText()')).toBe('NotAllowedError')
  expect(await name('new Promise((given, denied) => navigator.geolocation.getCurrentPosition(given, ({ code }) => denied({ name: code })))')).toBe(1)
})

test('a message to the shell counts only from the main frame of an own window on its own page', async ({ rapport }) => {
  const { app, page } = rapport
  await page.evaluate(() => {
    const self = window as typeof globalThis & { portsGiven?: number }
    self.portsGiven = 0
    window.addEventListener('message', ({ data }: MessageEvent<{ type?: string }>) => {
      if (data.type === 'core-port') self.portsGiven = (self.portsGiven ?? 0) + 1
    })
  })
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('there is no window')
    const sender = window.webContents
    const ask = (event: object): void => void ipcMain.emit('connect', event)
    ask({ sender, senderFrame: null })
    ask({ sender, senderFrame: { url: 'https://elsewhere.invalid/' } })
    // A frame inside our own page is not our page.
    ask({ sender, senderFrame: { url: sender.mainFrame.url } })
    // Contents that no window of ours shows.
    ask({ sender: { id: 9999, mainFrame: sender.mainFrame }, senderFrame: sender.mainFrame })
    ask({ sender, senderFrame: sender.mainFrame })
  })
  const given = (): Promise<number | undefined> => page.evaluate(() => (window as typeof globalThis & { portsGiven?: number }).portsGiven)
  await expect.poll(given).toBe(1)
})

test('the file manager is pointed nowhere but into the practice’s own folder', async ({ rapport }) => {
  const { app, page, data } = rapport
  await watchShell(app)
  const inside = join(data, 'practice.db')
  const show = (files: unknown[]): Promise<boolean[]> => page.evaluate((all) => Promise.all(all.map((file) => window.rapport.showFile(file as string))), files)
  expect(await show(['/etc/passwd', `${data}/../elsewhere`, `${data}-beside/file`, '/', '', 7, null])).toEqual([false, false, false, false, false, false, false])
  expect(await show([inside])).toEqual([true])
  expect(await shown(app)).toEqual([inside])
})

test('the page of a report runs nothing, loads nothing and goes nowhere, whatever is in it, and is served once under an address that says nothing', async ({ rapport }) => {
  const { app, page, data, complaints } = rapport
  complaints.expect(KEEPS_THE_POLICY)
  await app.evaluate(({ app: electron, net }) => {
    const self = globalThis as typeof globalThis & { loaded?: string[]; again?: Promise<number> }
    self.loaded = []
    electron.on('web-contents-created', (_event, contents) =>
      contents.on('did-finish-load', () => {
        self.loaded?.push(contents.getURL())
        // While it is still being printed.
        self.again = net.fetch(contents.getURL()).then(({ status }) => status)
      }),
    )
  })
  const file = join(data, 'report.pdf')
  await saveAs(app, file)
  const hostile = `<!doctype html><html lang="en"><head><title>Report</title><meta http-equiv="refresh" content="0;url=rapport://desk/index.html"><style>p { display: none }</style></head>
    <body onload="document.body.textContent = 'onload ran'"><p>Maria Alvarez stays</p><script>document.body.textContent = 'a script ran'</script><script src="/assets/index.js"></script>
    <img src="https://elsewhere.invalid/picture.png" onerror="document.body.textContent = 'onerror ran'"><iframe src="https://elsewhere.invalid/"></iframe><form action="https://elsewhere.invalid/"></form></body></html>`
  expect(await page.evaluate((html) => window.rapport.saveReport({ name: 'report.pdf', html, paper: 'A4' }), hostile)).toEqual({ ok: true, value: { saved: true } })
  const { pages } = await readPdf(file)
  expect(pages.map(({ text }) => text)).toEqual(['Maria Alvarez stays'])
  const loaded = await app.evaluate(() => (globalThis as typeof globalThis & { loaded?: string[] }).loaded ?? [])
  expect(loaded).toEqual([expect.stringMatching(/^rapport:\/\/desk\/report\/[0-9a-f-]{36}$/)])
  expect(await app.evaluate(() => (globalThis as typeof globalThis & { again?: Promise<number> }).again)).toBe(404)
  expect(rapport.printed()).not.toMatch(/Maria|Alvarez/)
})

test('what is no report is refused before anybody is asked where it should go', async ({ rapport }) => {
  const { app, page, data } = rapport
  await saveAs(app, join(data, 'never.pdf'))
  const report = { name: 'report.pdf', html: '<p>words</p>', paper: 'Letter' }
  const wrong = [null, 'report', {}, { ...report, name: '../report.pdf' }, { ...report, name: 'Maria Alvarez.pdf' }, { ...report, name: 'report.exe' }, { ...report, html: 7 }, { ...report, paper: 'A0' }]
  const codes = await page.evaluate((all) => Promise.all(all.map(async (one) => {
    const reply = await window.rapport.saveReport(one as never)
    return reply.ok ? 'ok' : reply.error.code
  })), wrong)
  expect(codes).toEqual(wrong.map(() => 'badArgument'))
  expect(existsSync(join(data, 'never.pdf'))).toBe(false)
})

test.describe('on the port to the core', () => {
  test.use({ opens: 'practice' })

  test('what is no call of the contract, or has a wrong argument, is refused and does nothing', async ({ rapport, people }) => {
    const { page, complaints } = rapport
    complaints.expect(/call\.badArgument/)
    await expect(rapport.rail.nav).toBeVisible()
    const code = async (name: string, argument: unknown): Promise<string> => {
      const reply = await rawCall(page, name, argument)
      return reply.ok ? 'ok' : reply.error.code
    }
    for (const name of ['core.eval', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '']) expect(await code(name, {})).toBe('unknownCall')
    expect(await code('people.card', { patientId: 5 })).toBe('badArgument')
    expect(await code('people.card', { patientId: people.maria, and: 'more' })).toBe('badArgument')
    expect(await code('people.card', null)).toBe('badArgument')
    expect(await code('people.change', { patientId: people.maria, changes: { birthDate: 'yesterday' } })).toBe('badArgument')
    expect(await code('people.search', { words: '"; DROP TABLE journal; --', limit: 10 })).toBe('ok')
    expect(await code('people.card', { patientId: people.maria })).toBe('ok')
    expect(await code('people.card', { patientId: 'nobody' })).toBe('notFound')
  })

  test('what is no message of the contract is let fall, and the port goes on', async ({ rapport }) => {
    const { page, complaints } = rapport
    complaints.expect(/port\.badMessage/)
    expect((await rawCall(page, 'app.state', {})).ok).toBe(true)
    await page.evaluate(() => {
      const { testPort } = window as unknown as { testPort: MessagePort }
      for (const message of [null, 'hello', 7, {}, { call: 'one', name: 'app.state' }, { call: 1 }, [1, 2]]) testPort.postMessage(message)
    })
    expect((await rawCall(page, 'app.state', {})).ok).toBe(true)
    await expect.poll(() => rapport.printed().match(/port\.badMessage/g)?.length).toBe(7)
  })

  test('no token, key or patient is in a log, an address or a title', async ({ rapport, line }) => {
    const { page } = rapport
    await line.post({ type: 'text.received', id: 'secret', text: 'secret', from: '+15550100177', body: 'my secret question' })
    await rapport.desk.open('Maria Alvarez')
    await expect(rapport.desk.text('my secret question')).toBeVisible()
    expect(await page.title()).toBe('Rapport')
    expect(page.url()).toMatch(/index\.html$/)
    await rapport.close()
    expect(rapport.printed()).not.toMatch(/Alvarez|Maria|5550100177|secret question/i)
    expect(rapport.printed()).not.toContain(line.token)
  })
})

test.describe('with Electron’s own binary', { tag: '@electron' }, () => {
  test('each window runs in the sandbox, isolated from its preload', async ({ rapport }) => {
    test.skip(process.platform === 'linux' && process.getuid?.() === 0, 'Chromium has no sandbox as root')
    const preferences = await rapport.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => (contents as unknown as { getLastWebPreferences: () => Electron.WebPreferences }).getLastWebPreferences()))
    for (const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } of preferences) {
      expect({ sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
    }
    const sandboxed = await rapport.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').map((metric) => metric.sandboxed))
    // Only macOS and Windows report it.
    if (process.platform !== 'linux') expect(sandboxed).toEqual([true])
  })

  test('the page cannot reach the preload’s world, whatever it overwrites', async ({ rapport }) => {
    const { page } = rapport
    const reached = await page.evaluate(() => {
      const seen: unknown[] = []
      const spy = (thing: unknown): unknown => (seen.push(thing), thing)
      // What a hostile page would do: listen in on the built-ins its preload uses.
      Object.defineProperty(Object.prototype, 'ipcRenderer', { set: spy, get: () => undefined, configurable: true })
      Array.prototype.push = function push(...items: unknown[]) {
        if (items.some((item) => typeof item === 'object' && item !== null && 'invoke' in item)) seen[seen.length] = items
        for (const item of items) this[this.length] = item
        return this.length
      }
      window.rapport.connect()
      return seen.length
    })
    expect(reached).toBe(0)
  })

  test('the key of the practice is sealed by the keychain where there is one', async ({ rapport }) => {
    const { app, data } = rapport
    const { readdirSync } = await import('node:fs')
    const kept = await app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'))
    expect(readdirSync(data).filter((name) => name.startsWith('rapport.key'))).toEqual([kept ? 'rapport.key.sealed' : 'rapport.key'])
  })

  test('the page of the app is a secure origin of its own scheme', async ({ rapport }) => {
    expect(await rapport.page.evaluate(() => [location.origin, window.isSecureContext])).toEqual(['rapport://desk', true])
  })
})
