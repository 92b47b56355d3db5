import type { SipMessage } from './message.ts'
import type { Ended } from '../reconnect.ts'
import type { Target } from './targets.ts'
import { openStream } from './stream.ts'
import { openUdp } from './udp.ts'
import { openWebSocket } from './websocket.ts'

export const TRANSPORTS = ['udp', 'tcp', 'tls', 'ws', 'wss'] as const
export type TransportName = (typeof TRANSPORTS)[number]

/** One way to a registrar: a connected socket that speaks in SIP messages. */
export type Transport = {
  name: TransportName
  /** As in Via: UDP, TCP, TLS, WS, WSS. */
  protocol: string
  /** Whether nothing sent gets lost while it stands; else requests and final answers are sent again (RFC 3261 section 17). */
  reliable: boolean
  /** This end, as others reach it; a WebSocket has no address of its own (RFC 7118 section 5). */
  local: { host: string; port: number | null }
  /** Never throws. */
  send: (message: Buffer) => void
  /** Asks the other end for a sign of life, where the transport has a way to. */
  ping?: () => void
  /** When something last came, ms UTC. */
  heardAt: () => number
  isOpen: () => boolean
  closed: Promise<Ended>
  close: () => void
}

export type Events = {
  onMessage: (message: SipMessage) => void
  /** Something that is no SIP message came. */
  onBad: (error: unknown) => void
  now: () => number
}

export type OpenWanted = { target: Target; transport: TransportName; fingerprint: string; signal: AbortSignal; events: Events }

/** Opens one. Closed when `signal` aborts while it opens; after that it is its owner's to close. @throws PracticeError with a sentence for the desk */
export function openTransport(wanted: OpenWanted): Promise<Transport> {
  switch (wanted.transport) {
    case 'udp':
      return openUdp(wanted)
    case 'tcp':
    case 'tls':
      return openStream(wanted)
    case 'ws':
    case 'wss':
      return openWebSocket(wanted)
  }
}

/** Closing, told once: whoever closes first says why. */
export function closing(close: () => void): { closed: Promise<Ended>; end: (ended: Ended) => void; isOpen: () => boolean } {
  let open = true
  let settle: (ended: Ended) => void = () => undefined
  const closed = new Promise<Ended>((resolve) => (settle = resolve))
  return {
    closed,
    isOpen: () => open,
    end(ended) {
      if (!open) return
      open = false
      settle(ended)
      close()
    },
  }
}
