import { snapshotOf } from './desk.ts'
import { catchFaults } from './faults.ts'
import { log } from './log.ts'
import { createServer, type Port } from './server.ts'
import { createSession, type FileKey, type Session, type Start } from './session.ts'

/**
 * The core's entry: a utilityProcess started by the shell. It gets `start` once, then one `window` message with a
 * port for each window. It never imports 'electron'; `process.parentPort` is Electron's own in this process.
 */

type FromShell = { type: 'start'; start: Start } | ({ type: 'key' } & (FileKey | { failed: string })) | { type: 'window'; window: number } | { type: 'quit' }

type ParentPort = {
  on: (event: 'message', listener: (event: { data: FromShell; ports: (Port & { on: (event: 'close', listener: () => void) => unknown })[] }) => void) => void
  postMessage: (message: { type: 'opened'; which: 'demo' | 'practice' } | { type: 'key' } | { type: 'closed' }) => void
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
if (!parentPort) throw new Error('the core is started by the shell')

let session: Session | null = null
const askingForKey: ((answer: FileKey | { failed: string }) => void)[] = []
const server = createServer(() => {
  if (!session) throw new Error('a call came before the start')
  return session
})

parentPort.on('message', ({ data, ports }) => {
  if (data.type === 'start') {
    session = createSession(data.start, {
      announce: server.announce,
      opened: (which) => parentPort.postMessage({ type: 'opened', which }),
      key: () =>
        new Promise((give, refuse) => {
          // `failed` is what the file system said: it gets the same clear screen as a failure of the file itself.
          askingForKey.push((answer) => ('failed' in answer ? refuse(Object.assign(new Error('no key'), { code: answer.failed })) : give(answer)))
          parentPort.postMessage({ type: 'key' })
        }),
    })
    if (data.start.open) session.open(data.start.open).then(readAhead).catch((error: unknown) => log.warn('core.readAhead', { error }))
  } else if (data.type === 'key') {
    askingForKey.shift()?.(data)
  } else if (data.type === 'window') {
    const port = ports[0]
    if (port) server.attach(port, data.window)
  } else {
    void (session?.close() ?? Promise.resolve()).finally(() => parentPort.postMessage({ type: 'closed' }))
  }
})

/** The first window asks for the desk once its page is loaded; what that takes of the file is in memory by then. */
function readAhead(): void {
  const core = session?.core()
  if (core) snapshotOf(core)
}

catchFaults(() => session?.core()?.lines ?? null)
