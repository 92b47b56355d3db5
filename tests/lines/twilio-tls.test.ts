import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { twilioLine } from '../../electron/core/lines/twilio/index.ts'
import { has, ownFolder } from './servers/program.ts'
import { openLine, settingsFor } from './servers/twilio-line.ts'
import { TwilioDouble } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }

/** Somebody between this PC and Twilio, with a certificate of his own making. */
async function stranger(): Promise<{ double: TwilioDouble; requests: () => number }> {
  const folder = ownFolder('twilio-tls')
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=localhost'], { stdio: 'ignore' })
  let requests = 0
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
    requests += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const double = new TwilioDouble()
  Object.defineProperty(double, 'url', { value: `https://localhost:${port}` })
  return { double, requests: () => requests }
}

describe.skipIf(!has('openssl'))('somebody who says he is Twilio and has no certificate for it', () => {
  it('gets neither the key nor a text, and the line says why', async () => {
    const { double, requests } = await stranger()
    const { sink, line } = openLine(double)
    await expect.poll(() => sink.said.length, poll).toBeGreaterThan(0)
    expect(sink.said[0]).toMatchObject({ away: expect.stringContaining('shows a certificate that nobody this PC trusts') as string })
    expect(await line.sendText?.({ textId: 't', to: '+15550100177', body: 'private' })).toEqual({ outcome: 'failed', reason: 'Twilio could not be reached, so it was not sent. Check the network.' })
    expect(await twilioLine.health?.(settingsFor(double), AbortSignal.timeout(5000))).toMatchObject([{ step: 'reached', ok: false }])
    expect(requests()).toBe(0)
  })
})
