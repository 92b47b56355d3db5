// The floor of a start and of memory: one window of the same runtime, on a scheme of its own, with a constant page.
// With --echo=WAY:PORT also the floor from a ring to its paint: a core that passes each packet on as a constant.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
// oxlint-disable-next-line no-restricted-imports -- an app of its own, started as the app is
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, utilityProcess } from 'electron'

const here = import.meta.dirname
const value = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
const files = { '/index.html': 'text/html; charset=utf-8', '/page.js': 'text/javascript; charset=utf-8' }

app.setPath('userData', value('data'))
app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme: 'empty', privileges: { standard: true, secure: true, supportFetchAPI: true } }])

void app.whenReady().then(() => {
  protocol.handle('empty', async (request) => {
    const { pathname } = new URL(request.url)
    const type = files[pathname]
    return type ? new Response(await readFile(join(here, pathname)), { headers: { 'content-type': type } }) : new Response(null, { status: 404 })
  })
  const echo = value('echo')
  const core = echo ? utilityProcess.fork(join(here, 'core.mjs'), [echo]) : null
  ipcMain.on('connect', ({ sender }) => {
    if (!core) return
    const { port1, port2 } = new MessageChannelMain()
    core.postMessage({ type: 'window' }, [port1])
    sender.postMessage('core-port', null, [port2])
  })
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    show: false,
    title: 'Empty window',
    autoHideMenuBar: true,
    webPreferences: { preload: join(here, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('empty://desk/index.html')
  app.on('window-all-closed', () => app.quit())
})
