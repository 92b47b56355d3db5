import { log } from './log.ts'
import { createServer, type Port } from './server.ts'
import { createSession, type Session, type Start } from './session.ts'

/**
 * The core's entry: a utilityProcess started by the shell. It gets `start` once, then one `window` message with a
 * port for each window. It never imports 'electron'; `process.parentPort` is Electron's own in this process.
 */

type FromShell = { type: 'start'; start: Start } | { type: 'window'; window: number } | { type: 'quit' }

type ParentPort = {
  on: (event: 'message', listener: (event: { data: FromShell; ports: (Port & { on: (event: 'close', listener: () => void) => unknown })[] }) => void) => void
  postMessage: (message: { type: 'opened'; which: 'demo' | 'practice' } | { type: 'closed' }) => void
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
if (!parentPort) throw new Error('the core is started by the shell')

let session: Session | null = null
const server = createServer(() => {
  if (!session) throw new Error('a call came before the start')
  return session
})

parentPort.on('message', ({ data, ports }) => {
  if (data.type === 'start') {
    // The shell remembers what is open, so that a restarted core opens the same.
    session = createSession(data.start, server.announce, (which) => parentPort.postMessage({ type: 'opened', which }))
    if (data.start.open) void session.open(data.start.open)
  } else if (data.type === 'window') {
    const port = ports[0]
    if (port) server.attach(port, data.window)
  } else {
    void (session?.close() ?? Promise.resolve()).finally(() => parentPort.postMessage({ type: 'closed' }))
  }
})

// A promise nobody waited for is a bug, but no reason to lose the calls coming in.
process.on('unhandledRejection', (error) => log.warn('core.unhandled', { error }))
