import { createHash, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { now } from '../app.ts'
import { freePort, inParallel, until, type Peer, type PeerKind } from './peer.ts'

/** The two lines that are posted to: a phone system with our own events, and Kannel. */

/** Connections of a system that posts as fast as it can. */
const WIDTH = 16
/** Events in a list that the http line takes at once. */
const LIST = 99

type Posting = { port: number; token: string; tokenHash: string; post: (path: string, type: string, body: string) => Promise<void>; close: () => Promise<void> }

async function posting(): Promise<Posting> {
  const port = await freePort()
  const token = randomBytes(24).toString('base64url')
  const agent = new Agent({ keepAlive: true, maxSockets: WIDTH })
  return {
    port,
    token,
    tokenHash: createHash('sha256').update(token).digest('hex'),
    post: (path, type, body) =>
      new Promise((resolve, reject) => {
        const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: { 'content-type': type, authorization: `Bearer ${token}` } }, (answer) => {
          answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`The line answered ${answer.statusCode}.`))))
        })
        outgoing.on('error', reject)
        outgoing.end(body)
      }),
    close() {
      agent.destroy()
      return Promise.resolve()
    },
  }
}

const answers = (port: number): Promise<void> => until('a line that listens', () => fetch(`http://127.0.0.1:${port}/`).then(() => true))

async function openHttp(): Promise<Peer> {
  const { port, tokenHash, post, close } = await posting()
  const events = (list: readonly unknown[]): Promise<void> => post('/v1/events', 'application/json', JSON.stringify(list))
  return {
    settings: { port, tokenHash },
    get connected() {
      return answers(port)
    },
    async ring(number, id) {
      const sentAt = now()
      await events([{ type: 'call.ringing', id, call: id, from: number }])
      return sentAt
    },
    finish: (_number, id) => events([{ type: 'call.answered', id, call: id, staff: 'ana' }, { type: 'call.ended', id, call: id }]),
    async flood(numbers, id) {
      const all = numbers.flatMap((number, index) => {
        const call = `${id}-${index}`
        return [{ type: 'call.ringing', id: call, call, from: number }, { type: 'call.missed', id: call, call }]
      })
      const lists = Array.from({ length: Math.ceil(all.length / LIST) }, (_, index) => all.slice(index * LIST, (index + 1) * LIST))
      const startedAt = now()
      await inParallel(lists, 2, events)
      return startedAt
    },
    close,
  }
}

/** Kannel's post of a text that came in: its body is the text, in UTF-16BE where it is not plain (docs/lines/gateway.md). */
async function openKannel(): Promise<Peer> {
  const { port, token, tokenHash, post, close } = await posting()
  const text = (number: string, id: string): Promise<void> => post(`/v1/gateway/${token}?${new URLSearchParams({ from: number, id, ts: String(Math.floor(Date.now() / 1000)), coding: '0', charset: 'UTF-8' })}`, 'text/plain', `Can I come at 3 instead? ${id}`)
  return {
    settings: { preset: 'kannel', port, tokenHash },
    get connected() {
      return answers(port)
    },
    async ring(number, id) {
      const sentAt = now()
      await text(number, id)
      return sentAt
    },
    finish: () => Promise.resolve(),
    async flood(numbers, id) {
      const startedAt = now()
      await inParallel(numbers, WIDTH, (number, index) => text(number, `${id}-${index}`))
      return startedAt
    },
    close,
  }
}

export const httpPeer: PeerKind = { kind: 'http', way: 'http', shows: 'call', rings: 100, open: openHttp }
export const kannelPeer: PeerKind = { kind: 'gateway', way: 'http', shows: 'text', rings: 100, open: openKannel }
