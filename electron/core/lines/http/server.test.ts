import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { hashToken } from '../commands.ts'
import type { LineFact, Received } from '../line.ts'
import { MAX_BODY } from './body.ts'
import { startServer } from './server.ts'
import { afterTest, form, json, openHttpLine, send, type Outgoing } from './testing/http-line.ts'

const event = { type: 'call.ringing', id: '1', call: 'c', from: '+15550100177' }
const body = JSON.stringify(event)

/** The server alone, with a journal that takes everything unless told otherwise. */
async function bareServer(options: { receiveAll?: (facts: readonly LineFact[]) => Received[]; requestTimeout?: number } = {}) {
  const received: LineFact[] = []
  const takeAll = (facts: readonly LineFact[]): Received[] => {
    received.push(...facts)
    return facts.map(() => 'recorded')
  }
  const server = await startServer({ port: 0, tokenHash: hashToken('secret'), now: Date.now, receiveAll: options.receiveAll ?? takeAll, requestTimeout: options.requestTimeout })
  afterTest(server.stop)
  const bearer = { authorization: 'Bearer secret' }
  return { ...server, received, bearer, port: Number(new URL(server.address).port), post: (outgoing: Outgoing) => send(server.address, '/v1/events', { headers: { ...bearer, ...json }, body, ...outgoing }) }
}

/** A raw connection: what it is told until the other side closes it. */
function openSocket(port: number, host = '127.0.0.1'): { socket: Socket; connected: Promise<unknown>; heard: Promise<string> } {
  const socket = connect(port, host)
  afterTest(() => socket.destroy())
  let text = ''
  socket.on('data', (data: Buffer) => (text += data.toString()))
  socket.on('error', () => undefined)
  return {
    socket,
    connected: new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject)),
    heard: new Promise((resolve) => socket.once('close', () => resolve(text))),
  }
}

describe('who may talk to the http line', () => {
  it('listens on 127.0.0.1 and on no other address of this PC', async () => {
    const { port, address } = await bareServer()
    expect(address).toBe(`http://127.0.0.1:${port}`)
    const others = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter((one) => one.address !== '127.0.0.1' && !one.address.startsWith('fe80')).map((one) => one.address))
    for (const other of new Set([...others, '127.0.0.2', '::1'])) {
      await expect(openSocket(port, other).connected).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH/)
    }
    await openSocket(port).connected
  })

  it('does not listen until it is switched on, nor after it is switched off', async () => {
    const line = await openHttpLine()
    const port = Number(new URL(line.address()).port)
    await line.save({ lineId: line.lineId, enabled: false, settings: { port } })
    await expect(openSocket(port).connected).rejects.toThrow('ECONNREFUSED')
    expect(line.status()).toMatchObject({ state: 'off', address: null })
    await line.save({ lineId: line.lineId, enabled: true })
    await openSocket(port).connected
  })

  it('asks for a token to be made before it takes anything', async () => {
    const line = await openHttpLine()
    const { lineId } = await line.save({ lineId: null, settings: { port: 0 } })
    const lines = await line.call('desk.snapshot', {})
    const fresh = (lines.lines as { id: string; status: { address: string } }[]).find((one) => one.id === lineId)
    const reply = await send(String(fresh?.status.address), '/v1/health', { method: 'GET', headers: line.bearer })
    expect(reply).toMatchObject({ status: 401, body: { error: 'noToken', message: 'Make a token in Settings first.' } })
  })

  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['the hash of the right one', { authorization: `Bearer ${hashToken('secret')}` }],
    ['the right one under another scheme', { authorization: 'Basic secret' }],
  ])('refuses a token that is %s', async (_name, headers) => {
    const server = await bareServer()
    expect(await server.post({ headers: { ...json, ...headers } })).toMatchObject({ status: 401, body: { error: 'wrongToken' } })
    expect(await send(server.address, '/v1/health', { method: 'GET', headers })).toMatchObject({ status: 401 })
    expect(await send(server.address, '/v1/cti/wrong', { headers: { ...form, ...headers }, body: 'event=hangup&callId=1' })).toMatchObject({ status: 401 })
    expect(server.received).toEqual([])
  })

  it('takes a token in the address for a CTI push only', async () => {
    const server = await bareServer()
    expect(await send(server.address, '/v1/events/secret', { headers: json, body })).toMatchObject({ status: 404 })
    expect(await send(server.address, '/v1/cti/secret', { headers: form, body: 'event=hangup&callId=1' })).toMatchObject({ status: 200 })
  })

  it('says that it is there to whoever has the token', async () => {
    const server = await bareServer()
    expect(await send(server.address, '/v1/health', { method: 'GET', headers: server.bearer })).toMatchObject({ status: 200, body: { ok: true } })
  })

  it('forgets the old token when a new one is made, and never shows either', async () => {
    const line = await openHttpLine()
    const { token } = await line.call('lines.newToken', { lineId: line.lineId })
    expect(await send(line.address(), '/v1/health', { method: 'GET', headers: line.bearer })).toMatchObject({ status: 401 })
    expect(await send(line.address(), '/v1/health', { method: 'GET', headers: { authorization: `Bearer ${String(token)}` } })).toMatchObject({ status: 200 })
    // Saved again as the window shows them, the secrets stay what they are.
    await line.save({ lineId: line.lineId, settings: { port: 0, tokenHash: true, sendToken: false } })
    expect(await send(line.address(), '/v1/health', { method: 'GET', headers: { authorization: `Bearer ${String(token)}` } })).toMatchObject({ status: 200 })
    const told = JSON.stringify(line.announced) + JSON.stringify(await line.call('desk.snapshot', {}))
    for (const secret of [line.token, String(token), hashToken(line.token), hashToken(String(token))]) expect(told).not.toContain(secret)
  })

  it.each(['https://evil.example', 'http://127.0.0.1:7077', 'null'])('refuses a web page at %s even with the token', async (origin) => {
    const server = await bareServer()
    expect(await server.post({ headers: { ...server.bearer, ...json, origin } })).toMatchObject({ status: 403, body: { error: 'fromBrowser' } })
    expect(await send(server.address, '/v1/cti/secret', { headers: { ...form, origin }, body: 'event=hangup&callId=1' })).toMatchObject({ status: 403 })
    expect(server.received).toEqual([])
  })

  it.each(['evil.example', 'evil.example:7077', '127.0.0.1.evil.example', 'localhost.evil.example:80', '192.168.1.5', '127.0.0.1@evil.example', '[::2]'])(
    'refuses a name that was made to point here: %s',
    async (host) => {
      const server = await bareServer()
      expect(await server.post({ headers: { ...server.bearer, ...json, host } })).toMatchObject({ status: 403, body: { error: 'wrongHost' } })
      expect(server.received).toEqual([])
    },
  )

  it.each(['127.0.0.1', 'localhost:7077', 'LOCALHOST', '[::1]:7077'])('accepts its own name %s', async (host) => {
    const server = await bareServer()
    expect(await server.post({ headers: { ...server.bearer, ...json, host } })).toMatchObject({ status: 200 })
  })
})

describe('what the http line takes', () => {
  it.each(['/', '/v1', '/v1/event', '/v1/events/', '/V1/events', '//v1/events', '/v1/cti/a/b', '/v1/events%2f..', '/../v1/events/x'])('has nothing at %s', async (path) => {
    const server = await bareServer()
    expect(await send(server.address, path, { headers: { ...server.bearer, ...json }, body })).toMatchObject({ status: 404, body: { error: 'unknownPath' } })
  })

  it.each([['/v1/events', 'GET', 'POST'], ['/v1/events', 'PUT', 'POST'], ['/v1/cti', 'DELETE', 'POST'], ['/v1/health', 'POST', 'GET'], ['/v1/events', 'OPTIONS', 'POST']])('refuses %s by %s', async (path, method, allow) => {
    const server = await bareServer()
    expect(await send(server.address, path, { method, headers: { ...server.bearer, ...json } })).toMatchObject({ status: 405, headers: { allow }, body: { error: 'wrongMethod' } })
  })

  it.each<Record<string, string>>([
    {},
    { 'content-type': 'text/plain' },
    form,
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'application/json; charset=iso-8859-1' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ])('refuses events sent as %j', async (headers) => {
    const server = await bareServer()
    expect(await server.post({ headers: { ...server.bearer, ...headers } })).toMatchObject({ status: 415, body: { error: 'wrongType' } })
    expect(server.received).toEqual([])
  })

  it('accepts JSON that says it is UTF-8', async () => {
    const server = await bareServer()
    expect(await server.post({ headers: { ...server.bearer, 'content-type': 'Application/JSON; charset="UTF-8"' } })).toMatchObject({ status: 200 })
  })

  it('refuses a body that is not UTF-8', async () => {
    const server = await bareServer()
    const { socket, heard } = openSocket(server.port)
    socket.write(`POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n`)
    socket.write(Buffer.from([0x22, 0xe9, 0x22, 0x20]))
    expect(await heard).toMatch(/^HTTP\/1.1 400 .*"badEncoding"/s)
  })

  const filled = (size: number) => `${' '.repeat(size - body.length)}${body}`
  it('accepts 256 kB and refuses one byte more, whether or not its length was announced', async () => {
    const server = await bareServer()
    expect(await server.post({ body: filled(MAX_BODY) })).toMatchObject({ status: 200 })
    const chunked = { ...server.bearer, ...json, 'transfer-encoding': 'chunked' }
    for (const headers of [{ ...server.bearer, ...json }, chunked]) {
      expect(await server.post({ headers, body: filled(MAX_BODY + 1) })).toMatchObject({ status: 413, body: { error: 'tooLarge' } })
      expect(await server.post({ headers, body: filled(20 * MAX_BODY) })).toMatchObject({ status: 413 })
    }
    expect(server.received).toHaveLength(1)
  })

  it('answers what is no HTTP with a reason', async () => {
    const server = await bareServer()
    const { socket, heard } = openSocket(server.port)
    socket.write('hello\r\n\r\n')
    expect(await heard).toMatch(/^HTTP\/1.1 400 .*"badRequest"/s)
    const large = openSocket(server.port)
    large.socket.write(`GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(await large.heard).toMatch(/^HTTP\/1.1 431 .*"headersTooLarge"/s)
  })

  it.each([
    ['says nothing', ''],
    ['stops in its headers', 'POST /v1/events HTTP/1.1\r\nHost: localhost\r\n'],
    ['stops in its body', 'POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"type":'],
  ])('hangs up on a sender that %s', async (_name, beginning) => {
    const server = await bareServer({ requestTimeout: 200 })
    const { socket, heard } = openSocket(server.port)
    socket.write(beginning)
    expect(await heard).toMatch(/^HTTP\/1.1 408 .*"tooSlow"/s)
    expect(server.received).toEqual([])
  })

  it('holds 64 connections and no more', async () => {
    const server = await bareServer()
    const sockets = Array.from({ length: 64 }, () => openSocket(server.port))
    await Promise.all(sockets.map(({ connected }) => connected))
    expect(await openSocket(server.port).heard).toBe('')
    sockets[0]?.socket.destroy()
    await sockets[0]?.heard
    expect(await server.post({})).toMatchObject({ status: 200 })
  })

  it('asks to send again when the record cannot be saved', async () => {
    const server = await bareServer({
      receiveAll: () => {
        throw Object.assign(new Error('disk'), { code: 'SQLITE_FULL' })
      },
    })
    expect(await server.post({})).toMatchObject({ status: 503, body: { error: 'notSaved', retry: true }, headers: { 'retry-after': '5' } })
  })

  it('says that a port is taken, and starts once another is chosen', async () => {
    const taken = await bareServer()
    const line = await openHttpLine()
    await line.save({ lineId: line.lineId, settings: { port: taken.port } })
    expect(line.status()).toMatchObject({ state: 'failed', address: null, message: `Port ${taken.port} is taken by another program on this PC. Choose another port, for example ${taken.port + 1}.` })
    await line.save({ lineId: line.lineId, settings: { port: 0 } })
    expect(await line.post(event)).toMatchObject({ status: 200 })
  })

  it('starts once, however often its settings are saved at the same moment', async () => {
    const line = await openHttpLine()
    const port = Number(new URL(line.address()).port)
    await Promise.all([1, 2, 3].map(() => line.save({ lineId: line.lineId, settings: { port } })))
    expect(line.status()).toMatchObject({ state: 'live' })
    await line.close()
    await expect(openSocket(port).connected).rejects.toThrow('ECONNREFUSED')
  })

  it('records every one of 1000 events that come at once', { timeout: 90 * SECOND }, async () => {
    const line = await openHttpLine()
    const seq = line.core.lastSeq()
    const replies = await Promise.all(Array.from({ length: 1000 }, (_, index) => line.post({ ...event, id: `e${index}`, call: `c${index}`, from: `+1555010${String(index).padStart(4, '0')}` })))
    expect(replies.filter((reply) => reply.status === 200 && reply.body.recorded === 1)).toHaveLength(1000)
    expect(line.core.lastSeq() - seq).toBe(1000)
  })

  it('neither logs nor answers anything of what was sent', async () => {
    const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const line = await openHttpLine()
    const broken = await bareServer({ receiveAll: (facts) => { throw new Error(`cannot save ${JSON.stringify(facts)}`) } })
    const mark = 'Ramirez-5550100177'
    const replies = [
      await line.post({ ...event, name: mark }),
      await line.post({ ...event, [mark]: mark }),
      await line.post({ ...event, type: mark }),
      await line.post({ ...event, direction: mark }),
      await line.post({ ...event, at: mark }),
      await line.post({ type: 'text.delivery', id: mark, text: mark, state: 'sent' }),
      await line.push({ event: mark, callId: mark }),
      await send(line.address(), `/v1/${mark}`, { headers: line.bearer }),
      await send(line.address(), '/v1/events', { headers: { ...line.bearer, ...json }, body: `{"${mark}` }),
      await send(line.address(), '/v1/events', { headers: { authorization: `Bearer ${mark}` } }),
      await broken.post({ body: JSON.stringify({ ...event, name: mark }) }),
    ]
    expect(replies.map((reply) => reply.status)).toEqual([200, 422, 422, 422, 422, 404, 422, 404, 400, 401, 503])
    expect(JSON.stringify(replies.map((reply) => reply.body))).not.toContain(mark)
    const lines = logged.mock.calls.map(([text]) => String(text)).join('')
    expect(lines).toContain('http.record')
    expect(lines).not.toContain(mark)
    expect(lines).not.toContain('5550100177')
    logged.mockRestore()
  })
})
