import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { openSocket, plainError } from '../sockets.ts'
import { MAX_MESSAGE, readDatagram } from './message.ts'
import { inUri } from './values.ts'
import { closing, type OpenWanted, type Transport } from './transport.ts'

/** SIP over WebSocket (RFC 7118): one message in each frame, subprotocol `sip`. */
export async function openWebSocket({ target, transport, fingerprint, signal, events }: OpenWanted): Promise<Transport> {
  const tls = transport === 'wss'
  const socket = await openSocket({ host: target.host, port: target.port, tls, fingerprint, signal, name: target.name })
  const web = new WebSocket(`${transport}://${inUri(target.name ?? target.host)}:${target.port}${target.path ?? '/'}`, ['sip'], {
    // The socket stands already, its certificate checked where every line's is.
    createConnection: () => socket,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: 8 * SECOND,
  })
  const { closed, end, isOpen } = closing(() => {
    web.terminate()
    socket.destroy()
  })
  const where = `${target.host}:${target.port}`
  try {
    await once(web, 'open', { signal })
  } catch (error) {
    end({ message: '' })
    // Aborted while opening, terminate() tells its error later.
    web.on('error', () => undefined)
    const status = error instanceof Error ? /Unexpected server response: (\d+)/.exec(error.message)?.[1] : undefined
    throw new PracticeError(
      status === undefined ? plainError(error, target.host, target.port) : `${where} answers (${status}), but not as a phone system does over WebSocket. Check the path in the server's address, often /ws.`,
    )
  }
  let heardAt = events.now()
  const lost = (message: string): void => end({ message, since: heardAt })
  web.on('message', (data, isBinary) => {
    heardAt = events.now()
    const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)])
    if (!isBinary && bytes.length <= 4 && bytes.toString('latin1').trim() === '') return
    try {
      events.onMessage(readDatagram(bytes))
    } catch (error) {
      events.onBad(error)
    }
  })
  web.on('pong', () => (heardAt = events.now()))
  web.on('ping', () => (heardAt = events.now()))
  web.on('error', (error) => {
    events.onBad(error)
    lost(`The connection to ${where} broke off.`)
  })
  web.on('close', () => lost(`${where} closed the connection.`))
  return {
    name: transport,
    protocol: transport.toUpperCase(),
    reliable: true,
    local: { host: `${randomBytes(6).toString('hex')}.invalid`, port: null },
    send: (message) => {
      if (isOpen()) web.send(message.toString('utf8'))
    },
    ping: () => {
      if (isOpen()) web.ping()
    },
    heardAt: () => heardAt,
    isOpen,
    closed,
    close: () => end({ message: 'It was stopped.' }),
  }
}
