import { describe, expect, test } from 'vitest'
import { openSipLine, runSip } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { kamailio } from './servers/kamailio.ts'
import { has } from './servers/program.ts'
import { requestOf, sipPeer } from './servers/sip-peer.ts'

const SOON = { timeout: 15_000, interval: 20 }
const WORDS = 'Grüße — ¿a las 3? 你好 🙂'

describe.skipIf(!has('kamailio'))('texts over SIP, with Kamailio', () => {
  test('come in with every letter, are recorded once, and only then answered', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const practice = await openSipLine({ server: `127.0.0.1:${pbx.port}`, texts: true })
    await expect.poll(() => practice.status().state, SOON).toBe('live')
    const carrier = await sipPeer()
    const message = requestOf(carrier, 'MESSAGE', { call: 'text-1', more: ['Content-Type: text/plain;charset=UTF-8'] })
    carrier.send(pbx.port, message, WORDS)
    carrier.send(pbx.port, message, WORDS)
    await expect.poll(() => carrier.got.some((one) => one.status === 200), SOON).toBe(true)
    expect(practice.core.db.prepare('SELECT conversation_id, body FROM texts').all()).toEqual([{ conversation_id: '+15550100199', body: WORDS }])
  })

  test('are refused when they are no plain text, and while the disk refuses', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, texts: true }, { receive: () => { throw new Error('disk full') } })
    await expect.poll(() => line.sink.said.at(-1), SOON).toHaveProperty('live')
    const carrier = await sipPeer()
    carrier.send(pbx.port, requestOf(carrier, 'MESSAGE', { call: 'typing', more: ['Content-Type: application/im-iscomposing+xml'] }), '<a/>')
    await expect.poll(() => carrier.got.some((one) => one.status === 415), SOON).toBe(true)
    carrier.send(pbx.port, requestOf(carrier, 'MESSAGE', { call: 'full', more: ['Content-Type: text/plain'] }), 'Hello')
    await expect.poll(() => carrier.got.some((one) => one.status === 503 || one.status === 500), SOON).toBe(true)
  })

  test('go out, signed where that is asked for, and say what became of them', async () => {
    const carrier = await sipPeer()
    const pbx = await kamailio({ carrier: carrier.port })
    await pbx.start()
    const answers = new Map([['+15550100142', '202 Accepted'], ['+15550100404', '404 Not Found'], ['+15550100503', '504 Server Time-out']])
    carrier.onRequest((request) => carrier.answer(request, [...answers].find(([number]) => request.text.includes(`MESSAGE sip:${number}@`))?.[1] ?? '603 Decline'))
    for (const transport of ['udp', 'tcp']) {
      const line = await runSip({ server: `127.0.0.1:${pbx.port}`, transport, texts: true })
      await expect.poll(() => line.sink.said.at(-1), SOON).toHaveProperty('live')
      const send = (to: string, body = WORDS) => line.running.sendText?.({ textId: to, to, body })
      expect(await send('+15550100142')).toMatchObject({ outcome: 'sent', providerId: expect.any(String) as unknown })
      expect(carrier.got.at(-1)?.text).toContain(WORDS)
      expect(await send('+15550100404')).toEqual({ outcome: 'failed', reason: 'The phone system does not know this number.' })
      expect(await send('+15550100603')).toMatchObject({ outcome: 'failed' })
      expect(await send('+15550100503')).toMatchObject({ outcome: 'unknown' })
      // Too long for UDP, it goes over TCP by itself.
      expect(await send('+15550100142', WORDS.repeat(60))).toMatchObject({ outcome: 'sent' })
      expect(carrier.got.at(-1)?.text).toContain(WORDS.repeat(60))
      await line.stop()
      expect(await send('+15550100142')).toMatchObject({ outcome: 'failed' })
    }
    // Each text left once: a second copy of it would be a second text.
    expect(new Set(carrier.got.map((one) => one.header('Call-ID'))).size).toBe(carrier.got.length)
  })
})
