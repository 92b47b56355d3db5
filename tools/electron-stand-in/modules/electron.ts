import { answered } from '../answered.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import {
  clipboard, crashReporter, dialog, globalShortcut, Notification, powerMonitor, powerSaveBlocker, shell, Tray,
} from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { MessageChannelMain } from './message-channel.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { net } from './net.ts'
import { protocol } from './protocol.ts'
import { safeStorage } from './safe-storage.ts'
import { screen } from './screen.ts'
import { session } from './session.ts'
import { utilityProcess } from './utility-process.ts'
import { webContents } from './web-contents.ts'

/** Everything `import … from 'electron'` gives the main process. A new API is added here and in electron-module.mjs. */
export const electron = answered('electron', {
  app,
  BrowserWindow: answered('BrowserWindow', BrowserWindow),
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu: answered('Menu', Menu),
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  Notification: answered('Notification', Notification),
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray: answered('Tray', Tray),
  utilityProcess,
  webContents,
})
