// As the app's bridge: hands the port to the core over to the page.
const { ipcRenderer } = require('electron')

ipcRenderer.on('core-port', (event) => window.postMessage({ type: 'core-port' }, window.location.origin, event.ports))
window.addEventListener('load', () => ipcRenderer.send('connect'))
