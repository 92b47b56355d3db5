import { createSocket } from 'node:dgram'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { now } from '../app.ts'
import { deferred, freePort, listening, type Way } from './peer.ts'

/** The sender's end of the floor: hands a constant to the core of the empty window, the same way as a line gets its packets. */
export type Sender = {
  /** For the core of the empty window: see empty-app/core.mjs. */
  echo: string
  /** @returns when it left, ms UTC */
  send: (id: string) => Promise<number>
  close: () => void
}

export async function openSender(way: Way): Promise<Sender> {
  switch (way) {
    case 'http':
      return httpSender(await freePort())
    case 'udp':
      return udpSender(await freePort())
    case 'tcp':
      return await tcpSender()
    case 'poll':
      return await pollSender()
  }
}

function httpSender(port: number): Sender {
  return {
    echo: `http:${port}`,
    async send(id) {
      const sentAt = now()
      const answer = await fetch(`http://127.0.0.1:${port}/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id }) })
      await answer.arrayBuffer()
      return sentAt
    },
    close: () => undefined,
  }
}

function udpSender(port: number): Sender {
  const socket = createSocket('udp4')
  return {
    echo: `udp:${port}`,
    send(id) {
      const sentAt = now()
      socket.send(id, port, '127.0.0.1')
      return Promise.resolve(sentAt)
    },
    close: () => socket.close(),
  }
}

/** As with Asterisk, the core connects to us. */
async function tcpSender(): Promise<Sender> {
  const sockets = new Set<Socket>()
  const came = deferred()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()))
    came.resolve()
  })
  return {
    echo: `tcp:${await listening(server)}`,
    async send(id) {
      await came.promise
      const sentAt = now()
      for (const socket of sockets) socket.write(`${id}\n`)
      return sentAt
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** The core asks, and is answered as soon as there is something. */
async function pollSender(): Promise<Sender> {
  let asked = deferred<ServerResponse>()
  const server = createHttpServer((_request, response) => asked.resolve(response))
  return {
    echo: `poll:${await listening(server)}`,
    async send(id) {
      const response = await asked.promise
      asked = deferred()
      const sentAt = now()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }))
      return sentAt
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
