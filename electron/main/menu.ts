import { Menu } from 'electron'

/**
 * Electron's own menu would bring Reload and Developer Tools to the front desk. A Mac needs a menu for Copy and
 * Paste to work at all; elsewhere there is none.
 */
export function setMenu(): void {
  const menu = process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null
  Menu.setApplicationMenu(menu)
}
