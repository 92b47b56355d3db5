import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { SECOND } from '@shared/time.ts'
import type { SendOutcome } from '../line.ts'

/** Below the 30 s within which the outbox wants an outcome. */
const SEND_TIMEOUT = 20 * SECOND
const MAX_ANSWER = 64 * 1024

type Wanted = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  content: string
  timeout?: number
  /** What an answer means; its body is empty where it was cut off or too long. */
  outcomeOf: (status: number, body: string) => SendOutcome
}

/**
 * Hands one text to a text system, once. Node's own client and a connection of its own for each text: a pool or `fetch`
 * may repeat a request on a new connection by itself, and a patient would get the text twice. Redirects are not
 * followed, so neither the text nor a password goes to an address that nobody entered.
 * @returns `failed` only when it is certain that it was not taken; whatever is not certain is `unknown`
 */
export function handOver({ url, method, headers, content, timeout = SEND_TIMEOUT, outcomeOf }: Wanted): Promise<SendOutcome> {
  return new Promise((settle) => {
    const secure = url.startsWith('https:')
    // Until the connection stands, nothing of the text has left this PC; once a status came, that is the outcome.
    let connected = false
    let status: number | null = null
    const broken = (reason: string): SendOutcome => {
      if (status !== null) return outcomeOf(status, '')
      if (connected) return { outcome: 'unknown', reason: `${reason} It may have been sent.` }
      return { outcome: 'failed', reason: 'The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.' }
    }
    try {
      const request = (secure ? requestHttps : requestHttp)(url, {
        method,
        agent: false,
        headers: { ...(method === 'POST' && { 'content-length': String(Buffer.byteLength(content)) }), ...headers },
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
        void readAnswer(response).then((body) => finish(outcomeOf(answered, body)))
      })
      request.end(method === 'POST' ? content : undefined)
    } catch {
      settle(broken('The text could not be handed over.'))
    }
  })
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  let size = 0
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_ANSWER) return ''
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch {
    return ''
  }
}

/** What is left to say of an answer that does not accept the text: the same for every system that speaks HTTP. */
export function refusalOf(status: number, message: unknown): SendOutcome {
  if (status >= 300 && status < 400) {
    return { outcome: 'failed', reason: 'The text system is at another address now, so it was not sent. Correct the address in Settings.' }
  }
  if (status >= 400 && status < 500) return { outcome: 'failed', reason: reasonOf(status, message) }
  return { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }
}

function reasonOf(status: number, message: unknown): string {
  if (typeof message !== 'string' || !isShort(message)) return `The text system refused it (${status}).`
  return `The text system refused it: ${message}`
}

/** Whether a provider's words can be shown to the desk as they are. */
export function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= 200 && !/\p{Cc}/u.test(text)
}
