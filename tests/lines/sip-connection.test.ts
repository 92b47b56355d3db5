import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sipLine } from '../../electron/core/lines/sip/index.ts'
import { sipSettings } from '../../electron/core/lines/sip/settings.ts'
import { runSip, type RunningSip } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { kamailio } from './servers/kamailio.ts'
import { freePort, has, ownFolder } from './servers/program.ts'
import { requestOf, sipPeer, type SipPeer } from './servers/sip-peer.ts'

const SOON = { timeout: 15_000, interval: 20 }
const live = (line: RunningSip) => expect.poll(() => line.sink.said.at(-1), SOON).toHaveProperty('live')
const kinds = (line: RunningSip): string[] => line.facts.map((fact) => fact.type)

/** One call that the caller gives up once it rings. */
async function ring(trunk: SipPeer, port: number, name: string): Promise<void> {
  trunk.send(port, requestOf(trunk, 'INVITE', { call: name }))
  await expect.poll(() => trunk.got.some((one) => one.status === 180 && one.header('Call-ID') === name), SOON).toBe(true)
  trunk.send(port, requestOf(trunk, 'CANCEL', { call: name }))
  await expect.poll(() => trunk.got.some((one) => one.status === 487 && one.header('Call-ID') === name), SOON).toBe(true)
}

function selfSigned(): { key: string; cert: string; fingerprint: string } {
  const folder = ownFolder('tls')
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=pbx.practice.test'], { stdio: 'ignore' })
  return { key, cert, fingerprint: createHash('sha256').update(new X509Certificate(readFileSync(cert)).raw).digest('hex') }
}

describe.skipIf(!has('kamailio'))('signing in, with Kamailio', () => {
  test('works over UDP, TCP and WebSocket, signs in with SHA-256, and signs out on quitting', async () => {
    const pbx = await kamailio({ sha256: true })
    await pbx.start()
    const trunk = await sipPeer()
    for (const [transport, server] of [['udp', `127.0.0.1:${pbx.port}`], ['tcp', `127.0.0.1:${pbx.port}`], ['ws', `ws://127.0.0.1:${pbx.wsPort}/ws`]] as const) {
      const line = await runSip({ server, transport })
      await live(line)
      await ring(trunk, pbx.port, `over-${transport}`)
      await expect.poll(() => kinds(line), SOON).toEqual(['ringing', 'missed'])
      await line.stop()
      // Nobody left signed in: the caller hears so at once.
      trunk.send(pbx.port, requestOf(trunk, 'INVITE', { call: `after-${transport}` }))
      await expect.poll(() => trunk.got.find((one) => one.header('Call-ID') === `after-${transport}` && (one.status ?? 0) >= 200)?.status, SOON).toBe(404)
    }
  })

  test.skipIf(!has('openssl'))('works over TLS and WSS where the certificate is the pinned one, and never with another', async () => {
    const { fingerprint, ...certificate } = selfSigned()
    const pbx = await kamailio({ certificate })
    await pbx.start()
    const settings = { server: `127.0.0.1:${pbx.tlsPort}`, transport: 'tls' }
    const unpinned = await runSip(settings)
    await expect.poll(() => JSON.stringify(unpinned.sink.said), SOON).toContain('a certificate that nobody this PC trusts has signed')
    const wrong = await runSip({ ...settings, fingerprint: 'ab'.repeat(32) })
    await expect.poll(() => JSON.stringify(wrong.sink.said), SOON).toContain('is not the one entered in Settings')
    const line = await runSip({ ...settings, fingerprint })
    await live(line)
    const trunk = await sipPeer()
    await ring(trunk, pbx.port, 'over-tls')
    await expect.poll(() => kinds(line), SOON).toEqual(['ringing', 'missed'])
    await line.stop()
    const web = await runSip({ server: `wss://127.0.0.1:${pbx.tlsPort}/ws`, transport: 'wss', fingerprint })
    await live(web)
    await ring(trunk, pbx.port, 'over-wss')
    await expect.poll(() => kinds(web), SOON).toEqual(['ringing', 'missed'])
    expect([...unpinned.facts, ...wrong.facts]).toEqual([])
  })

  test('works over IPv6', async () => {
    const pbx = await kamailio({ address: '::1' })
    await pbx.start()
    for (const transport of ['udp', 'tcp']) {
      const line = await runSip({ server: `[::1]:${pbx.port}`, transport })
      await live(line)
      expect(line.sink.said.at(-1)).toMatchObject({ live: { address: expect.stringContaining(`[::1]:${pbx.port}`) as unknown } })
      await line.stop()
    }
  })

  test('says plainly that the password is wrong, does not hammer, and the test of the settings says so too', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, password: 'wrong' })
    await expect.poll(() => line.sink.said, SOON).toEqual([{ away: 'The phone system did not accept the password of extension desk. Enter both again in Settings, as they are on the phone system.' }])
    const health = (more: object) => sipLine.health?.(sipSettings.parse({ server: `127.0.0.1:${pbx.port}`, extension: 'desk', domain: 'practice.test', password: 'wrong', ...more }), AbortSignal.timeout(10_000))
    expect(await health({})).toMatchObject([{ step: 'reached', ok: true }, { step: 'signedIn', ok: false }])
    expect(await health({ password: 'secret-desk', transport: 'tcp' })).toEqual([
      { step: 'reached', ok: true, says: `127.0.0.1:${pbx.port} answers over TCP.` },
      { step: 'signedIn', ok: true, says: 'Extension desk may sign in.' },
    ])
    expect(await health({ server: `127.0.0.1:${await freePort()}`, transport: 'tcp' })).toMatchObject([{ step: 'reached', ok: false }])
    // A wake of the PC does not make it knock again.
    line.sink.wake()
    expect(line.sink.said).toHaveLength(1)
  })

  test('takes the time the registrar grants, survives nonces that grow old, and stays signed in', async () => {
    const pbx = await kamailio({ minExpires: 70, maxExpires: 70, nonceExpire: 1 })
    await pbx.start()
    const trunk = await sipPeer()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, transport: 'tcp', expiry: 60 })
    await live(line)
    await ring(trunk, pbx.port, 'first')
    // Proved anew at once, with a nonce that is too old by now (the calls between take longer than its second).
    for (const name of ['second', 'third', 'fourth']) {
      await ring(trunk, pbx.port, name)
      await expect.poll(() => kinds(line).filter((kind) => kind === 'missed').length, SOON).toBeGreaterThan(0)
      line.sink.wake()
    }
    await expect.poll(() => kinds(line).filter((kind) => kind === 'missed').length, SOON).toBe(4)
    expect(line.sink.said.filter((said) => 'away' in said)).toEqual([])
  })

  test('goes to the next registrar where the first is down', async () => {
    const pbx = await kamailio()
    await pbx.start()
    for (const transport of ['udp', 'tcp']) {
      const line = await runSip({ server: `127.0.0.1:${await freePort()}, 127.0.0.1:${pbx.port}`, transport })
      await live(line)
      expect(line.sink.said.at(-1)).toMatchObject({ live: { address: expect.stringContaining(`127.0.0.1:${pbx.port}`) as unknown } })
      await line.stop()
    }
  })
})

describe.skipIf(!has('kamailio'))('a registrar that goes away', () => {
  test('and comes back 50 times in a row costs no call that rings while it is up, and doubles none', async () => {
    const pbx = await kamailio()
    const trunk = await sipPeer()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, transport: 'tcp' })
    for (let cycle = 0; cycle < 50; cycle += 1) {
      await pbx.start()
      // The network came back, as far as the line knows: it need not wait its turn.
      line.sink.wake()
      await live(line)
      await ring(trunk, pbx.port, `cycle-${cycle}`)
      await pbx.kill()
      await expect.poll(() => line.sink.said.at(-1), SOON).toHaveProperty('away')
    }
    await expect.poll(() => line.facts.length, SOON).toBe(100)
    expect(new Set(line.facts.map((fact) => fact.id)).size).toBe(100)
    expect(kinds(line).filter((kind) => kind === 'missed')).toHaveLength(50)
  }, 110_000)

  test('without a word (half-open TCP) is noticed within a minute', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const proxy = await tcpProxy(pbx.port)
    const line = await runSip({ server: `127.0.0.1:${proxy.port}`, transport: 'tcp' })
    await live(line)
    proxy.silence()
    const began = performance.now()
    await expect.poll(() => line.sink.said.at(-1), { timeout: 60_000, interval: 100 }).toMatchObject({ away: `127.0.0.1:${proxy.port} has stopped answering.`, since: expect.any(Number) as unknown })
    expect(performance.now() - began).toBeLessThan(60_000)
    proxy.speak()
    line.sink.wake()
    await live(line)
  }, 90_000)
})

/** Passes bytes on until it falls silent, and even then closes nothing. */
async function tcpProxy(to: number): Promise<{ port: number; silence: () => void; speak: () => void }> {
  let silent = false
  const sockets = new Set<Socket>()
  const server = createServer((from) => {
    const onward = connect(to, '127.0.0.1')
    for (const [one, other] of [[from, onward], [onward, from]] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('data', (chunk) => void (silent || other.write(chunk)))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, silence: () => void (silent = true), speak: () => void (silent = false) }
}
