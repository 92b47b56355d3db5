import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { SECOND } from '@shared/time.ts'
import type { RunningLine, SendOutcome } from '../line.ts'

/** Below the 30 s within which the outbox wants an outcome. */
const SEND_TIMEOUT = 20 * SECOND
const MAX_ANSWER = 64 * 1024

type Wanted = { url: string; token: string; timeout?: number }
type Sent = Parameters<Required<RunningLine>['sendText']>[0]

/**
 * Posts one text to the configured address, once. Node's own client and a connection of its own for each text: a pool
 * or `fetch` may repeat a request on a new connection by itself, and a patient would get the text twice. Redirects
 * are not followed, so neither the text nor the token goes to an address that nobody entered.
 * @returns `failed` only when it is certain that it was not taken; whatever is not certain is `unknown`
 */
export function createSender({ url, token, timeout = SEND_TIMEOUT }: Wanted): (text: Sent) => Promise<SendOutcome> {
  return (text) =>
    new Promise((settle) => {
      const content = JSON.stringify({ id: text.textId, to: text.to, body: text.body })
      const secure = url.startsWith('https:')
      // Until the connection stands, nothing of the text has left this PC; once a status came, that is the outcome.
      let connected = false
      let status: number | null = null
      const broken = (reason: string): SendOutcome => {
        if (status !== null) return outcomeOf(status, {})
        if (connected) return { outcome: 'unknown', reason: `${reason} It may have been sent.` }
        return { outcome: 'failed', reason: 'The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.' }
      }
      try {
        const request = (secure ? requestHttps : requestHttp)(url, {
          method: 'POST',
          agent: false,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(content),
            // The same id in the body and here: a provider that knows idempotency keys refuses a second one too.
            'idempotency-key': text.textId,
            ...(token !== '' && { authorization: `Bearer ${token}` }),
          },
        })
        const timer = setTimeout(() => {
          settle(broken('The text system did not answer in time.'))
          request.destroy()
        }, timeout)
        const finish = (outcome: SendOutcome): void => {
          clearTimeout(timer)
          settle(outcome)
          request.destroy()
        }
        request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)))
        request.on('error', () => finish(broken('The connection to the text system broke off.')))
        request.on('response', (response) => {
          const answered = (status = response.statusCode ?? 0)
          void readAnswer(response).then((answer) => finish(outcomeOf(answered, answer)))
        })
        request.end(content)
      } catch {
        settle(broken('The text could not be handed over.'))
      }
    })
}

type Reply = { id?: unknown; message?: unknown }

/** The status alone says whether it was taken; a body that is cut off, too long or no JSON only tells less. */
async function readAnswer(response: IncomingMessage): Promise<Reply> {
  let size = 0
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_ANSWER) return {}
      chunks.push(chunk)
    }
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

function outcomeOf(status: number, { id, message }: Reply): SendOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent', providerId: (typeof id === 'string' && isShort(id)) || Number.isSafeInteger(id) ? String(id) : null }
  if (status >= 300 && status < 400) {
    return { outcome: 'failed', reason: 'The text system is at another address now, so it was not sent. Correct the address in Settings.' }
  }
  if (status >= 400 && status < 500) return { outcome: 'failed', reason: refusal(status, message) }
  return { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }
}

function refusal(status: number, message: unknown): string {
  if (typeof message === 'string' && isShort(message)) return `The text system refused it: ${message}`
  if (status === 401 || status === 403) return 'The text system did not accept the token for sending. Enter it again in Settings.'
  return `The text system refused it (${status}).`
}

function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= 200 && !/\p{Cc}/u.test(text)
}
