import type { IncomingMessage } from 'node:http'
import { assertNever } from '@shared/assert.ts'
import { BadEvent } from '../../journal/journal.ts'
import { log } from '../../log.ts'
import type { LineFact, Sink } from '../line.ts'
import { Refused, type Answer } from './answers.ts'
import { checkToken, refuseBrowsers } from './auth.ts'
import { bodyTypeOf, decodeUtf8, parseJson, readBody, type BodyType } from './body.ts'
import { readForm, readPush } from './cti.ts'
import { readEvents } from './events.ts'
import { listen, notSaved, type HttpServer } from './listen.ts'
import { readMultipart } from './multipart.ts'
import { routeOf } from './routes.ts'
import { checkSignature } from './signature.ts'

type Wanted = Pick<Sink, 'receiveAll' | 'now'> & { port: number; tokenHash: string; signingSecret?: string; requestTimeout?: number }

/**
 * Listens for events on 127.0.0.1. A request is answered 200 only after its events are on the disk.
 * @throws PracticeError when the port cannot be had
 */
export function startServer(wanted: Wanted): Promise<HttpServer> {
  return listen({ port: wanted.port, requestTimeout: wanted.requestTimeout, answer: (request) => answerTo(request, wanted) })
}

async function answerTo(request: IncomingMessage, wanted: Wanted): Promise<Answer> {
  refuseBrowsers(request)
  const route = routeOf(request)
  checkToken(request, wanted.tokenHash, route.token)
  if (route.name === 'health') return { status: 200, body: { ok: true } }
  const type = bodyTypeOf(request, route.name === 'cti' ? ['json', 'form', 'multipart'] : ['json'])
  const bytes = await readBody(request)
  if (wanted.signingSecret) checkSignature(request, bytes, wanted.signingSecret, wanted.now())
  const body = decodeUtf8(bytes)
  const content = contentOf(type, body, request.headers['content-type'] ?? '')
  return record(wanted, route.name === 'cti' ? readPush(content, wanted.now()) : readEvents(content, wanted.now()))
}

function contentOf(type: BodyType, body: string, contentType: string): unknown {
  switch (type) {
    case 'json':
      return parseJson(body)
    case 'form':
      return readForm([...new URLSearchParams(body)])
    case 'multipart':
      return readForm(readMultipart(body, contentType))
    default:
      return assertNever(type)
  }
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
