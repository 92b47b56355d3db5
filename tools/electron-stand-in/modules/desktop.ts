// What an app asks of the desktop around it. Nothing is shown; every request is recorded for tests.
import { AnsweredEmitter, answered } from '../answered.ts'
import { calls, record, schemeOnly } from '../calls.ts'

export const shell = answered('shell', {
  openExternal: async (url: string, _options?: object): Promise<void> => record('shell.openExternal', [url], `would open ${schemeOnly(url)}`),
  openPath: async (path: string): Promise<string> => {
    record('shell.openPath', [path], 'would open a file')
    return ''
  },
  showItemInFolder: (path: string): void => record('shell.showItemInFolder', [path], 'would show a file in its folder'),
  trashItem: async (path: string): Promise<void> => record('shell.trashItem', [path], 'would move a file to the trash'),
  beep: (): void => record('shell.beep', [], 'would beep'),
})

const dismissed = (name: string, args: unknown[]): void => record(`dialog.${name}`, args, `would ask with dialog.${name}; answered as if dismissed`)

/** Plain replaceable properties: tests put their own answers in their place. */
export const dialog = answered('dialog', {
  showOpenDialog: async (...args: unknown[]) => {
    dismissed('showOpenDialog', args)
    return { canceled: true, filePaths: [] as string[] }
  },
  showSaveDialog: async (...args: unknown[]) => {
    dismissed('showSaveDialog', args)
    return { canceled: true, filePath: '' }
  },
  showMessageBox: async (...args: unknown[]) => {
    dismissed('showMessageBox', args)
    const options = args.at(-1) as { cancelId?: number } | undefined
    return { response: options?.cancelId ?? 0, checkboxChecked: false }
  },
  showMessageBoxSync: (...args: unknown[]) => {
    dismissed('showMessageBoxSync', args)
    return (args.at(-1) as { cancelId?: number } | undefined)?.cancelId ?? 0
  },
  // Electron prints these too when it has no window yet; the title is the app's own words, the content may not be.
  showErrorBox: (title: string, content: string) => record('dialog.showErrorBox', [title, content], `error box: ${title}`),
})

export class Notification extends AnsweredEmitter {
  readonly title: string
  readonly body: string
  readonly silent: boolean
  readonly standInOptions: object

  constructor(options: { title?: string; body?: string; silent?: boolean } = {}) {
    super('Notification', ['show', 'click', 'close', 'reply', 'action', 'failed'])
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.standInOptions = options
    return answered('Notification', this)
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    record('notification.show', [this.standInOptions])
    shown.add(this)
    queueMicrotask(() => this.emit('show', {}))
  }

  close(): void {
    if (!shown.delete(this)) return
    record('notification.close', [])
    queueMicrotask(() => this.emit('close', {}))
  }
}

/** Notifications that would be on the screen now; a test clicks one with `emit('click', {})`. */
export const shown = new Set<Notification>()

/** Trays that exist; a test clicks one with `emit('click', {})`. */
export const trays = new Set<Tray>()

export class Tray extends AnsweredEmitter {
  standInState = { toolTip: '', title: '', menu: undefined as unknown, image: undefined as unknown, destroyed: false }

  constructor(image: unknown) {
    super('Tray', ['click', 'right-click', 'double-click', 'middle-click', 'balloon-click', 'mouse-enter', 'mouse-leave'])
    this.standInState.image = image
    trays.add(this)
    return answered('Tray', this)
  }

  setToolTip(text: string): void { this.standInState.toolTip = text }
  setTitle(title: string): void { this.standInState.title = title }
  getTitle(): string { return this.standInState.title }
  setImage(image: unknown): void { this.standInState.image = image }
  setPressedImage(_image: unknown): void {}
  setContextMenu(menu: unknown): void { this.standInState.menu = menu }
  setIgnoreDoubleClickEvents(_ignore: boolean): void {}
  popUpContextMenu(): void {}
  getBounds() { return { x: 0, y: 0, width: 0, height: 0 } }
  isDestroyed(): boolean { return this.standInState.destroyed }
  destroy(): void {
    this.standInState.destroyed = true
    for (const tray of trays) if (tray.standInState === this.standInState) trays.delete(tray)
  }
}

let copied = ''
/** The app's own clipboard, apart from the machine's: a test run must not paste into somebody's work. */
export const clipboard = answered('clipboard', {
  writeText: (text: string) => {
    copied = String(text)
  },
  readText: () => copied,
  clear: () => {
    copied = ''
  },
})

const shortcuts = new Map<string, () => void>()
export const globalShortcut = answered('globalShortcut', {
  register: (accelerator: string, pressed: () => void) => {
    shortcuts.set(accelerator, pressed)
    return true
  },
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
})

class PowerMonitor extends AnsweredEmitter {
  readonly onBatteryPower = false

  constructor() {
    super('powerMonitor', ['resume', 'suspend', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery', 'user-did-become-active', 'user-did-resign-active'])
  }

  getSystemIdleTime(): number { return 0 }
  getSystemIdleState(_threshold: number): string { return 'active' }
  isOnBatteryPower(): boolean { return false }
}
export const powerMonitor = answered('powerMonitor', new PowerMonitor())

let blockers = 0
const blocking = new Set<number>()
export const powerSaveBlocker = answered('powerSaveBlocker', {
  start: (_type: string) => {
    blocking.add(++blockers)
    return blockers
  },
  stop: (id: number) => blocking.delete(id),
  isStarted: (id: number) => blocking.has(id),
})

export const crashReporter = answered('crashReporter', { start: (_options: object) => {} })

/** What tests see as `globalThis.electronStandIn`. */
export const forTests = { calls, notifications: shown, trays, shortcuts }
