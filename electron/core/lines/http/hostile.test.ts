import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { afterTest, openLine } from './testing/http-line.ts'

/** What must not harm a line that listens, whoever sends it: tried on both, through a whole practice. */

type Line = Awaited<ReturnType<typeof openLine>>
const MARK = 'Ramirez-5550100177'

/** A thousand patients share the texts. */
const numberOf = (id: string): string => `+1555010${id.slice(-3).replace(/\D/g, '0').padStart(4, '0')}`

const KINDS = {
  http: {
    atOnce: 20,
    path: () => '/v1/events',
    body: (...ids: string[]) => ({ type: 'application/json', body: JSON.stringify(ids.map((id) => ({ type: 'text.received', id, text: id, from: numberOf(id), body: `Text ${id}` }))) }),
  },
  gateway: {
    atOnce: 1,
    path: (id: string) => `/v1/gateway?from=${encodeURIComponent(numberOf(id))}&id=${id}&ts=1773154800&charset=UTF-8&coding=0&dlr=-1`,
    body: (...ids: string[]) => ({ type: 'text/plain', body: `Text ${ids.join(' ')}` }),
  },
} as const

/** One connection, kept open, that posts these ids one after the other, or as many at once as this line takes. @returns the statuses */
async function postAll(line: Line, kind: keyof typeof KINDS, ids: readonly string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const statuses: number[] = []
  const { atOnce } = KINDS[kind]
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce)
    const { type, body } = KINDS[kind].body(...some)
    const outgoing = request(`${line.address()}${KINDS[kind].path(some[0] ?? '')}`, { method: 'POST', agent, headers: { ...line.bearer, 'content-type': type } })
    outgoing.end(body)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    await response.toArray()
    statuses.push(response.statusCode ?? 0)
  }
  agent.destroy()
  return statuses
}

/** Writes these bytes and waits until the line hangs up. @returns the status it said before, or none */
async function throwAt(line: Line, bytes: Buffer | string, { thenClose = false } = {}): Promise<string> {
  const socket = connect(Number(new URL(line.address()).port), '127.0.0.1')
  afterTest(() => socket.destroy())
  socket.on('error', () => undefined)
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  socket.write(bytes)
  if (thenClose) socket.end()
  // Whoever keeps its connection for more is not waited for.
  await new Promise<void>((resolve) => void socket.once('close', () => resolve()).on('data', () => resolve()))
  return /^HTTP\/1.1 (\d+)/.exec(heard)?.[1] ?? 'nothing'
}

describe.each(['http', 'gateway'] as const)('the %s line', (kind) => {
  const texts = (line: Line) => Number(line.core.db.prepare('SELECT count(*) FROM texts').pluck().get())

  it('takes 10,000 texts that come at once, each one once, and the practice goes on meanwhile', { timeout: 110 * SECOND }, async () => {
    const line = await openLine(kind)
    const ids = Array.from({ length: 10_000 }, (_, index) => `t-${index}`)
    const senders = 50
    const all = Promise.all(Array.from({ length: senders }, (_, sender) => postAll(line, kind, ids.filter((_id, index) => index % senders === sender))))
    await expect.poll(() => texts(line), { timeout: 60 * SECOND, interval: 1 }).toBeGreaterThan(100)
    await line.call('desk.snapshot', {})
    expect(texts(line)).toBeLessThan(10_000)
    expect(new Set((await all).flat())).toEqual(new Set([200]))
    expect(texts(line)).toBe(10_000)
    await postAll(line, kind, ids.slice(0, 10))
    expect(texts(line)).toBe(10_000)
  })

  it('loses nothing by what is no request of its own, and says each kind of it once, without a word of it', async () => {
    const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    afterTest(() => logged.mockRestore())
    const line = await openLine(kind)
    const { type, body } = KINDS[kind].body('x')
    const head = (more = '', length = body.length) => `POST ${KINDS[kind].path('x')} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${line.token}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${more}\r\n`
    const hostile: Record<string, [Buffer | string, string[]]> = {
      garbage: [Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)), ['400']],
      'another protocol': [Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'latin1'), ['400']],
      'a line without an end': [`GET /${MARK}${'x'.repeat(100_000)}`, ['431']],
      'headers that are too large': [head(`X-Name: ${MARK.repeat(2000)}\r\n`), ['431']],
      'very many headers': [head(`X-Name: ${MARK}\r\n`.repeat(5000)), ['431']],
      'a line break in a header': [head(`X-Name: a\rX-Other: ${MARK}\r\n`), ['400']],
      'two lengths': [head(`Content-Length: 1\r\n`), ['400']],
      'a length and chunks': [`${head('Transfer-Encoding: chunked\r\n')}0\r\n\r\n`, ['400']],
      'a length below nothing': [head('', -5), ['400']],
      'a chunk that lies': [`${head('Transfer-Encoding: chunked\r\n').replace(/Content-Length: \d+\r\n/, '')}FFFFFFFFFFFFFFFFF\r\n${MARK}`, ['400']],
      'a body of 20 MB': [Buffer.concat([Buffer.from(head('', 20_000_000)), Buffer.alloc(1_000_000, MARK)]), ['413']],
      'another host': [head().replace('127.0.0.1', `${MARK}.example`), ['403']],
      'a web page': [head(`Origin: https://${MARK}.example\r\n`), ['403']],
      'no token': [head().replace(line.token, MARK), ['401', '403']],
      'an address above the folder': [head().replace(/ \/v1\/\w+/, ` /v1/../../${MARK}`), ['404']],
      'an address that cannot be decoded': [head().replace(/ \/v1\/\w+/, ' /%zz%00%ff'), ['404']],
      'a method of its own': [head().replace('POST', 'PROPFIND'), ['405']],
    }
    for (const [name, [bytes, statuses]] of Object.entries(hostile)) {
      for (let times = 0; times < 5; times += 1) expect({ name, status: await throwAt(line, bytes) }).toEqual({ name, status: expect.toBeOneOf(statuses) })
    }
    // Cut off after each of some lengths: nobody is left to be answered.
    const whole = `${head()}${body}`
    for (let end = 1; end < whole.length; end += 17) await throwAt(line, whole.slice(0, end), { thenClose: true })

    expect(await postAll(line, kind, ['after'])).toEqual([200])
    expect(texts(line)).toBe(1)
    expect(line.status()).toMatchObject({ state: 'live' })
    const lines = logged.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('http.'))
    expect(lines.join('')).not.toMatch(/Ramirez|5550100|Text x/)
    expect(lines.join('')).not.toContain(line.token)
    expect(lines).toEqual([...new Set(lines)])
    const refused = lines.map((text) => /refused=(\w+)/.exec(text)?.[1])
    expect(new Set(refused)).toEqual(new Set(['badRequest', 'fromBrowser', 'headersTooLarge', 'tooLarge', 'unknownPath', 'wrongHost', 'wrongMethod', 'wrongToken']))
  })

  it('answers others while as many as it has room for send a byte now and then', async () => {
    const line = await openLine(kind)
    const port = Number(new URL(line.address()).port)
    const slow = Array.from({ length: 60 }, () => connect(port, '127.0.0.1'))
    for (const socket of slow) {
      afterTest(() => socket.destroy())
      socket.on('error', () => undefined)
      socket.write(`POST ${KINDS[kind].path('slow')} HTTP/1.1\r\nHost: 127`)
    }
    await Promise.all(slow.map((socket) => once(socket, 'connect')))
    expect(await postAll(line, kind, ['one'])).toEqual([200])
    expect(await postAll(line, kind, ['two'])).toEqual([200])
    expect(texts(line)).toBe(2)
  })
})
