/** Whether the specs run on Electron's own binary; tools/test.mjs chooses and says so. */
export const onRealElectron = process.env.RAPPORT_RUNTIME_KIND === 'electron'
