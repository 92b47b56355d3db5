import { SECOND } from '@shared/time.ts'
import { assertNever } from '@shared/assert.ts'
import { log } from '../../log.ts'
import type { SendOutcome, Sink } from '../line.ts'
import { keyOfCall } from './book.ts'
import { callerOf } from './caller.ts'
import { cseq, header, type SipRequest } from './message.ts'
import { readNameAddress, readParams } from './values.ts'
import type { Answer, Requests } from './requests.ts'
import type { Identity } from './registration.ts'
import type { Transport } from './transport.ts'

/** Below the 30 s within which the outbox wants an outcome. */
const SEND_TIMEOUT = 20 * SECOND
/** A larger request does not go over UDP: it would be cut into fragments, which get lost (RFC 3261 section 18.1.1). */
export const MOST_OVER_UDP = 1300
/** What the headers around a text take at most. */
const HEADERS_TAKE = 900
const MOST_BODY = 5000

type Reply = (status: number, reason: string, more?: readonly (readonly [string, string])[]) => void

/** A text that came as SIP MESSAGE (RFC 3428). It is answered 200 only once it is recorded, so that the sender keeps it until then. */
export function receiveText(request: SipRequest, sink: Pick<Sink, 'receive' | 'now'>, reply: Reply): void {
  const body = textOf(request)
  if (body === null) return reply(415, 'Unsupported Media Type', [['accept', 'text/plain']])
  const from = readNameAddress(header(request, 'from') ?? '')
  const textId = keyOfCall(header(request, 'call-id') ?? '', from.params.get('tag') ?? '', String(cseq(request).number))
  try {
    sink.receive({ id: `text:${textId}`, at: sink.now(), type: 'text', textId, number: callerOf(request).number, body: body.slice(0, MOST_BODY) })
  } catch (error) {
    log.warn('sip.notSaved', { error })
    return reply(503, 'Service Unavailable', [['retry-after', '10']])
  }
  reply(200, 'OK')
}

/** The words of a message, or null for anything that is no plain text. */
function textOf(request: SipRequest): string | null {
  const [type = '', ...rest] = (header(request, 'content-type') ?? 'text/plain').split(';')
  if (type.trim().toLowerCase() !== 'text/plain' || request.body.length === 0 || header(request, 'content-encoding')) return null
  const charset = readParams(rest.join(';')).get('charset') ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(request.body)
  } catch {
    // A charset nobody knows: the letters that all have in common are better than nothing.
    return request.body.toString('latin1')
  }
}

type Wanted = {
  requests: Requests
  transport: Transport
  identity: Identity
  newToken: () => string
  /** Another connection to the same place, for a text too long for UDP; null where there is none. */
  openLarge: () => Promise<{ transport: Transport } | null>
}

/** Sends one text, once: repeated over UDP it is still the same request, and taken once. Never throws. */
export async function sendText(text: { to: string; body: string }, { requests, transport, identity, newToken, openLarge }: Wanted): Promise<SendOutcome> {
  const body = Buffer.from(text.body)
  const isLarge = !transport.reliable && body.length + HEADERS_TAKE > MOST_OVER_UDP
  const large = isLarge ? await openLarge() : null
  if (isLarge && !large) return { outcome: 'failed', reason: 'This text is too long for a connection over UDP. Choose TCP or TLS in the line’s settings, or send a shorter text.' }
  const user = text.to.replace(/[^\w+.*-]/g, (sign) => encodeURIComponent(sign))
  const uri = `sip:${user}@${identity.domain}`
  const callId = newToken()
  let count = 0
  try {
    const answer = await requests.ask({
      method: 'MESSAGE',
      uri,
      from: `<sip:${identity.extension}@${identity.domain}>;tag=${newToken()}`,
      to: `<${uri}>`,
      callId,
      cseq: () => (count += 1),
      headers: [['content-type', 'text/plain;charset=UTF-8']],
      body,
      timeout: SEND_TIMEOUT,
      over: large?.transport,
    })
    return outcomeOf(answer, callId)
  } finally {
    large?.transport.close()
  }
}

function outcomeOf(answer: Answer, callId: string): SendOutcome {
  switch (answer.type) {
    case 'unsent':
      return { outcome: 'failed', reason: 'The line to the phone system was down, so it was not sent.' }
    case 'silent':
      return { outcome: 'unknown', reason: 'The phone system did not say whether it took the text. It may have been sent.' }
    case 'refused':
      return { outcome: 'failed', reason: 'The phone system did not accept this line’s password for texts. Ask your provider whether this extension may send texts.' }
    case 'final':
      return outcomeOfStatus(answer.response.status, callId)
    default:
      return assertNever(answer)
  }
}

function outcomeOfStatus(status: number, callId: string): SendOutcome {
  if (status < 300) return { outcome: 'sent', providerId: callId }
  if (status === 408 || (status >= 500 && status < 600)) return { outcome: 'unknown', reason: `The phone system had a fault of its own (${status}). It may have been sent.` }
  if (status === 404 || status === 484 || status === 604) return { outcome: 'failed', reason: 'The phone system does not know this number.' }
  if (status === 410) return { outcome: 'failed', reason: 'This number is no longer in use.' }
  if (status === 403 || status === 405 || status === 603) return { outcome: 'failed', reason: `The phone system does not let this line send texts to this number (${status}).` }
  if (status === 413 || status === 513) return { outcome: 'failed', reason: 'The phone system refused it as too long. Send it in shorter parts.' }
  if (status === 480 || status === 486 || status === 600) return { outcome: 'failed', reason: 'This number cannot be reached by text just now. Try again later, or call.' }
  return { outcome: 'failed', reason: `The phone system refused it (${status}).` }
}
