import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { afterTest } from '../http/testing/http-line.ts'
import { plainDialect, presets, type Dialect } from './dialects.ts'
import { createSender, outcomeOf } from './send.ts'

const text = { textId: 'text-1', to: '+15550100177', body: 'Come at 3 & bring ñ' }
type Asked = { method: string; path: string; query: Record<string, string>; headers: IncomingMessage['headers']; body: string }

async function system(answer: { status?: number; body?: string } = {}) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      const url = new URL(request.url ?? '', 'http://x')
      asked.push({ method: request.method ?? '', path: url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(answer.status ?? 202).end(answer.body ?? '0: Accepted for delivery')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?route=2`, close: () => server.close() }
}

const sender = (dialect: Dialect, url: string, more: { timeout?: number; reportUrl?: string | null; sender?: string } = {}) =>
  createSender({ dialect, account: { url, user: 'practice', password: 'p&ss', sender: more.sender ?? '' }, reportUrl: () => more.reportUrl ?? null, timeout: more.timeout })

describe('handing a text to Kannel', () => {
  it('asks as its user guide says, with an address of this text’s own for reports', async () => {
    const kannel = await system()
    expect(await sender(presets.kannel, kannel.url, { reportUrl: 'http://127.0.0.1:7079/v1/report/a/b', sender: '+15550100000' })(text)).toEqual({ outcome: 'sent', providerId: null })
    expect(kannel.asked).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/send',
        body: '',
        query: {
          route: '2',
          username: 'practice',
          password: 'p&ss',
          to: '+15550100177',
          from: '+15550100000',
          text: 'Come at 3 & bring ñ',
          charset: 'UTF-8',
          coding: '0',
          'dlr-mask': '31',
          'dlr-url': 'http://127.0.0.1:7079/v1/report/a/b?dlr=%d&ts=%T&reason=%A',
        },
      }),
    ])
  })

  it.each([['GSM letters £ñ€{', '0'], ['an á', '2'], ['👍', '2'], ['“quoted”', '2']])('writes %j with coding %s', async (body, coding) => {
    const kannel = await system()
    await sender(presets.kannel, kannel.url)({ ...text, body })
    expect(kannel.asked[0]?.query).toMatchObject({ coding, text: body })
  })

  it.each<[number, string, object]>([
    [202, '0: Accepted for delivery', { outcome: 'sent' }],
    [202, '3: Queued for later delivery', { outcome: 'sent' }],
    [403, 'Authorization failed for sendsms', { outcome: 'failed', reason: 'The text system did not accept the user name and password. Enter them again in Settings.' }],
    [400, 'Missing receiver number, rejected', { outcome: 'failed', reason: 'The text system refused it: Missing receiver number, rejected' }],
    [404, '<html>', { outcome: 'failed', reason: 'The text system refused it (404).' }],
    [301, '', { outcome: 'failed' }],
    [503, 'Temporal failure, try again later.', { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }],
  ])('takes the answer %i %s', async (status, body, outcome) => {
    const kannel = await system({ status, body })
    expect(await sender(presets.kannel, kannel.url)(text)).toMatchObject(outcome)
    expect(kannel.asked).toHaveLength(1)
  })

  it('fails where nothing answers, and may have been sent where no answer comes, and is never tried again', async () => {
    const closed = await system()
    closed.close()
    expect(await sender(presets.kannel, closed.url)(text)).toMatchObject({ outcome: 'failed' })
    let connections = 0
    const silent = createTcpServer((socket) => {
      connections += 1
      socket.on('error', () => undefined)
    }).listen(0, '127.0.0.1')
    afterTest(() => silent.close())
    await new Promise((resolve) => silent.once('listening', resolve))
    expect(await sender(presets.kannel, `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, { timeout: 150 })(text)).toMatchObject({ outcome: 'unknown' })
    expect(connections).toBe(1)
  })
})

describe('handing a text to another system', () => {
  const json = async (dialect: Partial<Dialect>, more = {}) => {
    const other = await system()
    await sender({ ...plainDialect, ...dialect }, other.url, more)(text)
    const [first] = other.asked
    if (!first) throw new Error('it was not asked')
    return first
  }

  it('puts its fields where they belong, in JSON', async () => {
    const asked = await json({ toField: 'message.to[]', textField: 'message.body', idField: 'ref', extra: 'ttl=3600&message.flash=true&code=0123&note={id}&callback={report}' }, { reportUrl: 'http://x/r' })
    expect(JSON.parse(asked.body)).toEqual({ message: { to: ['+15550100177'], body: text.body, flash: true }, ref: 'text-1', ttl: 3600, code: '0123', note: 'text-1', callback: 'http://x/r' })
    expect(asked).toMatchObject({ method: 'POST', query: { route: '2' }, headers: { 'content-type': 'application/json' } })
  })

  it('leaves out an address for reports where there is none', async () => {
    expect(JSON.parse((await json({ extra: 'callback={report}&a=b' })).body)).toEqual({ to: text.to, text: text.body, a: 'b' })
  })

  it('sends a form, and signs in as it is told', async () => {
    const form = await json({ format: 'form', auth: 'fields', userField: 'u', passwordField: 'p' })
    expect(Object.fromEntries(new URLSearchParams(form.body))).toEqual({ u: 'practice', p: 'p&ss', to: text.to, text: text.body })
    expect((await json({ auth: 'basic' })).headers.authorization).toBe(`Basic ${Buffer.from('practice:p&ss').toString('base64')}`)
    expect((await json({ auth: 'bearer' })).headers.authorization).toBe('Bearer p&ss')
    expect((await json({ auth: 'header', authHeader: 'X-Key' })).headers['x-key']).toBe('p&ss')
  })

  it.each<[string, Partial<Dialect>, string, object]>([
    ['by the words it begins with', { accepted: 'words', acceptedIs: 'OK Queued' }, 'Queued: 7', { outcome: 'sent' }],
    ['by other words', { accepted: 'words', acceptedIs: 'OK' }, 'ERR: 301', { outcome: 'unknown', reason: 'The text system answered something that does not mean yes by the line’s settings (“ERR: 301”). It may have been sent.' }],
    ['by a field of its JSON', { accepted: 'json', acceptedIs: 'messages.0.id', idPath: 'messages.0.id' }, '{"messages":[{"id":"m-7"}]}', { outcome: 'sent', providerId: 'm-7' }],
    ['without that field', { accepted: 'json', acceptedIs: 'id' }, '{"error":"no credit"}', { outcome: 'unknown' }],
    ['by an empty field', { accepted: 'json', acceptedIs: 'ok' }, '{"ok":false}', { outcome: 'unknown' }],
    ['with an id as a number', {}, '{"id":17}', { outcome: 'sent', providerId: '17' }],
    ['with an id that is none', {}, '{"id":{"a":1}}', { outcome: 'sent', providerId: null }],
  ])('reads an answer %s', (_name, dialect, body, outcome) => {
    expect(outcomeOf({ ...plainDialect, ...dialect }, 200, body)).toMatchObject(outcome)
  })
})
