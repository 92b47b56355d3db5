import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { contactView, conversationView } from '../../conversations/views.ts'
import { afterTest, openHttpLine } from './testing/http-line.ts'

const NUMBER = '+15550100177'

/** A text system that takes every text. */
async function textSystem(): Promise<{ url: string; next: Promise<{ headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }> }> {
  const arrived = Promise.withResolvers<{ headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }>()
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      response.end(JSON.stringify({ id: 'provider-1' }))
      arrived.resolve({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown> })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts`, next: arrived.promise }
}

it('takes a missed call in, sends the reply out and shows that it was delivered', async () => {
  const system = await textSystem()
  // Each look at this clock is six seconds after the last, so the five seconds to undo are over at once.
  let at = Date.UTC(2026, 2, 10, 15)
  const line = await openHttpLine({ now: () => (at += 6 * SECOND), settings: { sendUrl: system.url, sendToken: 'their-token' } })

  await line.post([
    { type: 'call.ringing', id: '1', call: 'c', from: '(555) 010-0177' },
    { type: 'call.missed', id: '1', call: 'c' },
  ])
  expect(conversationView(line.core.db, NUMBER, at)).toMatchObject({ waitingFor: { missed: 1 } })

  const { textId } = await line.call('replies.send', { conversationId: NUMBER, body: 'Sorry we missed you.', templateId: null, language: null })
  const arrived = await system.next
  expect(arrived.body).toEqual({ id: textId, to: NUMBER, body: 'Sorry we missed you.' })
  expect(arrived.headers).toMatchObject({ authorization: 'Bearer their-token', 'idempotency-key': textId })

  await expect.poll(() => contactView(line.core.db, String(textId)), { timeout: 10 * SECOND }).toMatchObject({ state: 'sent' })
  expect(conversationView(line.core.db, NUMBER, at)).toMatchObject({ waitingSince: null })
  expect(await line.post({ type: 'text.delivery', id: '2', providerId: 'provider-1', state: 'delivered' })).toMatchObject({ status: 200 })
  expect(contactView(line.core.db, String(textId))).toMatchObject({ state: 'delivered' })
})
