import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'

/** An answer is a few words; what is longer is not read. */
const MAX_ANSWER = 64 * 1024

type Wanted = { url: string; method: 'GET' | 'POST'; headers: Record<string, string>; content: string; /** ms */ timeout: number }

/** The body is empty where it was cut off or too long: the status alone says what became of the request. */
export type Answered = { status: number; headers: IncomingHttpHeaders; body: string }
/** `sent`: at least a part of the request left this PC, so that it may have been taken. `error` is null where it was merely late. */
export type Unanswered = { sent: boolean; error: unknown }

/**
 * Makes one request, once. Node's own client and a connection of its own: a pool or `fetch` may repeat a request on a new
 * connection by itself, and a patient would get a text twice. Redirects are not followed, so neither a text nor a
 * password goes to an address that nobody entered. Never rejects.
 */
export function requestOnce({ url, method, headers, content, timeout }: Wanted): Promise<Answered | Unanswered> {
  return new Promise((settle) => {
    const secure = url.startsWith('https:')
    // Until the connection stands, nothing of the request has left this PC; once a status came, that is the outcome.
    let sent = false
    let begun: Answered | null = null
    try {
      const request = (secure ? requestHttps : requestHttp)(url, {
        method,
        agent: false,
        headers: { ...(method === 'POST' && { 'content-length': String(Buffer.byteLength(content)) }), ...headers },
      })
      const finish = (outcome: Answered | Unanswered): void => {
        clearTimeout(timer)
        settle(outcome)
        request.destroy()
      }
      const timer = setTimeout(() => finish(begun ?? { sent, error: null }), timeout)
      request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true)))
      request.on('error', (error) => finish(begun ?? { sent, error }))
      request.on('response', (response) => {
        const answered = (begun = { status: response.statusCode ?? 0, headers: response.headers, body: '' })
        void readAnswer(response).then((body) => finish({ ...answered, body }))
      })
      request.end(method === 'POST' ? content : undefined)
    } catch (error) {
      settle({ sent, error })
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
