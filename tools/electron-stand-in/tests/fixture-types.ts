// What the fixture app puts where tests can reach it.

/** What its main process has noted, as `globalThis.fixture`. */
export interface FixtureState {
  navigations: { url: string; isMainFrame: boolean }[]
  opened: string[]
  secondInstances: { argv: string[]; cwd: string }[]
  coreExits: number[]
  gone: { type: string; reason: string; serviceName: string }[]
  permissions: string[]
  closed: string[]
  requested?: string
  /** Set by tests that add listeners of their own. */
  requests: string[]
  redirected?: string
  frame?: { url: string; isMainFrame: boolean }
  crash?: string
  loadedAgain?: boolean
  portClosed?: boolean
}

export interface FixtureMain {
  fixture: FixtureState
  fixtureOpen(path: string, options?: object): unknown
  electronStandIn: { calls: object[]; profile: string }
}

export interface FixtureWindow {
  pageRan?: boolean
  port: MessagePort
  bridge: {
    /** Sends the value to main, which returns it. */
    echo<T>(value: T): Promise<T>
    connect(): void
  }
}

/** What the fixture's utility process answers on a port. */
export interface CoreAnswer {
  answer: unknown
  argv: string[]
  greeting: string
}
