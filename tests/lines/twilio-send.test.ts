import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '@shared/time.ts'
import { openLine } from './servers/twilio-line.ts'
import { newSid, startTwilio, type TwilioDouble } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }
const text = { textId: 'text-1', to: '+15550100177', body: 'Mañana a las 3 👍 & more + 1' }
const posts = (double: TwilioDouble) => double.asked.filter(({ method }) => method === 'POST')

async function opened(options: Parameters<typeof openLine>[1] = {}) {
  const double = await startTwilio()
  const line = openLine(double, options)
  await expect.poll(() => line.sink.said, poll).toHaveLength(1)
  const send = async (given: Partial<typeof text> = {}) => await line.line.sendText?.({ ...text, ...given })
  return { double, send, ...line }
}

describe('a text that goes out over Twilio', () => {
  it('is taken once, whole, without a callback, and keeps its id there', async () => {
    const { double, send } = await opened()
    const outcome = await send()
    expect(outcome).toEqual({ outcome: 'sent', providerId: double.messages[0]?.sid })
    expect(posts(double).map(({ form }) => form)).toEqual([{ To: text.to, From: '+15550100100', Body: text.body }])
    expect(double.messages[0]?.body).toBe(text.body)
  })

  it('leaves through the Messaging Service where there is one', async () => {
    const service = `MG${'ab'.repeat(16)}`
    const { double, send } = await opened({ settings: { messagingServiceSid: service, numbers: '' } })
    await send()
    expect(posts(double)[0]?.form).toEqual({ To: text.to, MessagingServiceSid: service, Body: text.body })
  })

  it('opts the number out when Twilio says that they told it to stop', async () => {
    const { double, send } = await opened()
    double.optedOut.add(text.to)
    expect(await send()).toEqual({ outcome: 'failed', reason: 'They told this number to stop texting (STOP). They can text START to take it back; call until then. (Twilio 21610)', optedOut: true })
  })

  it.each([
    [400, 21_211, 'This is not a phone number that can be texted. Check it with the patient. (Twilio 21211)'],
    [400, 99_999, 'Twilio refused it. (Twilio 99999)'],
    [401, 20_003, 'Twilio does not accept the key. Check the Account SID and the key in Settings. (Twilio 20003)'],
    [403, 21_408, 'Twilio is not allowed to text this country. It can be allowed in Twilio\'s console, under geographic permissions. (Twilio 21408)'],
  ])('fails in plain words when Twilio answers %d with code %d', async (status, code, reason) => {
    const { double, send } = await opened()
    double.fault = ({ method }) => (method === 'POST' ? { status, code } : null)
    expect(await send()).toEqual({ outcome: 'failed', reason })
    expect(posts(double)).toHaveLength(1)
  })

  it('says so where no text can ever arrive, so that the desk is offered the call', async () => {
    const { double, send } = await opened()
    double.fault = ({ method }) => (method === 'POST' ? { status: 400, code: 21_614 } : null)
    expect(await send()).toEqual({ outcome: 'failed', reason: 'This number cannot get texts; it is probably a landline. Call instead. (Twilio 21614)', notMobile: true })
    expect(posts(double)).toHaveLength(1)
  })

  it('is refused before it leaves when it is too long', async () => {
    const { double, send } = await opened()
    expect(await send({ body: 'a'.repeat(1601) })).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('1600') as string })
    expect(await send({ body: '👍'.repeat(1600) })).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('21617') as string })
    expect(posts(double)).toHaveLength(1)
  })

  it('is tried again after 429, which says that nothing was taken, and waits as long as it says', async () => {
    const { double, send } = await opened()
    const times: number[] = []
    double.fault = ({ method }) => (method === 'POST' && times.push(Date.now()) < 3 ? { status: 429, headers: { 'retry-after': '1' } } : null)
    expect(await send()).toMatchObject({ outcome: 'sent' })
    expect(double.messages).toHaveLength(1)
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2 * SECOND - 40)
  })

  it('fails, surely not sent, when 429 does not end in time', async () => {
    const { double, send } = await opened({ pace: { sendWithin: 300 } })
    double.fault = ({ method }) => (method === 'POST' ? { status: 429 } : null)
    expect(await send()).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('not sent') as string })
    expect(double.messages).toHaveLength(0)
  })

  it.each(['drop', 'hang', { status: 500 }, { status: 503, headers: { 'retry-after': '0' } }, { status: 408 }] as const)('is never tried a second time after %j', async (fault) => {
    const { double, send } = await opened({ pace: { answerWithin: 200 } })
    double.fault = ({ method }) => (method === 'POST' ? fault : null)
    expect(await send()).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('It may have been sent.') as string })
    expect(posts(double)).toHaveLength(1)
  })

  it('is surely not sent when Twilio cannot be reached', async () => {
    const { double, send } = await opened()
    await double.kill()
    expect(await send()).toEqual({ outcome: 'failed', reason: 'Twilio could not be reached, so it was not sent. Check the network.' })
  })

  it('waits for its turn: no more than four are handed over at once', async () => {
    const { double, send } = await opened()
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    double.fault = async ({ method }) => {
      if (method === 'POST') await held
      return null
    }
    const all = Promise.all(Array.from({ length: 20 }, (_, index) => send({ textId: `t${index}`, body: `text ${index}` })))
    await expect.poll(() => posts(double).length, poll).toBe(4)
    const asked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(asked + 10)
    expect(posts(double)).toHaveLength(4)
    release()
    expect((await all).every((outcome) => outcome?.outcome === 'sent')).toBe(true)
    expect(double.messages.map(({ body }) => body).toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `text ${index}`).toSorted())
  })
})

describe('a text of which nobody knows whether Twilio took it', () => {
  it('is found at Twilio when exactly one has its number, its words and its time', async () => {
    const { double, send, kept } = await opened()
    double.fault = ({ method }) => (method === 'POST' ? 'carryOutThenDrop' : null)
    expect(await send()).toMatchObject({ outcome: 'unknown' })
    await expect.poll(() => kept.of('delivery'), poll).toMatchObject([{ textId: 'text-1', providerId: double.messages[0]?.sid, state: 'sent' }])
  })

  it.each([
    ['nothing arrived', () => undefined],
    ['there are two', (double: TwilioDouble) => [1, 2].map(() => double.text({ direction: 'outbound-api', to: text.to, from: '+15550100100', body: text.body }))],
    ['it is older', (double: TwilioDouble) => double.text({ direction: 'outbound-api', to: text.to, body: text.body, sent: Date.now() - 10 * MINUTE })],
    ['the words differ', (double: TwilioDouble) => double.text({ direction: 'outbound-api', to: text.to, body: `${text.body}.` })],
    ['it came from them', (double: TwilioDouble) => double.text({ direction: 'inbound', to: text.to, body: text.body })],
  ])('stays work for a person when %s', async (_why, there) => {
    const { double, send, kept } = await opened()
    double.fault = ({ method }) => (method === 'POST' ? 'drop' : null)
    await send()
    there(double)
    const looked = (): number => double.asked.filter(({ query }) => query['To'] === text.to).length
    await expect.poll(looked, poll).toBeGreaterThan(3)
    expect(kept.of('delivery')).toEqual([])
  })

  it('is never taken for another that said the same', async () => {
    const { double, send, kept } = await opened()
    await send()
    double.fault = ({ method }) => (method === 'POST' ? 'drop' : null)
    await send({ textId: 'text-2' })
    await expect.poll(() => double.asked.filter(({ query }) => query['To'] === text.to).length, poll).toBeGreaterThan(3)
    expect(kept.of('delivery')).toEqual([])
  })
})

describe('what became of a text', () => {
  it.each([
    ['delivered', null, { state: 'delivered' }],
    ['read', null, { state: 'delivered' }],
    ['undelivered', 30_003, { state: 'failed', optedOut: false, reason: 'Their phone could not be reached: it is off, out of reach, or takes no texts. Try again later, or call. (Twilio 30003)' }],
    ['failed', 21_610, { state: 'failed', optedOut: true }],
    ['failed', 30_034, { state: 'failed', reason: expect.stringContaining('A2P 10DLC') as string }],
    ['undelivered', 39_999, { state: 'failed', reason: 'It was not delivered. (Twilio 39999)' }],
    ['undelivered', null, { state: 'failed', reason: 'It was not delivered, and Twilio does not say why.' }],
    ['canceled', null, { state: 'failed' }],
  ])('is told when Twilio says %s with code %s', async (status, errorCode, told) => {
    const { double, send, kept } = await opened()
    const outcome = await send()
    const [message] = double.messages
    if (!message || outcome?.outcome !== 'sent') throw new Error('not sent')
    kept.underWay = [{ textId: 'text-1', providerId: message.sid, at: Date.now() }]
    await expect.poll(() => double.asked.some(({ path }) => path.endsWith(`${message.sid}.json`)), poll).toBe(true)
    expect(kept.of('delivery')).toEqual([])
    Object.assign(message, { status, errorCode })
    await expect.poll(() => kept.of('delivery'), poll).toMatchObject([{ textId: 'text-1', providerId: message.sid, ...told }])
  })

  it('of many is asked with one list, and older ones less often', async () => {
    const { double, kept } = await opened()
    const sent = Array.from({ length: 50 }, () => double.text({ direction: 'outbound-api', from: '+15550100100', to: '+15550100188', status: 'sent' }))
    double.asked.length = 0
    kept.underWay = sent.map(({ sid }) => ({ textId: sid, providerId: sid, at: Date.now() - 10 * MINUTE }))
    const lists = (): number => double.asked.filter(({ query }) => query['From'] === '+15550100100').length
    await expect.poll(lists, poll).toBe(1)
    const looked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(looked + 15)
    expect(lists()).toBe(1)
    expect(double.asked.filter(({ path }) => /Messages\/SM/.test(path))).toEqual([])
    for (const message of sent) message.status = 'delivered'
    kept.underWay = kept.underWay.map((it) => ({ ...it, at: Date.now() }))
  })

  it('of a text that Twilio does not know is asked for and never told', async () => {
    const { double, kept } = await opened()
    kept.underWay = [{ textId: 'text-1', providerId: newSid('SM'), at: Date.now() }, { textId: 'text-2', providerId: '../../Accounts', at: Date.now() }]
    const asked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(asked + 10)
    expect(kept.of('delivery')).toEqual([])
    expect(double.asked.every(({ path }) => path.startsWith('/2010-04-01/Accounts/AC0123'))).toBe(true)
  })
})
