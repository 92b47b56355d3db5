import { createServer, type AddressInfo, type Socket } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../../errors.ts'
import { log } from '../../../log.ts'
import { createFraming, LARGEST_MESSAGE, type Framed } from './framing.ts'

/** A practice has one or two senders; more are a mistake or worse. */
const MOST_CONNECTIONS = 16
/** How long one message may take to arrive whole, so that a sender who drips holds no place ("slow loris"). */
const MESSAGE_WITHIN = 30 * SECOND
/** Answers held for a sender who does not read them; more are not read from it until it does. */
const MOST_UNREAD = 256 * 1024
/** Messages of one connection that wait for their turn before it is read no further. */
const MOST_WAITING = 64
/** How long messages are taken in before the desk has its turn. */
const SLICE = 8

/** A message as it came, or the beginning of one that was too large. */
export type Received = Extract<Framed, { type: 'message' | 'tooLarge' }>

type Wanted = {
  host: string
  /** 0 takes a free one. */
  port: number
  /** Takes one message in and gives the answers, ready for the wire. Must not throw. */
  answer: (received: Received) => Buffer[]
  /** Something came that nobody can answer; one line is in the log. */
  dropped: () => void
  /** How many are connected now. */
  connections: (count: number) => void
  /** For tests. */
  messageWithin?: number
  largest?: number
}

export type Listener = { host: string; port: number; stop: () => Promise<void> }

type Connection = { socket: Socket; waiting: Received[]; heardAt: number; begunAt: number | null; ended: boolean; /** What the log has said of it. */ said: Set<string> }

/**
 * Listens for HL7 over MLLP. Messages are taken in one after the other, each connection's in order, a slice at a time.
 * @throws PracticeError with a sentence for the desk when the address or port cannot be had
 */
export async function listen({ host, port, answer, dropped, connections: tellConnections, messageWithin = MESSAGE_WITHIN, largest = LARGEST_MESSAGE }: Wanted): Promise<Listener> {
  const open = new Set<Connection>()
  let turn: NodeJS.Immediate | null = null

  /** Each kind is logged once for a connection: whoever sends nonsense must not fill the disk with it. */
  const drop = ({ said }: Connection, why: string): void => {
    if (!said.has(why)) log.warn('hl7.dropped', { why })
    said.add(why)
    dropped()
  }

  function work(): void {
    turn = null
    const until = performance.now() + SLICE
    let busy = true
    while (busy && performance.now() < until) {
      busy = false
      // One of each in turn: a sender of thousands keeps no other waiting.
      for (const connection of open) {
        const received = connection.waiting.shift()
        if (!received) continue
        busy = true
        for (const bytes of answer(received)) if (connection.socket.writable) connection.socket.write(bytes)
        settle(connection)
        if (performance.now() >= until) break
      }
    }
    plan()
  }

  function plan(): void {
    if (turn === null && [...open].some(({ waiting }) => waiting.length > 0)) turn = setImmediate(work)
  }

  /** Reads on where there is room, and closes what its sender has ended once all is answered. */
  function settle({ socket, waiting, ended }: Connection): void {
    if (waiting.length === 0 && ended) socket.end()
    else if (waiting.length < MOST_WAITING / 2 && socket.writableLength < MOST_UNREAD) socket.resume()
  }

  const server = createServer({ allowHalfOpen: true, keepAlive: true, keepAliveInitialDelay: 60 * SECOND, noDelay: true }, (socket) => {
    makeRoom()
    const framing = createFraming(largest)
    const connection: Connection = { socket, waiting: [], heardAt: performance.now(), begunAt: null, ended: false, said: new Set() }
    open.add(connection)
    tellConnections(open.size)
    socket.on('data', (chunk: Buffer) => {
      connection.heardAt = performance.now()
      for (const framed of framing.push(chunk)) {
        if (framed.type === 'message' || framed.type === 'tooLarge') connection.waiting.push(framed)
        else drop(connection, framed.type === 'cut' ? 'a message was cut off by the next' : 'bytes outside of a message')
        connection.begunAt = null
      }
      if (!framing.within()) connection.begunAt = null
      else connection.begunAt ??= connection.heardAt
      if (connection.waiting.length >= MOST_WAITING || socket.writableLength >= MOST_UNREAD) socket.pause()
      plan()
    })
    socket.on('drain', () => settle(connection))
    socket.on('end', () => {
      if (framing.within()) drop(connection, 'the connection ended within a message')
      connection.ended = true
      settle(connection)
    })
    // A sender that breaks off sends again what it got no answer to.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(connection)
      tellConnections(open.size)
    })
  })

  /** The one that has been quiet the longest makes room: a PC that was switched off leaves its connection behind. */
  function makeRoom(): void {
    if (open.size < MOST_CONNECTIONS) return
    const [quietest] = [...open].toSorted((a, b) => a.heardAt - b.heardAt)
    if (!quietest) return
    drop(quietest, 'too many connections')
    open.delete(quietest)
    quietest.socket.destroy()
  }

  const watch = setInterval(() => {
    for (const connection of open) {
      const { socket, begunAt } = connection
      if (begunAt === null || performance.now() - begunAt < messageWithin) continue
      drop(connection, 'a message took too long to arrive')
      socket.destroy()
    }
  }, messageWithin / 6)

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    clearInterval(watch)
    throw inWords(error, host, port)
  }
  server.on('error', (error) => log.warn('hl7.server', { error }))
  return {
    host,
    port: (server.address() as AddressInfo).port,
    async stop() {
      clearInterval(watch)
      if (turn) clearImmediate(turn)
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      for (const { socket } of open) socket.destroy()
      open.clear()
      await closed
    },
  }
}

function inWords(error: unknown, host: string, port: number): unknown {
  switch (typeof error === 'object' && error !== null && 'code' in error ? error.code : '') {
    case 'EADDRINUSE':
      return new PracticeError(`Port ${port} is taken by another program on this PC. Choose another port here and in the practice software, for example ${port + 1}.`)
    case 'EACCES':
      return new PracticeError(`This PC does not let Rapport use port ${port}. Choose one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new PracticeError(`${host} is not an address of this PC, or its network is not up yet. It is tried again every half minute.`)
    default:
      return error
  }
}
