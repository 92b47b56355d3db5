import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import { Refused, type Answer } from './answers.ts'
import type { Note } from './notes.ts'

/** Never 0.0.0.0: nothing but this PC may reach the practice's records. */
const HOST = '127.0.0.1'
/** How long a sender may take over one request, so that idle connections cannot use up all there are ("slow loris"). */
const REQUEST_TIMEOUT = 10 * SECOND
const MAX_CONNECTIONS = 64

type Wanted = {
  /** 0 takes a free one. */
  port: number
  requestTimeout?: number
  note: Note
  /** Throws `Refused` for what is not taken in. */
  answer: (request: IncomingMessage) => Promise<Answer>
}

export type HttpServer = { address: string; stop: () => Promise<void> }

/**
 * Listens on 127.0.0.1, for every line that a system on this PC posts to.
 * @throws PracticeError when the port cannot be had
 */
export async function listen({ port: wantedPort, requestTimeout = REQUEST_TIMEOUT, note, answer }: Wanted): Promise<HttpServer> {
  const server = createServer(
    { headersTimeout: requestTimeout, requestTimeout, connectionsCheckingInterval: requestTimeout / 4, keepAliveTimeout: requestTimeout / 2 },
    (request, response) => void serve(request, response, { answer, note }),
  )
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return void socket.destroy()
    const refusal = refusalOfBrokenRequest(error.code)
    noteRefusal(note, refusal)
    socket.end(rawAnswer(refusal), () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(asPracticeError(error, wantedPort)))
    server.listen(wantedPort, HOST, resolve)
  })
  server.on('error', (error) => log.warn('http.server', { error }))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${HOST}:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      // Whoever was cut off got no 200 and sends again.
      server.closeAllConnections()
      await closed
    },
  }
}

/** The disk refuses, or a fault of ours: the sender is to send it again. */
export const notSaved: Answer = {
  status: 503,
  body: { error: 'notSaved', retry: true, message: 'Rapport could not save this just now. Send it again in a moment.' },
  headers: { 'retry-after': '5' },
}

async function serve(request: IncomingMessage, response: ServerResponse, { answer, note }: Pick<Wanted, 'answer' | 'note'>): Promise<void> {
  const { status, body, headers } = await answer(request).catch((error: unknown): Answer => {
    if (error instanceof Refused) {
      noteRefusal(note, error.answer)
      return error.answer
    }
    // A sender that broke off hears nothing; anything else is our fault, and the sender's to repeat.
    if (!request.destroyed) note('http.request', { error })
    return notSaved
  })
  if (response.destroyed) return
  const text = body === null ? '' : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': body === null ? 'text/plain' : 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(text)
}

/** What was refused and why by our own words for it, never by the sender's. */
function noteRefusal(note: Note, { status, body }: Answer): void {
  const error = String(body?.['error'])
  note('http.refused', { status, refused: error }, error)
}

function refusalOfBrokenRequest(code: string | undefined): Answer {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refused(408, 'tooSlow', 'The request took too long.').answer
  if (code === 'HPE_HEADER_OVERFLOW') return new Refused(431, 'headersTooLarge', 'The headers are too large.').answer
  return new Refused(400, 'badRequest', 'This is not an HTTP request.').answer
}

/** For a request that never became one: Node has no response object for it. */
function rawAnswer({ status, body }: Answer): string {
  const text = JSON.stringify(body)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

function asPracticeError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new PracticeError(`Port ${port} is taken by another program on this PC. Choose another port, for example ${port + 1}.`)
  if (error.code === 'EACCES') return new PracticeError(`This PC does not let Rapport use port ${port}. Choose another port.`)
  return error
}
