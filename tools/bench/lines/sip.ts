import { createSocket, type RemoteInfo } from 'node:dgram'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { now } from '../app.ts'
import { deferred, inParallel, type Peer, type PeerKind } from './peer.ts'

/** A registrar and proxy on UDP that takes every registration without asking who it is, and passes calls on to the last. */

/** T1 of RFC 3261: a request that nobody answered is sent again after it. */
const AGAIN = 500
const GIVE_UP = 20_000
/** Calls under way at once in a flood: more would only fill the line's receive buffer. */
const WIDTH = 32

type Waiting = { accept: (code: number) => boolean; resolve: (code: number) => void }

export async function openSip(): Promise<Peer> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  const signedIn = deferred()
  let contact: { uri: string; at: RemoteInfo } | null = null
  const waiting = new Map<string, Set<Waiting>>()

  const send = (text: string, at: RemoteInfo): void => socket.send(text, at.port, at.address)
  const head = (text: string, name: string): string[] => [...text.matchAll(new RegExp(`^${name}[ \\t]*:[ \\t]*(.*?)\\r?$`, 'gim'))].map(([, value = '']) => value)

  function answerRequest(text: string, method: string, from: RemoteInfo): void {
    const contacts = head(text, '(?:Contact|m)')
    if (method === 'REGISTER') {
      const uri = /<([^>]+)>/.exec(contacts[0] ?? '')?.[1]
      if (uri !== undefined) contact = { uri, at: from }
    }
    const status = ['REGISTER', 'OPTIONS', 'MESSAGE', 'BYE'].includes(method) ? '200 OK' : '489 Bad Event'
    const to = head(text, '(?:To|t)')[0] ?? ''
    const lines = [
      `SIP/2.0 ${status}`,
      ...head(text, '(?:Via|v)').map((via, index) => `Via: ${index === 0 ? `${via.replace(/;rport(?=;|$)/, '')};received=${from.address};rport=${from.port}` : via}`),
      `From: ${head(text, '(?:From|f)')[0] ?? ''}`,
      `To: ${to.includes(';tag=') ? to : `${to};tag=bench`}`,
      `Call-ID: ${head(text, '(?:Call-ID|i)')[0] ?? ''}`,
      `CSeq: ${head(text, 'CSeq')[0] ?? ''}`,
      ...(method === 'REGISTER' ? contacts.map((it) => `Contact: ${/;expires=/i.test(it) ? it : `${it};expires=300`}`) : []),
      'Content-Length: 0',
    ]
    send(`${lines.join('\r\n')}\r\n\r\n`, from)
    if (method === 'REGISTER' && contact) signedIn.resolve()
  }

  socket.on('message', (data, from) => {
    const text = data.toString('latin1')
    const request = /^([A-Z]+) \S+ SIP\/2\.0\r\n/.exec(text)?.[1]
    if (request === 'ACK') return
    if (request !== undefined) return answerRequest(text, request, from)
    const code = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0)
    const key = `${head(text, '(?:Call-ID|i)')[0]} ${/[A-Z]+$/.exec(head(text, 'CSeq')[0] ?? '')?.[0]}`
    const to = head(text, '(?:To|t)')[0] ?? ''
    if (key.endsWith('INVITE') && code >= 300) send(requestOf('ACK', callOf(key.slice(0, -' INVITE'.length)), to), from)
    for (const it of waiting.get(key) ?? []) {
      if (!it.accept(code)) continue
      waiting.get(key)?.delete(it)
      it.resolve(code)
    }
  })

  type Call = { id: string; number: string; branch: string; tag: string }
  const calls = new Map<string, Call>()
  function callOf(id: string, number = ''): Call {
    const call = calls.get(id) ?? { id, number, branch: `z9hG4bK${randomBytes(8).toString('hex')}`, tag: randomBytes(4).toString('hex') }
    calls.set(id, call)
    return call
  }

  /** INVITE, its CANCEL and its ACK share the branch (RFC 3261 sections 9.1 and 17.1.1.3). */
  function requestOf(method: 'INVITE' | 'CANCEL' | 'ACK', { id, number, branch, tag }: Call, to = '<sip:+15550100000@practice.test>', more: string[] = []): string {
    const body = method === 'INVITE' ? `v=0\r\no=trunk 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 6004 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n` : ''
    const lines = [
      `${method} ${contact?.uri ?? 'sip:nobody@127.0.0.1'} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=${branch}`,
      `From: <sip:${number}@carrier.test>;tag=${tag}`,
      `To: ${to}`,
      `Call-ID: ${id}`,
      `CSeq: 1 ${method}`,
      'Max-Forwards: 69',
      ...(method === 'INVITE' ? [`Contact: <sip:trunk@127.0.0.1:${port}>`, `P-Asserted-Identity: <sip:${number}@carrier.test>`, 'Content-Type: application/sdp'] : []),
      ...more,
      `Content-Length: ${body.length}`,
    ]
    return `${lines.join('\r\n')}\r\n\r\n${body}`
  }

  /** Sends a request, again while nobody answers it, until the answer that is waited for. */
  function exchange(text: string, key: string, accept: (code: number) => boolean): Promise<number> {
    const target = contact
    if (!target) throw new Error('nobody is registered')
    const { promise, resolve, reject } = deferred<number>()
    const it = { accept, resolve }
    waiting.set(key, (waiting.get(key) ?? new Set()).add(it))
    send(text, target.at)
    const again = setInterval(() => send(text, target.at), AGAIN)
    const tooLong = setTimeout(() => reject(new Error(`no answer to ${key.split(' ')[1]}`)), GIVE_UP)
    return promise.finally(() => {
      clearInterval(again)
      clearTimeout(tooLong)
      if (waiting.get(key)?.size === 0) waiting.delete(key)
    })
  }

  async function invite(number: string, id: string): Promise<number> {
    const text = requestOf('INVITE', callOf(id, number))
    const sentAt = now()
    await exchange(text, `${id} INVITE`, (code) => code >= 180)
    return sentAt
  }

  async function cancel(id: string, more: string[]): Promise<void> {
    const call = callOf(id)
    const ended = deferred<number>()
    const key = `${id} INVITE`
    waiting.set(key, (waiting.get(key) ?? new Set()).add({ accept: (code) => code >= 300, resolve: ended.resolve }))
    await exchange(requestOf('CANCEL', call, undefined, more), `${id} CANCEL`, (code) => code >= 200)
    await ended.promise
    waiting.delete(key)
  }

  return {
    settings: { server: `127.0.0.1:${port}`, transport: 'udp', extension: '101', password: 'x' },
    connected: signedIn.promise,
    ring: invite,
    finish: (_number, id) => cancel(id, ['Reason: SIP;cause=200;text="Call completed elsewhere"']),
    async flood(numbers, id) {
      const startedAt = now()
      await inParallel(numbers, WIDTH, async (number, index) => {
        await invite(number, `${id}-${index}`)
        await cancel(`${id}-${index}`, [])
      })
      return startedAt
    },
    async close() {
      await new Promise<void>((resolve) => socket.close(resolve))
    },
  }
}

export const sipPeer: PeerKind = { kind: 'sip', way: 'udp', shows: 'call', rings: 100, open: openSip }
