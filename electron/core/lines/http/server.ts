import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { BadEvent } from '../../journal/journal.ts'
import { log } from '../../log.ts'
import type { LineFact, Sink } from '../line.ts'
import { Refused, type Answer } from './answers.ts'
import { checkToken, refuseBrowsers } from './auth.ts'
import { bodyTypeOf, parseJson, readBody } from './body.ts'
import { readForm, readPush } from './cti.ts'
import { readEvents } from './events.ts'
import { routeOf } from './routes.ts'

/** Never 0.0.0.0: nothing but this PC may reach the practice's records. */
const HOST = '127.0.0.1'
/** How long a sender may take over one request, so that idle connections cannot use up all there are ("slow loris"). */
const REQUEST_TIMEOUT = 10 * SECOND
const MAX_CONNECTIONS = 64

type Wanted = Pick<Sink, 'receiveAll' | 'now'> & { port: number; tokenHash: string; requestTimeout?: number }

export type HttpServer = { address: string; stop: () => Promise<void> }

/**
 * Listens for events on 127.0.0.1. A request is answered 200 only after its events are on the disk.
 * @throws PracticeError when the port cannot be had
 */
export async function startServer(wanted: Wanted): Promise<HttpServer> {
  const requestTimeout = wanted.requestTimeout ?? REQUEST_TIMEOUT
  const server = createServer(
    { headersTimeout: requestTimeout, requestTimeout, connectionsCheckingInterval: requestTimeout / 4, keepAliveTimeout: requestTimeout / 2 },
    (request, response) => void serve(request, response, wanted),
  )
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return void socket.destroy()
    socket.end(rawAnswer(refusalOfBrokenRequest(error.code)), () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(asPracticeError(error, wanted.port)))
    server.listen(wanted.port, HOST, resolve)
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

async function serve(request: IncomingMessage, response: ServerResponse, wanted: Wanted): Promise<void> {
  const { status, body, headers } = await answerTo(request, wanted)
  if (response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
  response.end(text)
}

async function answerTo(request: IncomingMessage, wanted: Wanted): Promise<Answer> {
  try {
    refuseBrowsers(request)
    const route = routeOf(request)
    checkToken(request, wanted.tokenHash, route.token)
    if (route.name === 'health') return { status: 200, body: { ok: true } }
    const type = bodyTypeOf(request, route.name === 'cti' ? ['json', 'form'] : ['json'])
    const body = await readBody(request)
    const content = type === 'json' ? parseJson(body) : readForm(body)
    return record(wanted, route.name === 'cti' ? [readPush(content, wanted.now())] : readEvents(content, wanted.now()))
  } catch (error) {
    if (error instanceof Refused) return error.answer
    // A sender that broke off hears nothing; anything else is our fault, and the sender's to repeat.
    if (!request.destroyed) log.warn('http.request', { error })
    return notSaved
  }
}

const notSaved: Answer = {
  status: 503,
  body: { error: 'notSaved', retry: true, message: 'Rapport could not save this just now. Send it again in a moment.' },
  headers: { 'retry-after': '5' },
}

function record({ receiveAll }: Wanted, facts: readonly LineFact[]): Answer {
  try {
    const received = receiveAll(facts)
    const stranger = received.indexOf('unknownText')
    if (stranger >= 0) {
      return new Refused(404, 'unknownText', 'Rapport sent no such text. Nothing of this request was recorded.', facts.length > 1 ? { at: String(stranger) } : {}).answer
    }
    return { status: 200, body: { ok: true, recorded: received.filter((one) => one === 'recorded').length, known: received.filter((one) => one === 'known').length } }
  } catch (error) {
    log.warn('http.record', { error })
    if (error instanceof BadEvent) return new Refused(422, 'invalid', 'Rapport cannot keep this event: one of its fields is too long.').answer
    return notSaved
  }
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
