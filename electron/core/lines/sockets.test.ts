import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PracticeError } from '../errors.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { openSocket, plainError } from './sockets.ts'

const signal = (): AbortSignal => new AbortController().signal

async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => undefined))
    socket.once('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function failure(opening: Promise<Socket>): Promise<string> {
  const error: unknown = await opening.then(
    (socket) => (socket.destroy(), new Error('it opened')),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(PracticeError)
  return (error as PracticeError).message
}

describe('a connection over TCP', () => {
  test('opens, and is the caller’s from then on', async () => {
    const port = await listening(createServer((socket) => socket.pipe(socket)))
    const socket = await openSocket({ host: '127.0.0.1', port, tls: false, signal: signal() })
    onTestFinished(() => void socket.destroy())
    socket.write('hello')
    expect(String((await once(socket, 'data'))[0])).toBe('hello')
    expect(socket.listenerCount('error')).toBe(0)
  })

  test('that nobody answers says so, and where', async () => {
    const server = createServer()
    const port = await listening(server)
    server.close()
    expect(await failure(openSocket({ host: '127.0.0.1', port, tls: false, signal: signal() }))).toBe(`Nothing answers at 127.0.0.1:${port}. Check that it is running and that the address and port are right.`)
  })

  test('to a name nobody knows, or a port that is none, says so', async () => {
    expect(await failure(openSocket({ host: 'nobody.invalid', port: 1, tls: false, signal: signal() }))).toMatch(/nobody\.invalid/)
    expect(await failure(openSocket({ host: '127.0.0.1', port: 70_000, tls: true, signal: signal() }))).toBe('70000 is no port. It must be a number from 1 to 65535.')
  })

  test('that is stopped opens nothing, before and while it tries', async () => {
    expect(await failure(openSocket({ host: '127.0.0.1', port: 1, tls: false, signal: AbortSignal.abort() }))).toBe('It was stopped.')
    const stop = new AbortController()
    const ended: Promise<unknown>[] = []
    const port = await listening(createServer((socket) => void ended.push(once(socket.resume(), 'close'))))
    // A TLS handshake that the other side never answers.
    const opening = openSocket({ host: '127.0.0.1', port, tls: true, signal: stop.signal })
    const failed = failure(opening)
    await expect.poll(() => ended.length).toBe(1)
    stop.abort()
    expect(await failed).toBe('It was stopped.')
    await ended[0]
  })

  test('that is accepted and then silent is given up in time', async () => {
    const port = await listening(createServer())
    expect(await failure(openSocket({ host: '127.0.0.1', port, tls: true, timeout: 50, signal: signal() }))).toBe(`127.0.0.1:${port} cannot be reached from this PC. Check the network, the address, and a firewall in between.`)
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)('a connection over TLS', () => {
  async function secured(days = '2'): Promise<{ port: number; fingerprint: string; pem: string }> {
    const folder = temporaryFolder()
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', days, '-subj', '/CN=pbx', '-addext', 'subjectAltName=DNS:pbx.practice.test'], { stdio: 'ignore' })
    const pem = readFileSync(cert, 'utf8')
    const port = await listening(createTlsServer({ key: readFileSync(key), cert: pem }, (socket) => socket.on('error', () => undefined).pipe(socket)))
    return { port, fingerprint: new X509Certificate(pem).fingerprint256, pem }
  }
  /** As if an authority that this PC knows had signed it. */
  function trust(pem: string): void {
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, pem])
    onTestFinished(() => setDefaultCACertificates(before))
  }
  const open = (port: number, more: Partial<Parameters<typeof openSocket>[0]> = {}): Promise<Socket> => openSocket({ host: '127.0.0.1', port, tls: true, signal: signal(), ...more })

  test('with a certificate nobody signed is refused, and shows which it is', async () => {
    const { port, fingerprint } = await secured()
    expect(await failure(open(port))).toContain(fingerprint)
  })

  test('with the pinned certificate opens, whoever signed it, however it was typed', async () => {
    const { port, fingerprint } = await secured()
    for (const typed of [fingerprint, fingerprint.toLowerCase(), fingerprint.replaceAll(':', ''), ` ${fingerprint.replaceAll(':', ' ')} `]) {
      const socket = await open(port, { fingerprint: typed })
      expect(socket.writable).toBe(true)
      socket.destroy()
    }
  })

  test('with another certificate than the pinned one is refused, though an authority signed it', async () => {
    const { port, pem, fingerprint } = await secured()
    trust(pem)
    const other = fingerprint.replace(/^../, (byte) => (byte === '00' ? '01' : '00'))
    expect(await failure(open(port, { name: 'pbx.practice.test', fingerprint: other }))).toContain('is not the one entered in Settings')
  })

  test('must bear the name that was asked for, not that of the address DNS gave', async () => {
    const { port, pem } = await secured()
    trust(pem)
    const socket = await open(port, { name: 'pbx.practice.test' })
    socket.destroy()
    expect(await failure(open(port, { name: 'other.practice.test' }))).toContain('shows a certificate that nobody this PC trusts')
    expect(await failure(open(port))).toContain('shows a certificate that nobody this PC trusts')
  })

  test('to a server that speaks none says so', async () => {
    const port = await listening(createServer((socket) => socket.end('SIP/2.0 400 Bad\r\n\r\n')))
    expect(await failure(open(port))).toContain('does not speak TLS')
  })
})

test('what went wrong is said in words, and never in those of the error, which may hold a secret', () => {
  const error = Object.assign(new Error('password hunter2'), { code: 'EWHATEVER' })
  expect(plainError(error, 'pbx', 5038)).toBe('The connection to pbx:5038 failed (EWHATEVER).')
  for (const thrown of [null, undefined, 'text', 7, {}, new Error('hunter2')]) expect(plainError(thrown, 'pbx', 5038)).toBe('The connection to pbx:5038 failed.')
})
