import type { SendOutcome, TextToSend } from '../line.ts'
import { handOver, isShort, refusalOf } from './hand-over.ts'

type Wanted = { url: string; token: string; timeout?: number }
type Sent = TextToSend

/** Posts one text to the configured address, once; see docs/lines/http.md. */
export function createSender({ url, token, timeout }: Wanted): (text: Sent) => Promise<SendOutcome> {
  return (text) =>
    handOver({
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // The same id in the body and here: a provider that knows idempotency keys refuses a second one too.
        'idempotency-key': text.textId,
        ...(token !== '' && { authorization: `Bearer ${token}` }),
      },
      content: JSON.stringify({
        id: text.textId,
        to: text.to,
        body: text.body,
        ...(text.media && { media: text.media.map(({ contentType, bytes }) => ({ contentType, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') })) }),
      }),
      timeout,
      outcomeOf,
    })
}

/** The status alone says whether it was taken; a body that is cut off, too long or no JSON only tells less. */
export function outcomeOf(status: number, body: string): SendOutcome {
  const { id, message, cause } = readReply(body)
  if (status >= 200 && status < 300) return { outcome: 'sent', providerId: (typeof id === 'string' && isShort(id)) || Number.isSafeInteger(id) ? String(id) : null }
  if ((status === 401 || status === 403) && !(typeof message === 'string' && isShort(message))) {
    return { outcome: 'failed', reason: 'The text system did not accept the token for sending. Enter it again in Settings.' }
  }
  const refused = refusalOf(status, message)
  return refused.outcome === 'failed' && (cause === 'optedOut' || cause === 'notMobile') ? { ...refused, [cause]: true } : refused
}

function readReply(body: string): { id?: unknown; message?: unknown; cause?: unknown } {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}
