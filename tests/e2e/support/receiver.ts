import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Rapport posted to the text system of the test. */
export type ReceivedText = { id: string; to: string; body: string; token: string | undefined; idempotencyKey: string | undefined }

export type Receiver = {
  url: string
  texts: ReceivedText[]
  /** From now on answers with this; 200 at first. */
  answer: (status: number, body?: object) => void
  /** From now on answers nothing at all. */
  hold: () => void
  close: () => Promise<void>
}

/** A little text system: the receiver of docs/lines/http.md, keeping what it was given. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const texts: ReceivedText[] = []
  let answer: { status: number; body: object | undefined } = { status: 200, body: undefined }
  const server = createServer((request, response) => {
    void (async () => {
      const { id, to, body } = JSON.parse(Buffer.concat((await request.toArray()) as Buffer[]).toString()) as { id: string; to: string; body: string }
      texts.push({ id, to, body, token: request.headers.authorization, idempotencyKey: request.headers['idempotency-key']?.toString() })
      if (answer.status === 0) return
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body ?? { id: `mine-${id}` }))
    })()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    texts,
    answer: (status, body) => {
      answer = { status, body }
    },
    hold: () => {
      answer = { status: 0, body: undefined }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
