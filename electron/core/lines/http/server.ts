import type { IncomingMessage } from 'node:http'
import { BadEvent } from '../../journal/journal.ts'
import type { LineFact, Received, Sink } from '../line.ts'
import { Refused, type Answer } from './answers.ts'
import { checkToken, refuseBrowsers } from './auth.ts'
import { readBody } from './body.ts'
import { listen, notSaved, type HttpServer } from './listen.ts'
import { createNotes, type Note } from './notes.ts'
import { readFacts, typeFor } from './read.ts'
import { routeOf } from './routes.ts'
import { checkSignature } from './signature.ts'

type Wanted = Pick<Sink, 'receiveAll' | 'now'> & { port: number; tokenHash: string; signingSecret?: string; requestTimeout?: number }

type Noted = Wanted & { note: Note }

/**
 * Listens for events on 127.0.0.1. A request is answered 200 only after its events are on the disk.
 * @throws PracticeError when the port cannot be had
 */
export function startServer(wanted: Wanted): Promise<HttpServer> {
  const note = createNotes(wanted.now)
  return listen({ port: wanted.port, requestTimeout: wanted.requestTimeout, note, answer: (request) => answerTo(request, { ...wanted, note }) })
}

async function answerTo(request: IncomingMessage, wanted: Noted): Promise<Answer> {
  refuseBrowsers(request)
  const route = routeOf(request)
  checkToken(request, wanted.tokenHash, route.token)
  if (route.name === 'health') return { status: 200, body: { ok: true } }
  const type = typeFor(route.name, request)
  const bytes = await readBody(request)
  if (wanted.signingSecret) checkSignature(request, bytes, wanted.signingSecret, wanted.now())
  return record(wanted, readFacts(route.name, type, bytes, { contentType: request.headers['content-type'] ?? '', now: wanted.now() }))
}

function record({ receiveAll, note }: Noted, facts: readonly LineFact[]): Answer {
  let received: Received[]
  try {
    received = receiveAll(facts)
  } catch (error) {
    note('http.record', { error })
    if (error instanceof BadEvent) throw new Refused(422, 'invalid', 'Rapport cannot keep this event: one of its fields is too long.')
    return notSaved
  }
  const stranger = received.indexOf('unknownText')
  if (stranger >= 0) throw new Refused(404, 'unknownText', 'Rapport sent no such text. Nothing of this request was recorded.', facts.length > 1 ? { at: String(stranger) } : {})
  return { status: 200, body: { ok: true, recorded: received.filter((one) => one === 'recorded').length, known: received.filter((one) => one === 'known').length } }
}
