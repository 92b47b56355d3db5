import { contextBridge, ipcRenderer } from 'electron'
import type { ShellBridge } from '@shared/contract/shell.ts'

/**
 * The bridge: hands each port to the core over to the page, and nothing else. The page's client (renderer/store)
 * speaks the contract on that port; the shell relays none of it.
 */
ipcRenderer.on('core-port', (event) => {
  const port = event.ports[0]
  // Only this page's own origin may receive the port.
  if (port) window.postMessage({ type: 'core-port' }, window.location.origin, [port])
})

const bridge: ShellBridge = {
  connect: () => ipcRenderer.send('connect'),
  openExternal: (url) => ipcRenderer.invoke('open-external', url) as Promise<boolean>,
  showFile: (file) => ipcRenderer.invoke('show-file', file) as Promise<boolean>,
  setTheme: (theme) => ipcRenderer.send('set-theme', theme),
  saveReport: (report) => ipcRenderer.invoke('save-report', report) as ReturnType<ShellBridge['saveReport']>,
  stopReport: () => ipcRenderer.send('stop-report'),
}

contextBridge.exposeInMainWorld('rapport', bridge)
