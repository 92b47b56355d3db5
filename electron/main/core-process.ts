import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { provideKey, type FileKey } from './key.ts'
import { systemKeychain } from './keychain.ts'
import { practiceToOpen } from './options.ts'

export type CoreStart = { folder: string; open: 'demo' | 'practice' | null; demoSpeed: number }

export type CoreProcess = {
  /** Brokers a port between a window and the core; called again by the shell after the core was restarted. */
  connect: (contents: WebContents) => void
  close: () => Promise<void>
  closed: () => boolean
}

/** A core that dies at once again and again is not started again and again at full speed. */
const RESTART_AFTER = [0, 250, 1000, 5000]
const STABLE_AFTER = 30_000

/** Starts the core and keeps it running: windows hold their state and get a new port when it comes back. */
export function startCore(start: CoreStart): CoreProcess {
  const windows = new Map<number, WebContents>()
  let child: UtilityProcess | null = null
  let closing: Promise<void> | null = null
  let finished = false
  let restarts = 0
  let lastOpen = practiceToOpen(start.folder, start.open)

  function fork(freshDemo: boolean): void {
    // The app began to quit while a dead core waited to be started again.
    if (closing) return
    const startedAt = Date.now()
    const core = utilityProcess.fork(join(import.meta.dirname, 'core.js'), [], { serviceName: 'Rapport core' })
    child = core
    core.postMessage({ type: 'start', start: { ...start, open: lastOpen, freshDemo } })
    core.on('message', (message: { type: string; which?: 'demo' | 'practice' }) => {
      if (message.type === 'opened' && message.which) lastOpen = message.which
      if (message.type === 'key') core.postMessage({ type: 'key', ...keyOrFailure(start.folder) })
    })
    core.once('exit', (code) => {
      child = null
      if (closing) return
      console.error(`rapport shell core.exit code=${code}`)
      restarts = Date.now() - startedAt > STABLE_AFTER ? 0 : restarts + 1
      setTimeout(() => fork(false), RESTART_AFTER[Math.min(restarts, RESTART_AFTER.length - 1)])
    })
    for (const contents of windows.values()) offerPort(contents)
  }

  function offerPort(contents: WebContents): void {
    if (!child || contents.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ type: 'window', window: contents.id }, [port1])
    contents.postMessage('core-port', null, [port2])
  }

  fork(true)
  return {
    connect(contents) {
      if (!windows.has(contents.id)) contents.once('destroyed', () => windows.delete(contents.id))
      windows.set(contents.id, contents)
      offerPort(contents)
    },
    close() {
      closing ??= closeCore(child).then(() => {
        finished = true
      })
      return closing
    },
    closed: () => finished,
  }
}

/** A folder that cannot be read or written is told to the core, which shows its screen for it. */
function keyOrFailure(folder: string): FileKey | { failed: string } {
  try {
    return provideKey(folder, systemKeychain)
  } catch (error) {
    return { failed: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' }
  }
}

/** Asks the core to close its file; one that does not answer is ended: the journal is durable at every moment. */
function closeCore(child: UtilityProcess | null): Promise<void> {
  if (!child) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill(), 3000)
    child.once('exit', () => {
      clearTimeout(timer)
      done()
    })
    child.on('message', (message: { type: string }) => {
      if (message.type === 'closed') child.kill()
    })
    child.postMessage({ type: 'quit' })
  })
}
