import { createHash, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { atEnd } from './ending.ts'

/**
 * A server that behaves at its manager port as Asterisk 22 was seen to: greeting, challenge and login, ActionID in every answer,
 * lists, permissions. It has no phones: what happens is told with `say`, from recordings. Asterisk itself is not in Debian 12.
 */

export type Action = Record<string, string>

export type AmiOptions = {
  user?: string
  password?: string
  /** Whether it knows the MD5 challenge. */
  challenge?: boolean
  /** What its user may do. */
  may?: { originate?: boolean; list?: boolean; status?: boolean }
  /** How it starts every answer to Originate that it took: the number of an OriginateResponse failure. */
  originateFails?: string
  greeting?: string
  started?: { date: string; time: string }
  now?: () => number
  tls?: { key: string; cert: string }
  host?: string
  /** Takes actions and never answers, as a connection does whose other end is gone. */
  deaf?: boolean
}

export type Ami = {
  port: () => number
  options: AmiOptions
  /** The channels it lists, each a block without its ActionID. */
  channels: string[]
  actions: Action[]
  /** How many are signed in and hear events. */
  listeners: () => number
  /** Tells everybody who listens, cut into pieces as given. */
  say: (...pieces: (string | Uint8Array)[]) => Promise<void>
  /** Ends every connection, and takes none until `start`. */
  kill: () => Promise<void>
  start: () => Promise<void>
}

/** Starts it on a free port of this machine; it ends with the test. */
export async function startAmi(options: AmiOptions = {}): Promise<Ami> {
  const { user = 'rapport', password = 'secret-of-rapport', host = '127.0.0.1' } = options
  const now = options.now ?? Date.now
  let port = 0
  let server: Server | null = null
  const sockets = new Map<Socket, { listens: boolean; signedIn: boolean }>()
  const ami: Ami = {
    port: () => port,
    options,
    channels: [],
    actions: [],
    listeners: () => [...sockets.values()].filter(({ listens }) => listens).length,
    async say(...pieces) {
      for (const [socket, { listens }] of sockets) {
        if (!listens) continue
        for (const piece of pieces) if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
      }
    },
    async kill() {
      const was = server
      server = null
      for (const socket of sockets.keys()) socket.destroy()
      if (was) await new Promise<void>((resolve) => void was.close(() => resolve()))
    },
    async start() {
      const made = options.tls ? createTlsServer({ ...options.tls }, serve) : createTcpServer(serve)
      made.listen(port, host)
      await once(made, 'listening')
      server = made
      port = (made.address() as AddressInfo).port
    },
  }

  function serve(socket: Socket): void {
    const state = { listens: false, signedIn: false, challenge: '' }
    sockets.set(socket, state)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.write(options.greeting ?? 'Asterisk Call Manager/11.0.0\r\n')
    let text = ''
    socket.on('data', (piece: Buffer) => {
      text += piece.toString()
      for (;;) {
        const end = text.indexOf('\r\n\r\n')
        if (end < 0) return
        const action = Object.fromEntries(text.slice(0, end).split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
        text = text.slice(end + 4)
        ami.actions.push(action)
        if (!options.deaf) answer(socket, state, action)
      }
    })
  }

  function answer(socket: Socket, state: { listens: boolean; signedIn: boolean; challenge: string }, action: Action): void {
    const id = action['ActionID'] ?? ''
    const send = (...lines: string[]): void => void socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    const reply = (response: string, ...lines: string[]): void => send(`Response: ${response}`, `ActionID: ${id}`, ...lines)
    const name = action['Action'] ?? ''
    const { originate = false, list = true, status = true } = options.may ?? {}
    if (name === 'Challenge') {
      if (options.challenge === false) return reply('Error', 'Message: Must specify AuthType')
      state.challenge = String(randomInt(1e8, 1e9))
      return reply('Success', `Challenge: ${state.challenge}`)
    }
    if (name === 'Login') {
      const key = createHash('md5').update(state.challenge + password).digest('hex')
      const right = action['Username'] === user && (action['AuthType'] === 'MD5' ? state.challenge !== '' && action['Key'] === key : action['Secret'] === password)
      if (!right) {
        reply('Error', 'Message: Authentication failed')
        return void socket.end()
      }
      state.signedIn = true
      return reply('Success', 'Message: Authentication accepted')
    }
    if (!state.signedIn) return reply('Error', 'Message: Permission denied')
    switch (name) {
      case 'Ping':
        return reply('Success', 'Ping: Pong', `Timestamp: ${(now() / 1000).toFixed(6)}`)
      case 'Events':
        state.listens = action['EventMask'] !== 'off'
        return reply('Success', `Events: ${state.listens ? 'On' : 'Off'}`)
      case 'CoreStatus':
        if (!status) return reply('Error', 'Message: Permission denied')
        return reply('Success', `CoreStartupDate: ${options.started?.date ?? '2026-11-22'}`, `CoreStartupTime: ${options.started?.time ?? '10:03:32'}`, 'CoreCurrentCalls: 0')
      case 'CoreShowChannels':
        if (!list) return reply('Error', 'Message: Permission denied')
        reply('Success', 'EventList: start', 'Message: Channels will follow')
        for (const channel of ami.channels) send('Event: CoreShowChannel', `ActionID: ${id}`, ...channel.split('\r\n'))
        return send('Event: CoreShowChannelsComplete', `ActionID: ${id}`, 'EventList: Complete', `ListItems: ${ami.channels.length}`)
      case 'ListCommands':
        return reply('Success', 'Ping: Keepalive command.  (Priv: <none>)', ...(originate ? ['Originate: Originate a call.  (Priv: originate,all)'] : []))
      case 'Originate':
        if (!originate) return reply('Error', 'Message: Permission denied')
        reply('Success', 'Message: Originate successfully queued')
        if (options.originateFails !== undefined) send('Event: OriginateResponse', 'Privilege: call,all', `ActionID: ${id}`, 'Response: Failure', `Channel: ${action['Channel'] ?? ''}`, `Reason: ${options.originateFails}`, 'Uniqueid: <null>')
        return
      default:
        return reply('Error', 'Message: Invalid/unknown command')
    }
  }

  await ami.start()
  atEnd(() => ami.kill())
  return ami
}

const FIXTURES = new URL('../../fixtures/ami/', import.meta.url)

/** The events of a recording, as they came: without the greeting and the answer to the login. */
export function recording(name: string): string {
  const text = readFileSync(new URL(name, FIXTURES), 'latin1')
  return text.slice(text.indexOf('Event: '))
}

/** The channels that a recorded `CoreShowChannels` lists, for `channels`. */
export function recordedChannels(name: string): string[] {
  return recording(name)
    .split('\r\n\r\n')
    .filter((block) => block.startsWith('Event: CoreShowChannel\r\n'))
    .map((block) => block.split('\r\n').slice(2).join('\r\n'))
}
