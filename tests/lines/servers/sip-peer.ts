import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { atEnd } from './ending.ts'

export type Got = { text: string; status: number | null; method: string; header: (name: string) => string }

export type SipPeer = {
  port: number
  got: Got[]
  send: (port: number, lines: readonly string[], body?: string) => void
  /** Answers what came, to where it came from. */
  answer: (request: Got, status: string, more?: readonly string[]) => void
  onRequest: (take: (request: Got) => void) => void
}

/** A bare UDP socket that speaks SIP as it is told to, also wrongly. */
export async function sipPeer(): Promise<SipPeer> {
  const socket = createSocket('udp4')
  const got: Got[] = []
  const from = new WeakMap<Got, number>()
  let take: (request: Got) => void = () => undefined
  socket.on('message', (data, sender) => {
    if (data.length <= 4) return
    const one = read(data.toString())
    from.set(one, sender.port)
    got.push(one)
    if (one.status === null) take(one)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  atEnd(() => void socket.close())
  const send: SipPeer['send'] = (port, lines, body = '') => socket.send([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'), port, '127.0.0.1')
  return {
    port: socket.address().port,
    got,
    send,
    answer(request, status, more = []) {
      const copied = request.text.split('\r\n').filter((line) => /^(via|from|to|call-id|cseq|record-route):/i.test(line))
      send(from.get(request) ?? 0, [`SIP/2.0 ${status}`, ...copied.map((line) => (/^to:/i.test(line) && !line.includes('tag=') ? `${line};tag=peer` : line)), ...more])
    },
    onRequest: (taker) => (take = taker),
  }
}

function read(text: string): Got {
  const [first = ''] = text.split('\r\n')
  const status = /^SIP\/2\.0 (\d+)/.exec(first)?.[1]
  return {
    text,
    status: status === undefined ? null : Number(status),
    method: status === undefined ? (first.split(' ')[0] ?? '') : '',
    header: (name) => new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '',
  }
}

/** A request to the practice's main number. */
export function requestOf(peer: SipPeer, method: string, { call, branch = call, cseq = 1, number = '+15550100199', more = [] }: { call: string; branch?: string; cseq?: number; number?: string; more?: readonly string[] }): string[] {
  return [
    `${method} sip:+15550100000@practice.test SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK-${branch}`,
    `From: <sip:${number}@carrier.test>;tag=${call}`,
    'To: <sip:+15550100000@practice.test>',
    `Call-ID: ${call}`,
    `CSeq: ${cseq} ${method}`,
    'Max-Forwards: 70',
    `Contact: <sip:trunk@127.0.0.1:${peer.port}>`,
    ...more,
  ]
}
