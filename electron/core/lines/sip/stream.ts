import { SECOND } from '@shared/time.ts'
import { openSocket, plainError } from '../sockets.ts'
import { createFraming } from './framing.ts'
import { closing, type OpenWanted, type Transport } from './transport.ts'

/** A message that has begun comes whole within this, or its sender is cut off: nothing else could come meanwhile. */
const WHOLE_WITHIN = 10 * SECOND
const PING = Buffer.from('\r\n\r\n')
const PONG = Buffer.from('\r\n')
/** More than this not taken by the other end: it has stopped reading. */
const MOST_UNSENT = 1024 * 1024

/** A TCP or TLS connection. */
export async function openStream({ target, transport, fingerprint, signal, events }: OpenWanted): Promise<Transport> {
  const tls = transport === 'tls'
  const socket = await openSocket({ host: target.host, port: target.port, tls, fingerprint, signal, name: target.name })
  const { closed, end, isOpen } = closing(() => socket.destroy())
  const where = `${target.host}:${target.port}`
  let heardAt = events.now()
  const lost = (message: string): void => end({ message, since: heardAt })
  const framing = createFraming()
  let timer: NodeJS.Timeout | null = null
  const watchWhole = (): void => {
    if (framing.isWithin()) timer ??= setTimeout(() => lost(`${where} began a message and did not end it.`), WHOLE_WITHIN)
    else if (timer) {
      clearTimeout(timer)
      timer = null
    }
  }
  socket.on('data', (chunk) => {
    heardAt = events.now()
    try {
      // A new message within the old one's time starts the time anew.
      const framed = framing.push(chunk)
      if (framed.length > 0 && timer) {
        clearTimeout(timer)
        timer = null
      }
      for (const one of framed) {
        if (one.type === 'ping') socket.write(PONG)
        else if (one.type === 'bad') events.onBad(one.error)
        else if (one.type !== 'pong') events.onMessage(one)
      }
      watchWhole()
    } catch (error) {
      events.onBad(error)
      lost(`${where} sent something that is not SIP.`)
    }
  })
  socket.on('error', (error) => lost(plainError(error, target.host, target.port)))
  socket.on('end', () => lost(`${where} closed the connection.`))
  socket.on('close', () => {
    if (timer) clearTimeout(timer)
    lost(`${where} closed the connection.`)
  })
  const send = (message: Buffer): void => {
    if (!isOpen()) return
    socket.write(message)
    if (socket.writableLength > MOST_UNSENT) lost(`${where} has stopped listening.`)
  }
  return {
    name: transport,
    protocol: tls ? 'TLS' : 'TCP',
    reliable: true,
    local: { host: socket.localAddress ?? '127.0.0.1', port: socket.localPort ?? null },
    send,
    ping: () => send(PING),
    heardAt: () => heardAt,
    isOpen,
    closed,
    close: () => end({ message: 'It was stopped.' }),
  }
}
