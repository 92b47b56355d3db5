// Runs in the utility process before the app's module: gives it `process.parentPort` and ends it with its parent.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AnsweredEmitter, answered, type Listener } from '../answered.ts'
import { codec } from '../wire/codec.ts'
import { createLocalPorts } from '../wire/message-port.ts'

type Word = string | unknown[]
const tell = (message: Word[]): void => {
  if (process.connected) process.send?.(message)
}

const ports = createLocalPorts({
  send: (from, message) => tell(['port', from, message.body, message.ports.join(',')]),
  close: (end) => tell(['close', end]),
  arrive: () => {},
  depart: (end, unread) => tell(['depart', end, '', '', unread]),
})

class ParentPort extends AnsweredEmitter {
  private readonly early: { data: unknown; ports: unknown[] }[] = []
  private started = false

  constructor() {
    super('parentPort', ['message'])
  }

  override on(event: string | symbol, listener: Listener): this {
    super.on(event, listener)
    if (event === 'message') this.start()
    return this
  }

  start(): void {
    if (this.started) return
    this.started = true
    // Not from inside on(): the module's other lines must have run before the first message comes.
    setImmediate(() => {
      for (const event of this.early.splice(0)) this.emit('message', event)
    })
  }

  receive(data: unknown, given: unknown[]): void {
    const event = { data, ports: given }
    if (this.started && this.early.length === 0) this.emit('message', event)
    else this.early.push(event)
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('electron-stand-in: parentPort.postMessage with ports is not answered for')
    tell(['message', '', codec.encode(message)])
  }
}

const parentPort = new ParentPort()

process.on('message', ([kind, end = '', body = '', given = '']: string[]) => {
  const ends = given === '' ? [] : given.split(',')
  if (kind === 'message') parentPort.receive(codec.decode(body), ends.map((one) => ports.adopt(one)))
  else if (kind === 'port') ports.deliver(end, { body, ports: ends })
  else if (kind === 'closed') ports.closed(end)
})
// The parent is gone, by kill -9 perhaps: a core without a shell must not go on writing.
process.on('disconnect', () => process.exit(1))

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') throw new Error("electron-stand-in: 'electron' is not answered for in a utility process")
    return next(specifier, context)
  },
})

Object.defineProperty(process, 'parentPort', { value: answered('parentPort', parentPort), enumerable: true })
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true })
const modulePath = resolve(process.argv[2] ?? '')
process.argv.splice(1, 2, modulePath)
await import(pathToFileURL(modulePath).href)
