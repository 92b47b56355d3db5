import { hashToken } from '../commands.ts'
import { checkToken, refuseBrowsers } from './auth.ts'
import type { BodyType } from './body.ts'
import { readFacts, typeFor } from './read.ts'
import { routeOf } from './routes.ts'
import { outcomeOf } from './send.ts'
import { checkSignature } from './signature.ts'
import { checkFact, checkOutcome, orRefused, requestIn } from './testing/wire.ts'

const NOW = Date.UTC(2026, 2, 10, 15)
const TOKEN_HASH = hashToken('secret')
const SECRET = 'a-secret-of-the-pbx'
const WAYS: readonly ['events' | 'cti', BodyType][] = [['events', 'json'], ['cti', 'json'], ['cti', 'form'], ['cti', 'multipart']]

const request = (first: string, headers: string[], body: string): string => [`${first} HTTP/1.1`, 'Host: 127.0.0.1:7077', 'Authorization: Bearer secret', ...headers, '', body].join('\r\n')
const json = 'Content-Type: application/json; charset="utf-8"'
const events = [
  { type: 'call.ringing', id: 'e-1', at: '2026-03-10T15:04:05.5+00:00', call: 'c-1', from: '+15550100177', to: null, direction: 'in', name: 'RAMIREZ MARÍA' },
  { type: 'call.answered', id: 'e-2', at: NOW, call: 'c-1', staff: 'Ana', phone: 'Desk 2' },
  { type: 'call.ended', id: 'e-3', call: 'c-1' },
  { type: 'call.missed', id: 'e-4', call: 'c-2', why: 'The caller hung up.' },
  { type: 'call.voicemail', id: 'e-5', call: 'c-2', seconds: 21.5, transcript: 'Call me. 👍' },
  { type: 'text.received', id: 'e-6', text: 't-1', from: 'sip:5550100142@pbx', body: 'Can I come at 3?' },
  { type: 'text.delivery', id: 'e-7', text: 'ours', providerId: 'theirs', state: 'failed', reason: 'No such number' },
]
const push = { event: 'answer', callId: 'x-1', direction: 'in', from: '15550100163', to: '15550100100', user: ['Ana', 'Ben'], answeringNumber: '21', queue: 'Front desk', cause: 'normalClearing' }
const form = 'event=hangup&from=493055571600&to=15550100100&direction=in&callId=123&user%5B%5D=Alice&user[0]=B%C3%B6b&user=voicemail&queue=Front+desk&cause=noAnswer&answeringNumber=21'
const part = (name: string, value: string): string => `--bound\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** Everything that reads what is posted to an http line, and what a text system answers to our texts. */
export const httpFuzz: { name: string; seeds: (string | Buffer)[]; run: (input: Buffer) => void } = {
  name: 'http',
  seeds: [
    request('POST /v1/events', [json, `X-Rapport-Timestamp: ${NOW}`, `X-Rapport-Signature: sha256=${'0f'.repeat(32)}`], JSON.stringify(events)),
    ...events.map((event) => request('POST /v1/events', [json], JSON.stringify(event))),
    request('POST /v1/cti', [json], JSON.stringify(push)),
    request('POST /v1/cti', [json], JSON.stringify({ ...push, event: 'newCall', user: 'Ana', callId: 7 })),
    request('POST /v1/cti/secret', ['Content-Type: application/x-www-form-urlencoded', 'Content-Encoding: identity'], form),
    request('POST /v1/cti/secret', ['Content-Type: multipart/form-data; boundary=bound'], `${part('event', 'newCall')}${part('callId', 'x')}${part('direction', 'out')}${part('to', '+1555')}${part('user[]', 'Ana')}--bound--\r\n`),
    request('GET /v1/health?x=1', ['Origin: http://127.0.0.1', 'Content-Length: 0'], ''),
    '{ "id": "mine-1", "message": "No credit" }',
    JSON.stringify(events),
    form,
  ],
  run(input) {
    const { body, ...head } = requestIn(input)
    orRefused(() => refuseBrowsers(head))
    const route = orRefused(() => routeOf(head))
    orRefused(() => checkToken(head, TOKEN_HASH, route?.token ?? null))
    orRefused(() => checkSignature(head, body, SECRET, NOW))
    for (const way of ['events', 'cti'] as const) orRefused(() => typeFor(way, head))
    // A body is given to each of its readers, whatever its head has become.
    for (const [way, type] of WAYS) {
      for (const contentType of new Set([head.headers['content-type'] ?? '', 'multipart/form-data; boundary=bound'])) {
        for (const fact of orRefused(() => readFacts(way, type, body, { contentType, now: NOW })) ?? []) checkFact(fact)
        if (type !== 'multipart') break
      }
    }
    const answer = body.toString('utf8')
    for (const status of [200, 302, 400, 401, 503]) checkOutcome(outcomeOf(status, answer))
  },
}
