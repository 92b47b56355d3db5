import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AnsweredEmitter, answered } from '../answered.ts'
import { codec } from '../wire/codec.ts'
import { type Place, type PortMessage, router } from '../wire/router.ts'
import { mainPorts } from './message-channel.ts'

interface ForkOptions {
  serviceName?: string
  stdio?: StdioOptions
  env?: NodeJS.ProcessEnv
  execArgv?: string[]
  cwd?: string
}

/** kind, end, body, ends of ports, messages that travel with a port. */
type ChildMessage = [kind: string, end?: string, body?: string, ports?: string, unread?: PortMessage[]]

export interface GoneDetails {
  type: 'Utility'
  reason: string
  exitCode: number
  serviceName: string
  name: string
}

/** app listens here. */
export const utilityHooks = { gone: (_details: GoneDetails) => {} }

export class UtilityProcess extends AnsweredEmitter implements Place {
  pid: number | undefined
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  readonly standInChild: ChildProcess
  readonly standInFace: this
  standInAskedToEnd = false

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super('UtilityProcess', ['spawn', 'exit', 'message'])
    const { serviceName = 'Node Utility Process', stdio = 'inherit', env = process.env, execArgv = [], cwd } = options
    const [, out, err] = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio
    const child = fork(join(import.meta.dirname, '../child/start.mjs'), [modulePath, ...args], {
      serialization: 'advanced',
      stdio: ['ignore', out, err, 'ipc'],
      env,
      execArgv: ['--unhandled-rejections=warn', ...execArgv],
      cwd,
    })
    this.standInChild = child
    this.pid = child.pid
    this.stdout = child.stdout
    this.stderr = child.stderr
    this.standInFace = answered('UtilityProcess', this)
    child.on('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.receive(message as ChildMessage))
    child.on('error', (error) => process.stderr.write(`electron-stand-in: utility process: ${error.message}\n`))
    child.on('exit', (code, signal) => this.ended(serviceName, code ?? (signal ? constants.signals[signal] : 1), signal))
    return this.standInFace
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const body = codec.encode(message)
    const ends = mainPorts.release(transfer)
    this.tell(['message', '', body, ends.join(',')])
    for (const end of ends) router.arrive(end, this)
  }

  kill(): boolean {
    this.standInAskedToEnd = true
    return this.standInChild.kill()
  }

  deliver(end: string, message: PortMessage): void {
    this.tell(['port', end, message.body, message.ports.join(',')])
    for (const port of message.ports) router.arrive(port, this)
  }

  closed(end: string): void {
    this.tell(['closed', end])
  }

  private tell(message: string[]): void {
    // A process that has just died takes no more messages; its end is announced by its exit.
    if (this.standInChild.connected) this.standInChild.send(message, () => {})
  }

  private receive([kind, end = '', body = '', ports = '', unread = []]: ChildMessage): void {
    const ends = ports === '' ? [] : ports.split(',')
    switch (kind) {
      case 'message':
        this.emit('message', codec.decode(body))
        break
      case 'port':
        router.send(end, { body, ports: ends })
        break
      case 'close':
        router.close(end)
        break
      case 'depart':
        router.depart(end)
        router.queue(end, unread)
        break
    }
  }

  private ended(serviceName: string, exitCode: number, signal: string | null): void {
    this.pid = undefined
    router.drop(this)
    router.drop(this.standInFace)
    if (exitCode !== 0) {
      const reason = signal === null ? 'abnormal-exit' : ['SIGTERM', 'SIGKILL', 'SIGINT'].includes(signal) ? 'killed' : 'crashed'
      utilityHooks.gone({ type: 'Utility', reason, exitCode, serviceName, name: serviceName })
    }
    this.emit('exit', exitCode)
  }
}

export const utilityProcess = answered('utilityProcess', {
  fork: (modulePath: string, args: readonly string[] | ForkOptions = [], options: ForkOptions = {}) =>
    Array.isArray(args) ? new UtilityProcess(modulePath, args, options) : new UtilityProcess(modulePath, [], args as ForkOptions),
})
