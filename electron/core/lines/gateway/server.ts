import type { IncomingMessage } from 'node:http'
import type { Sink } from '../line.ts'
import { Refused, type Answer } from '../http/answers.ts'
import { isToken, refuseBrowsers, tokenIn } from '../http/auth.ts'
import { readBody } from '../http/body.ts'
import { listen, type HttpServer } from '../http/listen.ts'
import { createNotes, type Note } from '../http/notes.ts'
import type { Dialect } from './dialects.ts'
import { textOfReport } from './ids.ts'
import { readPost } from './incoming.ts'

export const HOOK = '/v1/gateway'

type Wanted = {
  sink: Pick<Sink, 'receive' | 'now' | 'newId' | 'lineId'>
  dialect: Dialect
  port: number
  tokenHash: string
  reportKey: string
  /** Fulfils when the texts now being handed over have been answered and recorded. */
  settled: () => Promise<void>
  requestTimeout?: number
}

/** A gateway takes the body of our answer for a text to the patient, so what went well is answered with an empty one. */
const taken: Answer = { status: 200, body: null }

/**
 * Listens for texts and reports on 127.0.0.1. A post is answered 200 only after it is on the disk.
 * @throws PracticeError when the port cannot be had
 */
export function startServer(wanted: Wanted): Promise<HttpServer> {
  const note = createNotes(wanted.sink.now)
  return listen({ port: wanted.port, requestTimeout: wanted.requestTimeout, note, answer: (request) => answerTo(request, { ...wanted, note }) })
}

async function answerTo(request: IncomingMessage, { sink, dialect, tokenHash, reportKey, settled, note }: Wanted & { note: Note }): Promise<Answer> {
  refuseBrowsers(request)
  const address = request.url ?? ''
  const end = address.indexOf('?')
  const path = end < 0 ? address : address.slice(0, end)
  const textId = allowedPath(request, path, tokenHash, reportKey)
  if (request.method !== 'GET' && request.method !== 'POST') throw new Refused(405, 'wrongMethod', 'Use GET or POST here.', { headers: { allow: 'GET, POST' } })
  const post = { query: end < 0 ? '' : address.slice(end + 1), contentType: request.headers['content-type'] ?? '', body: await readBody(request) }
  const fact = readPost(dialect, post, { now: sink.now(), newId: sink.newId, textId })
  if (fact === null) {
    // Taken all the same, or a gateway would send it for ever.
    note('gateway.passedOver', { lineId: sink.lineId })
    return taken
  }
  let received = sink.receive(fact)
  if (received === 'unknownText') {
    // The report may be quicker than the answer with the id it names.
    await settled()
    received = sink.receive(fact)
  }
  if (received === 'unknownText') note('gateway.unknownText', { lineId: sink.lineId })
  return taken
}

/**
 * Who may post what. 403, not 401: a gateway asked to sign in would do so with what it has, or give up.
 * @returns the text a report is about, or null for a post with the line's token
 * @throws Refused 403 or 404
 */
export function allowedPath({ headers }: Pick<IncomingMessage, 'headers'>, path: string, tokenHash: string, reportKey: string): string | null {
  if (path.startsWith('/v1/report/')) {
    const textId = textOfReport(reportKey, path)
    if (textId === null) throw new Refused(403, 'wrongReport', 'Rapport gave out no such address for reports.')
    return textId
  }
  const [, inPath = null] = /^\/v1\/gateway(?:\/([\w-]+))?$/.exec(path) ?? []
  if (path !== HOOK && inPath === null) throw new Refused(404, 'unknownPath', 'There is nothing here. Texts go to /v1/gateway/ and the token.')
  if (tokenHash === '') throw new Refused(403, 'noToken', 'Make a token in Settings first.')
  if (!isToken(tokenIn(headers) ?? inPath, tokenHash)) throw new Refused(403, 'wrongToken', 'The token is missing or wrong. Copy it from Settings, or make a new one there.')
  return null
}
