import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

type CommandParameters = Record<string, unknown>

/** One target's share of the connection; the session without an id is the browser's own. */
export class CdpSession extends EventEmitter {
  readonly id: string | undefined
  private readonly connection: CdpConnection

  constructor(connection: CdpConnection, id: string | undefined) {
    super()
    this.setMaxListeners(0)
    this.connection = connection
    this.id = id
  }

  /** Sends a command; rejects with Chromium's error message, or when the target or Chromium is gone. */
  async send<Result>(method: string, params: CommandParameters = {}): Promise<Result> {
    // The protocol's description says what each command answers; the caller names the part it reads.
    return (await this.connection.send(method, params, this.id)) as Result
  }

  /** Sends a command nobody waits for; what cannot be done to a window that has just gone does not matter. */
  tell(method: string, params: CommandParameters = {}): void {
    this.send(method, params).catch(() => {})
  }
}

/** An answer has an id; an event has a method. */
interface Message {
  id?: number
  method?: string
  params?: unknown
  sessionId?: string
  result?: unknown
  error?: { message: string }
}

interface Pending {
  method: string
  session: string | undefined
  resolve(result: unknown): void
  reject(error: Error): void
}

/** The Chrome DevTools Protocol over Chromium's pipe: JSON messages, each ended by a zero byte. */
export class CdpConnection {
  readonly browser: CdpSession
  private readonly sessions = new Map<string, CdpSession>()
  private readonly pending = new Map<number, Pending>()
  private readonly input: Writable
  private parts: string[] = []
  private lastId = 0
  private closed = false

  constructor(input: Writable, output: Readable) {
    this.input = input
    this.browser = new CdpSession(this, undefined)
    input.on('error', () => this.close())
    output.setEncoding('utf8')
    output.on('data', (chunk: string) => this.read(chunk))
    output.on('close', () => this.close())
  }

  send(method: string, params: CommandParameters, session: string | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error(`${method}: Chromium is gone`))
      const id = ++this.lastId
      this.pending.set(id, { method, session, resolve, reject })
      this.input.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`)
    })
  }

  session(id: string): CdpSession {
    const session = this.sessions.get(id) ?? new CdpSession(this, id)
    this.sessions.set(id, session)
    return session
  }

  forget(id: string): void {
    this.sessions.delete(id)
    for (const [key, pending] of this.pending) {
      if (pending.session !== id) continue
      this.pending.delete(key)
      pending.reject(new Error(`${pending.method}: the window is gone`))
    }
  }

  private read(chunk: string): void {
    let start = 0
    for (let end = chunk.indexOf('\0'); end >= 0; end = chunk.indexOf('\0', start)) {
      this.parts.push(chunk.slice(start, end))
      const text = this.parts.length === 1 ? (this.parts[0] ?? '') : this.parts.join('')
      this.parts = []
      start = end + 1
      this.dispatch(JSON.parse(text) as Message)
    }
    if (start < chunk.length) this.parts.push(chunk.slice(start))
  }

  private dispatch(message: Message): void {
    if (message.id === undefined) {
      const session = message.sessionId === undefined ? this.browser : this.sessions.get(message.sessionId)
      session?.emit(message.method ?? '', message.params)
      return
    }
    const pending = this.pending.get(message.id)
    this.pending.delete(message.id)
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result)
  }

  private close(): void {
    if (this.closed) return
    this.closed = true
    for (const pending of this.pending.values()) pending.reject(new Error(`${pending.method}: Chromium is gone`))
    this.pending.clear()
    this.browser.emit('disconnected')
  }
}
