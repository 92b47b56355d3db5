import { spawn } from 'node:child_process'
import { AnsweredEmitter, answered, createEvent, type Listener } from '../answered.ts'
import { record } from '../calls.ts'
import { runtime } from '../runtime.ts'
import { getPath, setPath } from './app-paths.ts'
import { BrowserWindow, windowHooks } from './browser-window.ts'
import { hasLock, releaseLock, type SecondInstance, takeLock } from './single-instance.ts'
import { utilityHooks } from './utility-process.ts'

const EVENTS = [
  'will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'activate', 'second-instance',
  'open-file', 'open-url', 'web-contents-created', 'browser-window-created', 'browser-window-focus', 'browser-window-blur',
  'render-process-gone', 'child-process-gone', 'gpu-info-update', 'accessibility-support-changed',
  // Asked by Chromium in Electron, never here.
  'certificate-error', 'select-client-certificate', 'login',
]

class App extends AnsweredEmitter {
  isPackaged = false
  userAgentFallback = ''
  readonly commandLine = answered('app.commandLine', {
    appendSwitch: (name: string, value = '') => void runtime().arguments.switches.set(name, value),
    appendArgument: (_argument: string) => {},
    removeSwitch: (name: string) => void runtime().arguments.switches.delete(name),
    hasSwitch: (name: string) => runtime().arguments.switches.has(name),
    getSwitchValue: (name: string) => runtime().arguments.switches.get(name) ?? '',
  })
  private appName: string | undefined = undefined
  private badges = 0
  private readonly becomeReady = Promise.withResolvers<void>()
  private awaited = Promise.withResolvers<void>()
  private state = { ready: false, quitting: false, ended: false }
  private relaunchWith: string[] | undefined = undefined

  constructor() {
    super('app', EVENTS)
  }

  get name(): string {
    const { manifest } = runtime()
    return this.appName ?? manifest.productName ?? manifest.name ?? 'Electron'
  }
  set name(name: string) { this.appName = name }
  getName(): string { return this.name }
  setName(name: string): void { this.appName = name }
  getVersion(): string { return runtime().manifest.version ?? runtime().electronVersion }
  getAppPath(): string { return runtime().appPath }

  getPath(path: string): string {
    return path === 'exe' || path === 'module' ? runtime().executable : getPath(path, this.name)
  }
  setPath(path: string, value: string): void { setPath(path, value) }
  setAppLogsPath(path?: string): void { setPath('logs', path ?? this.getPath('logs')) }

  isReady(): boolean { return this.state.ready }
  whenReady(): Promise<void> {
    this.awaited.resolve()
    return this.becomeReady.promise
  }

  override on(event: string | symbol, listener: Listener): this {
    if (event === 'ready') this.awaited.resolve()
    return super.on(event, listener)
  }

  /** Resolves when the app starts to wait for readiness. */
  standInWhenAwaited(): Promise<void> {
    this.awaited = Promise.withResolvers<void>()
    return this.awaited.promise
  }

  /** Called once, when Chromium is there and the app's main module has run. */
  standInBecomeReady(): void {
    this.state.ready = true
    // By the instance's current `emit`: Playwright's loader replaces it to hold the event back.
    app.emit('ready', {}, {})
    this.becomeReady.resolve()
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    const self: SecondInstance = { argv: process.argv, cwd: process.cwd(), additionalData }
    return takeLock(this.getPath('userData'), self, ({ argv, cwd, additionalData: sent }) => {
      this.emit('second-instance', {}, argv, cwd, sent)
    })
  }
  hasSingleInstanceLock(): boolean { return hasLock() }
  releaseSingleInstanceLock(): void { releaseLock() }

  quit(): void {
    if (this.state.quitting || this.state.ended) return
    const before = createEvent({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.state.quitting = true
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.standInTryClose()) continue
      this.state.quitting = false
      return
    }
    if (BrowserWindow.getAllWindows().length === 0) setImmediate(() => this.finishQuit())
  }

  private allClosed(): void {
    if (this.state.quitting) this.finishQuit()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  private finishQuit(): void {
    if (this.state.ended) return
    const event = createEvent({})
    this.emit('will-quit', event)
    this.state.quitting = false
    if (!event.defaultPrevented) this.exit(0)
  }

  exit(code = 0): void {
    if (this.state.ended) return
    this.state.ended = true
    for (const window of BrowserWindow.getAllWindows()) window.standInState.destroyed = true
    this.emit('quit', {}, code)
    if (this.relaunchWith) spawn(runtime().executable, this.relaunchWith, { detached: true, stdio: 'ignore' }).unref()
    process.exit(code)
  }

  relaunch(options: { args?: string[] } = {}): void {
    const { raw } = runtime().arguments
    this.relaunchWith = options.args ?? raw.filter((word) => !/^--(inspect|remote-debugging)/.test(word))
    record('app.relaunch', [options])
  }

  focus(_options?: object): void {
    BrowserWindow.getAllWindows()[0]?.focus()
  }
  hide(): void {}
  show(): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(_id: string): void {}
  setAboutPanelOptions(_options: object): void {}
  setBadgeCount(count = 0): boolean {
    this.badges = count
    record('app.setBadgeCount', [count])
    return true
  }
  getBadgeCount(): number { return this.badges }
  get badgeCount(): number { return this.badges }
  set badgeCount(count: number) { this.setBadgeCount(count) }
  getLocale(): string { return runtime().arguments.switches.get('lang') ?? this.getSystemLocale() }
  getSystemLocale(): string { return Intl.DateTimeFormat().resolvedOptions().locale }
  getPreferredSystemLanguages(): string[] { return [this.getSystemLocale()] }
  getLocaleCountryCode(): string { return new Intl.Locale(this.getSystemLocale()).region ?? 'US' }
  setLoginItemSettings(settings: object): void { record('app.setLoginItemSettings', [settings]) }
  getLoginItemSettings(_options?: object) { return { openAtLogin: false, openAsHidden: false, wasOpenedAtLogin: false, executableWillLaunchAtLogin: false } }
  setAsDefaultProtocolClient(_scheme: string): boolean { return false }
  isDefaultProtocolClient(_scheme: string): boolean { return false }
  getAppMetrics(): object[] { return [] }
  getGPUFeatureStatus(): object { return {} }
  isAccessibilitySupportEnabled(): boolean { return false }
  isInApplicationsFolder(): boolean { return false }

  standInConnect(): void {
    windowHooks.allClosed = () => this.allClosed()
    windowHooks.created = (window) => {
      window.on('focus', () => this.emit('browser-window-focus', {}, window))
      window.on('blur', () => this.emit('browser-window-blur', {}, window))
      window.webContents.on('render-process-gone', (event, details) => this.emit('render-process-gone', event, window.webContents, details))
      this.emit('web-contents-created', {}, window.webContents)
      this.emit('browser-window-created', {}, window)
    }
    utilityHooks.gone = (details) => this.emit('child-process-gone', {}, details)
  }
}

const instance = new App()
export const app = answered('app', instance)
instance.standInConnect()
