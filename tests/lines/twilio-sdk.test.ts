import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@shared/time.ts'
import { openLine } from './servers/twilio-line.ts'
import { ACCOUNT, KEY, SECRET, startTwilio, type Asked, type TwilioDouble } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }

/** Twilio's own client, sent to the double instead of api.twilio.com; it knows nothing of our code. */
function official(double: TwilioDouble) {
  const inner = new twilio.RequestClient()
  return twilio(KEY, SECRET, {
    accountSid: ACCOUNT,
    httpClient: {
      request: (options) => inner.request({ ...options, uri: options.uri.replace('https://api.twilio.com', double.url) }),
    } as InstanceType<typeof twilio.RequestClient>,
  })
}

const shape = ({ method, path, authorization, query, form }: Asked) => ({ method, path, authorization, query: Object.keys(query).toSorted(), form })

describe('Twilio\'s own client', () => {
  it('asks for texts and calls with the same paths, names and key as the line, and reads the same from the double', async () => {
    const double = await startTwilio()
    for (let index = 0; index < 250; index += 1) double.text({ body: `text ${index}`, sent: Date.now() - MINUTE - index * 1000 })
    const call = double.call({ status: 'no-answer', end: Date.now() })
    const { sink, kept, stop } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    await stop()
    const ours = double.asked.filter(({ query }) => 'To' in query && !('PageToken' in query))
    double.asked.length = 0

    const client = official(double)
    const since = new Date(Date.now() - DAY)
    const messages = await client.messages.list({ to: '+15550100100', dateSentAfter: since, pageSize: 100 })
    const calls = await client.calls.list({ to: '+15550100100', startTimeAfter: since, pageSize: 100 })
    await client.calls.list({ to: '+15550100100', status: 'ringing', pageSize: 100 })
    const theirs = double.asked.filter(({ query }) => !('PageToken' in query))

    expect(messages.map(({ sid, body, dateSent }) => [sid, body, dateSent.getTime()]).toReversed()).toEqual(kept.of('text').map(({ textId, body, at }) => [textId, body, at]))
    expect(calls).toMatchObject([{ sid: call.sid, status: 'no-answer', direction: 'inbound' }])
    for (const it of theirs) expect(ours.map(shape)).toContainEqual(shape(it))
    expect(theirs[0]?.query['DateSent>']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(ours[0]?.query['DateSent>']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('sends the same text with the same request, and is refused with the same code', async () => {
    const double = await startTwilio()
    const { line, sink, stop } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    await stop()
    const text = { to: '+15550100177', body: 'Mañana 👍 & 1+1=2' }
    await line.sendText?.({ textId: 't', ...text })
    const client = official(double)
    const sent = await client.messages.create({ ...text, from: '+15550100100' })
    const [ours, theirs] = double.asked.filter(({ method }) => method === 'POST')
    if (!ours || !theirs) throw new Error('not both were sent')
    expect(shape(ours)).toEqual(shape(theirs))
    expect(await client.messages(sent.sid).fetch()).toMatchObject({ body: text.body, status: 'queued' })

    double.optedOut.add(text.to)
    await expect(client.messages.create({ ...text, from: '+15550100100' })).rejects.toMatchObject({ code: 21_610, status: 400 })
  })

  it('asks for a text\'s media and a call\'s legs where the line does', async () => {
    const double = await startTwilio()
    const text = double.text({ media: [{ sid: `ME${'b'.repeat(32)}`, contentType: 'image/png', bytes: Buffer.from('x') }] })
    const call = double.call({ status: 'completed', duration: 3, start: Date.now() - MINUTE, end: Date.now() - MINUTE / 2 })
    const { kept, stop } = openLine(double)
    await expect.poll(() => [kept.media.size, kept.call(call.sid).length], poll).toEqual([1, 3])
    await stop()
    const ours = double.asked.map(shape)
    double.asked.length = 0
    const client = official(double)
    expect(await client.messages(text.sid).media.list({ pageSize: 100 })).toMatchObject([{ contentType: 'image/png' }])
    await client.calls.list({ parentCallSid: call.sid, pageSize: 100 })
    // One of the line's own may still be on its way when it stops.
    const theirs = double.asked.filter(({ agent }) => agent.startsWith('twilio-node'))
    expect(theirs).toHaveLength(2)
    for (const it of theirs) expect(ours).toContainEqual(shape(it))
  })
})
