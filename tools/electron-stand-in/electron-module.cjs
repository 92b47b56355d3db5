// What `require('electron')` and, through electron-module.mjs, `import 'electron'` resolve to in the main process.
module.exports = globalThis[Symbol.for('electron-stand-in')]
