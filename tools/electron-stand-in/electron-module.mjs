import electron from './electron-module.cjs'

export default electron
export const {
  app, BrowserWindow, clipboard, crashReporter, dialog, globalShortcut, ipcMain, Menu, MenuItem, MessageChannelMain,
  nativeImage, nativeTheme, net, Notification, powerMonitor, powerSaveBlocker, protocol, safeStorage, screen, session,
  shell, Tray, utilityProcess, webContents,
} = electron
