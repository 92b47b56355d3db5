import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * A phone with the app SMSGate in its Local Server mode, as its documentation describes it: texts by POST /message, events
 * to the webhooks it was given, tried again until they are answered 2xx. What it holds survives its end, as on the phone.
 */

const RETRY = 20
const STATES = { sent: 'sms:sent', delivered: 'sms:delivered', failed: 'sms:failed' } as const
export type PhoneReport = keyof typeof STATES

type Webhook = { id: string; url: string; event: string }
export type Phone = Awaited<ReturnType<typeof makePhone>>

export async function makePhone({ user = 'sms', password = 'pass word' } = {}) {
  const webhooks: Webhook[] = []
  const texts: { id: string; to: string; body: string }[] = []
  const due: { event: string; payload: object; url: string; id: string; webhookId: string }[] = []
  let server: Server | null = null
  let port = 0
  let retry: NodeJS.Timeout | null = null
  let events = 0
  /** What happens between a text being taken and its answer. */
  let beforeAnswer: (id: string) => void | Promise<void> = () => undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString()
    if (request.url === '/' || request.url === '/health') return say(200, { model: 'Pixel', name: 'Desk' })
    if (request.headers.authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) return say(401, { message: 'Unauthorized' })
    const route = `${request.method} ${request.url}`
    if (route === 'GET /webhooks') return say(200, webhooks)
    if (route === 'POST /webhooks') {
      const webhook = JSON.parse(body) as Webhook
      if (!webhook.url.startsWith('https://') && !webhook.url.startsWith('http://127.0.0.1')) return say(400, { message: 'url must start with https:// or http://127.0.0.1' })
      const same = webhooks.findIndex(({ id }) => id === webhook.id)
      webhooks.splice(same < 0 ? webhooks.length : same, 1, webhook)
      return say(201, webhook)
    }
    if (route !== 'POST /message') return say(404, {})
    const { id, phoneNumbers: [to], textMessage } = JSON.parse(body) as { id: string; phoneNumbers: [string]; textMessage: { text: string } }
    if (id.length > 36) return say(400, { message: 'id is too long' })
    if (texts.some((text) => text.id === id)) return say(409, { message: 'Message with this id already exists' })
    texts.push({ id, to, body: textMessage.text })
    await beforeAnswer(id)
    say(202, { id, deviceId: 'phone', state: 'Pending', isHashed: false, isEncrypted: false, recipients: [{ phoneNumber: to, state: 'Pending' }], states: {} })
  }

  function tell(event: string, payload: object): void {
    for (const webhook of webhooks.filter((one) => one.event === event)) due.push({ event, payload, url: webhook.url, id: `event-${(events += 1)}`, webhookId: webhook.id })
    void post()
  }

  let posting = false
  async function post(): Promise<void> {
    if (posting || server === null) return
    posting = true
    for (const one of due.slice()) {
      const { url, ...rest } = one
      const status = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ deviceId: 'phone', ...rest }) }).then((answered) => answered.status, () => 0)
      // Ended meanwhile, it does not know what was answered and tells it again.
      if (server === null) break
      if (status >= 200 && status < 300) due.splice(due.indexOf(one), 1)
    }
    posting = false
    if (due.length > 0 && server !== null) retry = setTimeout(() => void post(), RETRY)
  }

  async function start(): Promise<void> {
    server = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    void post()
  }

  async function kill(): Promise<void> {
    const ending = server
    server = null
    if (retry) clearTimeout(retry)
    ending?.closeAllConnections()
    await new Promise<void>((resolve) => (ending ? ending.close(() => resolve()) : resolve()))
  }

  await start()
  onTestFinished(kill)
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    user,
    password,
    webhooks,
    texts,
    due,
    start,
    kill,
    /** A text of this number comes over the air. */
    receives: (from: string, message: string, at = new Date()) => tell('sms:received', { messageId: 'abc123', message, sender: from, recipient: '+15550100000', simNumber: 1, receivedAt: at.toISOString().replace('Z', '+00:00') }),
    reports: (id: string, state: PhoneReport) => tell(STATES[state], { messageId: id, phoneNumber: '+15550100142', recipient: '+15550100142', simNumber: 1, [`${state}At`]: new Date().toISOString(), ...(state === 'failed' && { reason: 'RESULT_ERROR_NO_SERVICE' }) }),
    beforeAnswering: (what: typeof beforeAnswer) => (beforeAnswer = what),
  }
}
