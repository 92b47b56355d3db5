import { hashToken } from '../commands.ts'
import { checkFact, checkOutcome, orRefused, requestIn } from '../http/testing/wire.ts'
import { plainDialect, presets, type Dialect } from './dialects.ts'
import { reportPath, textOfReport } from './ids.ts'
import { readPost } from './incoming.ts'
import { outcomeOf } from './send.ts'
import { allowedPath } from './server.ts'

const NOW = Date.UTC(2026, 2, 10, 15)
const KEY = 'a-key-of-this-line'
const TOKEN_HASH = hashToken('secret')

const DIALECTS: readonly Dialect[] = [
  presets.kannel,
  presets.smsgate,
  plainDialect,
  // A text in a field of the form or the address, as Kannel's get-url has it, and an answer that is read by its words.
  { ...plainDialect, inText: 'text|message.body', inFrom: 'from|sender', inId: '', inTime: 'ts', inState: 'dlr', accepted: 'words', acceptedIs: '0: 3: OK' },
  { ...plainDialect, accepted: 'json', acceptedIs: 'messages[].id', idPath: 'messages[].id', inState: '', inId: 'messageId', inReportId: 'messageId' },
]

const post = (first: string, contentType: string, body: string | Buffer): Buffer => Buffer.concat([Buffer.from(`${first} HTTP/1.1\r\nHost: 127.0.0.1:7079\r\nAuthorization: Bearer secret\r\nContent-Type: ${contentType}\r\n\r\n`), Buffer.from(body)])
const query = '?from=%2B15550100142&to=%2B15550100000&id=0f9d&ts=1773154800'
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const hook = (event: string, payload: object): string => JSON.stringify({ deviceId: 'd', event, id: 'w-1', payload: { messageId: 'm-1', ...payload }, webhookId: 'h' })
const received = { message: 'Grüße 👍🏽', sender: '+15550100142', simNumber: 1, receivedAt: '2026-03-10T15:04:05.000+00:00' }

/** Everything that reads what a text system posts or answers, by each way of speaking. */
export const gatewayFuzz: { name: string; seeds: (string | Buffer)[]; run: (input: Buffer) => void } = {
  name: 'gateway',
  seeds: [
    post(`POST /v1/gateway/secret${query}&charset=UTF-8&coding=0&dlr=-1`, 'text/plain; charset="UTF-8"', '¿Mañana a las 3? {€}'),
    post(`POST /v1/gateway/secret${query}&charset=UTF-16BE&coding=2&dlr=-1`, 'text/plain', utf16('Grüße 👍🏽 日本')),
    post(`POST /v1/gateway/secret${query}&charset=GSM&coding=0`, 'application/octet-stream', Buffer.from([0x00, 0x11, 0x1b, 0x65, 0x1b, 0x28, 0x7d])),
    post(`GET /v1/gateway/secret${query}&charset=ISO-8859-1&text=Ma%F1ana+%26+m%E1s&coding=0`, 'text/plain', ''),
    ...['1', '2', '4', '8', '16'].map((dlr) => post(`GET ${reportPath(KEY, 'line:text:1')}?dlr=${dlr}&ts=1773154800&reason=NACK%2F0x0000000b%2FInvalid+Destination+Address`, 'text/plain', '')),
    post(`POST ${reportPath(KEY, 'text-2')}?dlr=2&reason=id%3A7%20sub%3A001%20dlvrd%3A000%20stat%3AUNDELIV%20err%3A011%20text%3ADear%20Maria`, 'text/plain', 'id:7 stat:UNDELIV err:011 text:Dear'),
    post('POST /v1/gateway', 'application/json; charset=utf-8', hook('sms:received', received)),
    post('POST /v1/gateway', 'application/json', hook('sms:failed', { phoneNumber: '+15550100142', failedAt: '2026-03-10T15:04:05Z', reason: 'No service' })),
    post('POST /v1/gateway', 'application/json', '{"from":15550100142123,"text":"Hi","id":7,"time":1773154800000,"state":"x","message":{"body":"b"},"messages":[{"id":1}]}'),
    post('POST /v1/gateway', 'application/x-www-form-urlencoded', 'from=%2B15550100142&text=caf%E9+%25+%00&id=7&time=2026-03-10T14%3A00%3A00%2B00%3A00&charset=latin1&state=delivered'),
    '0: Accepted for delivery',
    '{"id":"m-7","messages":[{"id":"m-7"}],"state":"Pending","message":"No credit","error":"x"}',
    '<html><body>502 Bad Gateway</body></html>',
  ],
  run(input) {
    const { url = '', headers, body } = requestIn(input)
    const end = url.indexOf('?')
    const path = end < 0 ? url : url.slice(0, end)
    orRefused(() => allowedPath({ headers }, path, TOKEN_HASH, KEY))
    textOfReport(KEY, path)
    // One of them for each input, or the slowness of five would be measured.
    const dialect = DIALECTS[input.length % DIALECTS.length] ?? plainDialect
    for (const textId of [null, 'line:text:1']) {
      const fact = orRefused(() => readPost(dialect, { query: end < 0 ? '' : url.slice(end + 1), contentType: headers['content-type'] ?? '', body }, { now: NOW, newId: () => 'made-up', textId }))
      if (fact) checkFact(fact)
    }
    const answer = body.toString('utf8')
    for (const status of [200, 302, 400, 401, 503]) checkOutcome(outcomeOf(dialect, status, answer))
  },
}
