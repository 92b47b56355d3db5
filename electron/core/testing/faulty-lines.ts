// A practice whose lines throw where nobody catches it; says how each stands, until it is killed. For lines/faults.test.ts.
import { createServer, connect } from 'node:net'
import { catchFaults } from '../faults.ts'
import { createLineManager } from '../lines/manager.ts'
import { kindThat } from '../lines/testing/kinds.ts'
import type { WritableDB } from '../journal/database.ts'
import { openPractice } from '../practice-file.ts'

const [file = '', key = ''] = process.argv.slice(2)
const starts = new Map<string, number>()
/** Throws in its first run only. */
const once = (name: string, fault: () => void): void => {
  const run = (starts.get(name) ?? 0) + 1
  starts.set(name, run)
  if (run === 1) fault()
}
const fail = (): never => {
  throw new Error('a fault of the line')
}
/** Ports to which somebody else connects. */
const outside: number[] = []
const kinds = [
  kindThat('timer', { start: (sink) => (sink.live(), once('timer', () => setTimeout(fail)), {}) }),
  kindThat('promise', { start: (sink) => (sink.live(), once('promise', () => void (async () => (await new Promise((resolve) => setTimeout(resolve)), fail()))()), {}) }),
  kindThat('socket', {
    start(sink) {
      sink.live()
      once('socket', () => {
        const server = createServer((socket) => socket.end('x')).listen(0, '127.0.0.1', () => connect((server.address() as { port: number }).port, '127.0.0.1').on('data', () => (server.close(), fail())))
      })
      return {}
    },
  }),
  // What others open at our server is nobody's by itself: it is served in a promise, so that its fault ends nothing.
  kindThat('server', {
    start(sink) {
      sink.live()
      once('server', () => {
        const server = createServer((socket) => socket.on('data', () => void Promise.resolve().then(fail))).listen(0, '127.0.0.1', () => outside.push((server.address() as { port: number }).port))
      })
      return {}
    },
  }),
  kindThat('late', {
    start(sink, signal) {
      sink.live()
      // When it was told to stop already, it has nothing more to break.
      once('late', () => signal.addEventListener('abort', () => setTimeout(fail), { once: true }))
      return {}
    },
  }),
  kindThat('sound', { start: (sink) => (sink.live(), once('sound', () => undefined), {}) }),
]
const opened = await openPractice({ file, key: Buffer.from(key, 'hex'), which: 'practice', now: Date.now, announce: () => undefined })
const { core } = opened
for (const { kind } of kinds) core.record([{ kind: 'line.saved', body: { lineId: kind, kind, name: kind, enabled: true, settings: {} }, at: Date.now(), actor: 'desk' }])
const lines = createLineManager(core, core.db as WritableDB, { kindOf: (name) => kinds.find(({ kind }) => kind === name) ?? null, wait: () => 0 })
catchFaults(() => lines)
await lines.startAll()
await lines.restart('late')
setInterval(() => {
  for (const port of outside.splice(0)) connect(port, '127.0.0.1').on('error', () => undefined).write('x')
  process.stdout.write(`${JSON.stringify(Object.fromEntries(starts))}\n`)
}, 20)
