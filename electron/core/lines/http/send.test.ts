import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/practice.ts'
import { createSender } from './send.ts'
import { afterTest } from './testing/http-line.ts'

const text = { textId: 'text-1', to: '+15550100177', body: 'Mañana a las 3 👍' }

/** A text system that answers as it is told, and counts. */
async function textSystem(answer: RequestListener) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, requests, close: () => server.close() }
}

/** Does with each connection what it is told, once the request has arrived on it. */
async function rawSystem(answer: (socket: Socket) => void) {
  let connections = 0
  const server = createTcpServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
    afterTest(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, connections: () => connections }
}

describe('sending a text', () => {
  it('posts it with the token and the text’s own id', async () => {
    const arrived = Promise.withResolvers<unknown>()
    const system = await textSystem((request, response) => {
      void request.toArray().then((chunks: Buffer[]) => {
        const { authorization, 'idempotency-key': key, 'content-type': type } = request.headers
        arrived.resolve({ method: request.method, authorization, key, type, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown })
        response.end('{"id":"m-1"}')
      })
    })
    expect(await createSender({ url: system.url, token: 'abc' })(text)).toEqual({ outcome: 'sent', providerId: 'm-1' })
    expect(await arrived.promise).toEqual({ method: 'POST', authorization: 'Bearer abc', key: 'text-1', type: 'application/json', body: { id: 'text-1', to: text.to, body: text.body } })
  })

  it.each<[number, string, object]>([
    [200, '', { outcome: 'sent', providerId: null }],
    [202, '{"id":17}', { outcome: 'sent', providerId: '17' }],
    [200, '{"id":{"a":1}}', { outcome: 'sent', providerId: null }],
    [200, `{"id":"${'x'.repeat(201)}"}`, { outcome: 'sent', providerId: null }],
    [201, 'no JSON', { outcome: 'sent', providerId: null }],
    [200, 'x'.repeat(100_000), { outcome: 'sent', providerId: null }],
    [400, '{"message":"Landline cannot receive texts."}', { outcome: 'failed', reason: 'The text system refused it: Landline cannot receive texts.' }],
    [400, `{"message":"${'x'.repeat(201)}"}`, { outcome: 'failed', reason: 'The text system refused it (400).' }],
    [422, '{"message":{"a":1}}', { outcome: 'failed', reason: 'The text system refused it (422).' }],
    [401, '', { outcome: 'failed', reason: 'The text system did not accept the token for sending. Enter it again in Settings.' }],
    [500, '{"message":"x"}', { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }],
    [503, '', { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }],
  ])('reads the answer %i %s', async (status, body, outcome) => {
    const system = await textSystem((_request, response) => void response.writeHead(status).end(body))
    expect(await createSender({ url: system.url, token: '' })(text)).toEqual(outcome)
    expect(system.requests).toHaveLength(1)
  })

  it.each([301, 302, 307, 308])('follows no redirect (%i), so nobody else gets the text or the token', async (status) => {
    const elsewhere = await textSystem((_request, response) => void response.end())
    const system = await textSystem((_request, response) => void response.writeHead(status, { location: elsewhere.url }).end())
    expect(await createSender({ url: system.url, token: 'abc' })(text)).toMatchObject({ outcome: 'failed' })
    expect(elsewhere.requests).toEqual([])
  })

  it('fails when nobody listens there, because nothing left this PC', async () => {
    const system = await textSystem(() => undefined)
    system.close()
    expect(await createSender({ url: system.url, token: '' })(text)).toEqual({
      outcome: 'failed',
      reason: 'The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.',
    })
    expect(await createSender({ url: 'http://no-such-host.invalid/', token: '' })(text)).toMatchObject({ outcome: 'failed' })
  })

  it('may have been sent when no answer comes in time, and is not tried again', async () => {
    const system = await textSystem(() => undefined)
    expect(await createSender({ url: system.url, token: '', timeout: 150 })(text)).toEqual({ outcome: 'unknown', reason: 'The text system did not answer in time. It may have been sent.' })
    expect(system.requests).toHaveLength(1)
  })

  it.each([
    ['closed', (socket: Socket) => void socket.end()],
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['answered with rubbish', (socket: Socket) => void socket.end('rubbish\r\n\r\n')],
  ])('may have been sent when the connection is %s after it, and is not tried again', async (_name, answer) => {
    const system = await rawSystem(answer)
    expect(await createSender({ url: system.url, token: '' })(text)).toEqual({ outcome: 'unknown', reason: 'The connection to the text system broke off. It may have been sent.' })
    expect(system.connections()).toBe(1)
  })

  it('was sent when the answer says so and breaks off, or never ends, after that', async () => {
    const breaks = await rawSystem((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":'))
    expect(await createSender({ url: breaks.url, token: '' })(text)).toEqual({ outcome: 'sent', providerId: null })
    const hangs = await rawSystem((socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":'))
    expect(await createSender({ url: hangs.url, token: '', timeout: 150 })(text)).toEqual({ outcome: 'sent', providerId: null })
  })

  it('sends nothing to a server whose certificate nobody vouches for', async () => {
    const folder = temporaryFolder()
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '1', '-subj', '/CN=localhost'], { stdio: 'ignore' })
    let requests = 0
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_request, response) => {
      requests += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterTest(() => server.close())
    expect(await createSender({ url: `https://localhost:${(server.address() as AddressInfo).port}/`, token: 'abc' })(text)).toMatchObject({ outcome: 'failed' })
    expect(requests).toBe(0)
  })
})
