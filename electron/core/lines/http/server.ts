import type { IncomingMessage } from 'node:http'
import { BadEvent } from '../../journal/journal.ts'
import { log } from '../../log.ts'
import type { LineFact, Sink } from '../line.ts'
import { Refused, type Answer } from './answers.ts'
import { checkToken, refuseBrowsers } from './auth.ts'
import { readBody } from './body.ts'
import { listen, notSaved, type HttpServer } from './listen.ts'
import { readFacts, typeFor } from './read.ts'
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
  const type = typeFor(route.name, request)
  const bytes = await readBody(request)
  if (wanted.signingSecret) checkSignature(request, bytes, wanted.signingSecret, wanted.now())
  return record(wanted, readFacts(route.name, type, bytes, { contentType: request.headers['content-type'] ?? '', now: wanted.now() }))
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
