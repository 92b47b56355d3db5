import { MINUTE, SECOND } from '@shared/time.ts'
import { cseq, header, headers, rawHeaders, writeMessage, type SipRequest } from './message.ts'
import { T1, T2 } from './requests.ts'
import { readVia } from './values.ts'
import type { Transport } from './transport.ts'

/** The longest a final answer is repeated, and a request remembered that may come again (timers H and J, RFC 3261 section 17.2). */
const REMEMBER_FOR = 64 * T1
/** Ringing is said again this often, or a proxy takes the call for dead (RFC 3261 section 13.3.1.1). */
const SAY_AGAIN = MINUTE
/** No phone rings this long; then this one gives up, and the caller is taken as not reached. */
const LONGEST_RING = 5 * MINUTE
/** More requests than this at once are an attack; the oldest are forgotten. */
const MOST_OPEN = 2000

type Headers = readonly (readonly [string, string])[]

/** A call that rings here. */
export type Ringing = {
  request: SipRequest
  /** Ends it here; it is never answered. */
  end: (status: number, reason: string) => void
}

export type Handlers = {
  /** A call came in; 100 was said. `says` sends 180. */
  onRing: (ringing: Ringing) => void
  /** It is over here: `cancel` is the CANCEL or BYE that ended it, null where it rang for too long. */
  onOver: (ringing: Ringing, cancel: SipRequest | null) => void
  /** Any other request. Answers once, now or later. */
  onRequest: (request: SipRequest, answer: (status: number, reason: string, more?: Headers) => void) => void
  /** The connection that stands now; requests may be answered over another one than they came by. */
  current: () => Transport | null
  contact: (transport: Transport) => string
  newToken: () => string
}

type Open = {
  request: SipRequest
  transport: Transport
  tag: string
  last: Buffer | null
  state: 'proceeding' | 'completed' | 'confirmed'
  timers: Set<NodeJS.Timeout>
  ringing: Ringing | null
}

export type Answering = {
  take: (request: SipRequest, transport: Transport) => void
  /** Ends what rings here, for good: this phone goes away. */
  stop: () => void
  open: () => number
}

/**
 * Answers what comes in (RFC 3261 section 17.2): each request once, however often it is sent, and lives longer than a
 * connection, so that the CANCEL of a call may come over the next one.
 */
export function createAnswering(handlers: Handlers): Answering {
  const known = new Map<string, Open>()

  function send(open: Open, message: Buffer): void {
    open.last = message
    const way = open.transport.isOpen() ? open.transport : handlers.current()
    way?.send(message)
  }

  function forget(key: string): void {
    const open = known.get(key)
    if (!open) return
    known.delete(key)
    for (const timer of open.timers) clearTimeout(timer)
  }

  function remember(key: string, request: SipRequest, transport: Transport): Open {
    if (known.size >= MOST_OPEN) {
      // A call that rings is the last to go.
      let oldest = known.keys().next().value
      for (const [one, open] of known) {
        if (open.ringing !== null && open.state === 'proceeding') continue
        oldest = one
        break
      }
      if (oldest !== undefined) forget(oldest)
    }
    const open: Open = { request, transport, tag: handlers.newToken(), last: null, state: 'proceeding', timers: new Set(), ringing: null }
    known.set(key, open)
    return open
  }

  function after(open: Open, wait: number, work: () => void): void {
    const timer = setTimeout(() => {
      open.timers.delete(timer)
      work()
    }, wait)
    open.timers.add(timer)
  }

  function answer(key: string, open: Open, status: number, reason: string, more: Headers = []): void {
    if (open.state !== 'proceeding') return
    send(open, response(open.request, status, reason, open.tag, more))
    if (status < 200) return
    open.state = 'completed'
    for (const timer of open.timers) clearTimeout(timer)
    open.timers.clear()
    // Whoever needs no repetition still may send the request over the connection after this one.
    after(open, open.transport.reliable && open.ringing === null ? SECOND : REMEMBER_FOR, () => forget(key))
    if (open.ringing && !open.transport.reliable) repeat(open, T1)
  }

  /** The end of a call is said until it is acknowledged (timer G). */
  function repeat(open: Open, wait: number): void {
    after(open, wait, () => {
      if (open.state !== 'completed' || !open.last) return
      send(open, open.last)
      repeat(open, Math.min(2 * wait, T2))
    })
  }

  function invite(key: string, request: SipRequest, transport: Transport): void {
    const open = remember(key, request, transport)
    const ringing: Ringing = {
      request,
      end: (status, reason) => answer(key, open, status, reason),
    }
    // Inside a call, and there is none here that was ever answered (RFC 3261 section 12.2.2).
    if (toTag(request) !== null) return answer(key, open, 481, 'Call/Transaction Does Not Exist')
    open.ringing = ringing
    answer(key, open, 100, 'Trying')
    const sayRinging = (): void => {
      const routes: Headers = rawHeaders(request, 'record-route').map((route) => ['record-route', route] as const)
      answer(key, open, 180, 'Ringing', [...routes, ['contact', handlers.contact(transport)]])
      if (open.state === 'proceeding') after(open, SAY_AGAIN, sayRinging)
    }
    after(open, LONGEST_RING, () => {
      answer(key, open, 480, 'Temporarily Unavailable')
      handlers.onOver(ringing, null)
    })
    handlers.onRing(ringing)
    sayRinging()
  }

  /** CANCEL, or BYE before anybody answered (RFC 3261 section 15): the call is over. */
  function cancel(request: SipRequest, transport: Transport, of: readonly [string, Open] | null): void {
    if (!of) return transport.send(response(request, 481, 'Call/Transaction Does Not Exist', handlers.newToken()))
    const [key, open] = of
    open.transport = transport
    transport.send(response(request, 200, 'OK', open.tag))
    if (open.state !== 'proceeding' || !open.ringing) return
    answer(key, open, 487, 'Request Terminated')
    handlers.onOver(open.ringing, request)
  }

  function named(key: string): readonly [string, Open] | null {
    const open = known.get(key)
    return open ? [key, open] : null
  }

  function ringingWith(callId: string | null, tag: string | null): readonly [string, Open] | null {
    return [...known].find(([, open]) => open.ringing !== null && open.tag === tag && header(open.request, 'call-id') === callId) ?? null
  }

  return {
    take(request, transport) {
      if (!readVia(header(request, 'via') ?? '')) return
      if (request.method === 'CANCEL') return cancel(request, transport, named(keyOf(request, 'INVITE')))
      const key = keyOf(request, request.method === 'ACK' ? 'INVITE' : request.method)
      const open = known.get(key)
      if (request.method === 'ACK') {
        // Kept for a while: the INVITE may have been sent twice, and its second copy be late.
        if (open?.state === 'completed') open.state = 'confirmed'
        return
      }
      if (open) {
        open.transport = transport
        if (open.last) send(open, open.last)
        return
      }
      if (request.method === 'INVITE') return invite(key, request, transport)
      if (request.method === 'BYE') return cancel(request, transport, ringingWith(header(request, 'call-id'), toTag(request)))
      const mine = remember(key, request, transport)
      handlers.onRequest(request, (status, reason, more) => answer(key, mine, status, reason, more))
    },
    stop() {
      for (const [key, open] of known) {
        if (open.ringing) answer(key, open, 480, 'Temporarily Unavailable')
        forget(key)
      }
    },
    open: () => known.size,
  }
}

/** The transaction a request belongs to (RFC 3261 section 17.2.3); senders older than that are told apart by everything they say. */
function keyOf(request: SipRequest, method: string): string {
  const via = readVia(header(request, 'via') ?? '')
  const branch = via?.params.get('branch') ?? ''
  if (branch.toLowerCase().startsWith('z9hg4bk')) return `${branch}|${via?.host ?? ''}:${via?.port ?? ''}|${method}`
  const from = /;\s*tag=([^;\s]+)/i.exec(header(request, 'from') ?? '')?.[1] ?? ''
  return [header(request, 'via') ?? '', request.uri, header(request, 'call-id') ?? '', from, cseq(request).number, method].join('|')
}

function toTag(request: SipRequest): string | null {
  return /;\s*tag=([^;\s>]+)\s*(?:;|$)/i.exec(header(request, 'to') ?? '')?.[1] ?? null
}

/** An answer with what every answer copies (RFC 3261 section 8.2.6). It goes back over a connected socket, so to where the request came from (RFC 3581). */
function response(request: SipRequest, status: number, reason: string, tag: string, more: Headers = []): Buffer {
  const to = header(request, 'to') ?? ''
  return writeMessage({
    type: 'response',
    status,
    reason,
    headers: [
      ...headers(request, 'via').map((via) => ['via', via] as const),
      ['from', header(request, 'from') ?? ''],
      ['to', status === 100 || toTag(request) !== null ? to : `${to};tag=${tag}`],
      ['call-id', header(request, 'call-id') ?? ''],
      ['cseq', header(request, 'cseq') ?? ''],
      ...more,
      ['user-agent', 'Rapport'],
    ],
    body: Buffer.alloc(0),
  })
}
