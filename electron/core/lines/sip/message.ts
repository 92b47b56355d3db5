import { splitList } from './values.ts'

/** The longest SIP message taken, bytes: a datagram's most, and ten times what any phone system sends. */
export const MAX_MESSAGE = 64 * 1024
const MAX_HEADERS = 300
export const CR = 13
export const LF = 10

/** A header's name in small letters and its value, in the order they came. */
type Headers = readonly (readonly [name: string, value: string])[]

export type SipRequest = { type: 'request'; method: string; uri: string; headers: Headers; body: Buffer }
export type SipResponse = { type: 'response'; status: number; reason: string; headers: Headers; body: Buffer }
export type SipMessage = SipRequest | SipResponse

/** What came over the wire is no SIP message. Its text holds nothing of what came. */
export class BadMessage extends Error {}

/** RFC 3261 section 7.3.3, and RFC 3323, 3515, 3903, 6665 for the later ones. */
const COMPACT: ReadonlyMap<string, string> = new Map(Object.entries({
  a: 'accept-contact', b: 'referred-by', c: 'content-type', e: 'content-encoding', f: 'from', i: 'call-id', k: 'supported', l: 'content-length',
  m: 'contact', o: 'event', r: 'refer-to', s: 'subject', t: 'to', u: 'allow-events', v: 'via', x: 'session-expires',
}))

const REQUEST_LINE = /^([A-Z][A-Z0-9._~!%*+`'-]{0,31}) (\S{1,2000}) SIP\/2\.0$/i
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/i

/**
 * Reads the start line and headers of a message, without the empty line after them. Takes compact names, folded lines
 * (RFC 3261 section 7.3.1) and bare line feeds.
 * @throws BadMessage
 */
export function readHead(head: string): SipMessage {
  const lines = head.split(/\r\n|\n/)
  const first = lines.shift() ?? ''
  const unfolded: [name: string, parts: string[]][] = []
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      unfolded.at(-1)?.[1].push(clean(line))
      continue
    }
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    if (unfolded.length >= MAX_HEADERS) throw new BadMessage('too many headers')
    const name = line.slice(0, colon).trim().toLowerCase()
    unfolded.push([COMPACT.get(name) ?? name, [clean(line.slice(colon + 1))]])
  }
  const headers = unfolded.map(([name, parts]) => [name, parts.join(' ').trim()] as const)
  const body = Buffer.alloc(0)
  const request = REQUEST_LINE.exec(first)
  if (request?.[1] && request[2]) return complete({ type: 'request', method: request[1].toUpperCase(), uri: request[2], headers, body })
  const status = STATUS_LINE.exec(first)
  if (status?.[1]) return complete({ type: 'response', status: Number(status[1]), reason: clean(status[2] ?? ''), headers, body })
  throw new BadMessage('no start line')
}

/** What every answer copies back must be there (RFC 3261 section 8.1.1). */
function complete<M extends SipMessage>(message: M): M {
  for (const name of ['via', 'from', 'to', 'call-id']) if (!header(message, name)) throw new BadMessage(`no ${name}`)
  if (!/^\d{1,10}\s+\S+$/.test(header(message, 'cseq') ?? '')) throw new BadMessage('no cseq')
  return message
}

/** Control characters would let a value end the line it is copied into. */
function clean(value: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must go
  return value.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
}

/** Reads one datagram or WebSocket message: what stands after Content-Length is not its (RFC 3261 section 18.3). @throws BadMessage */
export function readDatagram(data: Buffer): SipMessage {
  const end = endOfHead(data, 0)
  const message = readHead(data.toString('utf8', 0, end?.head ?? data.length))
  const rest = end ? data.subarray(end.body) : Buffer.alloc(0)
  const length = contentLength(message)
  if (length !== null && length > rest.length) throw new BadMessage('cut off')
  return { ...message, body: Buffer.from(length === null ? rest : rest.subarray(0, length)) }
}

/** Where the empty line after the headers stands, or null where it is not there yet. Stops at the first, so that many small messages in one packet cost no more than one large. */
export function endOfHead(data: Buffer, from: number): { head: number; body: number } | null {
  for (let at = data.indexOf(LF, from); at >= 0; at = data.indexOf(LF, at + 1)) {
    const after = data[at + 1] === CR ? at + 2 : at + 1
    if (data[after] === LF) return { head: data[at - 1] === CR ? at - 1 : at, body: after + 1 }
  }
  return null
}

/** @returns bytes, or null where the message names none @throws BadMessage */
export function contentLength(message: SipMessage): number | null {
  const text = header(message, 'content-length')
  if (text === null) return null
  if (!/^\d{1,9}$/.test(text)) throw new BadMessage('no length')
  return Number(text)
}

/** The first header of that name (in small letters), or null. */
export function header(message: SipMessage, name: string): string | null {
  return message.headers.find(([known]) => known === name)?.[1] ?? null
}

/** Every value of that name, whether in headers of their own or in one list. */
export function headers(message: SipMessage, name: string): string[] {
  return rawHeaders(message, name).flatMap((value) => splitList(value))
}

/** Every header of that name, not split: for those whose values hold commas themselves. */
export function rawHeaders(message: SipMessage, name: string): string[] {
  return message.headers.flatMap(([known, value]) => (known === name ? [value] : []))
}

/** CSeq. `complete` made sure that it is there. */
export function cseq(message: SipMessage): { number: number; method: string } {
  const [number = '0', method = ''] = (header(message, 'cseq') ?? '').split(/\s+/)
  return { number: Number(number), method: method.toUpperCase() }
}

const SHOWN: ReadonlyMap<string, string> = new Map([['call-id', 'Call-ID'], ['cseq', 'CSeq'], ['www-authenticate', 'WWW-Authenticate']])

/** The bytes of a message. Content-Length is set here, and only here. */
export function writeMessage(message: SipMessage): Buffer {
  const first = message.type === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`
  const shown = (name: string): string => SHOWN.get(name) ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  const lines = message.headers.filter(([name]) => name !== 'content-length').map(([name, value]) => `${shown(name)}: ${value}`)
  const head = [first, ...lines, `Content-Length: ${message.body.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), message.body])
}
