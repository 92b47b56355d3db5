import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { PracticeError } from '../../errors.ts'
import { plainError } from '../sockets.ts'
import { MAX_MESSAGE, readDatagram } from './message.ts'
import { closing, type OpenWanted, type Transport } from './transport.ts'

/**
 * A connected UDP socket: it takes datagrams from the registrar alone, so nobody else in the network can make the desk
 * ring, and it hears at once when the port there is closed.
 */
export async function openUdp({ target, signal, events }: OpenWanted): Promise<Transport> {
  const socket = createSocket(isIPv6(target.host) ? 'udp6' : 'udp4')
  const { closed, end, isOpen } = closing(() => socket.close())
  let heardAt = events.now()
  try {
    signal.throwIfAborted()
    const connected = once(socket, 'connect', { signal })
    socket.connect(target.port, target.host)
    await connected
  } catch (error) {
    end({ message: '' })
    throw new PracticeError(plainError(error, target.host, target.port))
  }
  socket.on('error', (error) => end({ message: plainError(error, target.host, target.port), since: heardAt }))
  socket.on('message', (data) => {
    heardAt = events.now()
    // A keep-alive of the other side, or what a firewall sends to keep its way open.
    if (data.length <= 4) return
    try {
      events.onMessage(readDatagram(data))
    } catch (error) {
      events.onBad(error)
    }
  })
  const { address, port } = socket.address()
  return {
    name: 'udp',
    protocol: 'UDP',
    reliable: false,
    local: { host: address, port },
    send(message) {
      if (!isOpen() || message.length > MAX_MESSAGE) return
      try {
        socket.send(message, (error) => error && end({ message: plainError(error, target.host, target.port), since: heardAt }))
      } catch (error) {
        end({ message: plainError(error, target.host, target.port), since: heardAt })
      }
    },
    heardAt: () => heardAt,
    isOpen,
    closed,
    close: () => end({ message: 'It was stopped.' }),
  }
}
