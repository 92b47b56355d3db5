import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd } from './ending.ts'

/**
 * Twilio's REST API (2010-04-01) as far as a line uses it: stateful, over real HTTP, on this machine only. Lists are
 * newest first, paged by token, filtered by the day or the second; what is new may show late; its clock may be wrong.
 */

export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`
export const KEY = `SK${'fedcba9876543210'.repeat(2)}`
export const SECRET = 'key-secret'
export const TOKEN = 'auth-token'

type Entry = { sid: string; /** Shown in lists from then on, ms of this machine's clock. */ showsAt: number; order: number }
export type DoubleMessage = Entry & { from: string; to: string; body: string; direction: string; status: string; sent: number | null; created: number; updated: number; errorCode: number | null; media: DoubleMedium[] }
export type DoubleMedium = { sid: string; contentType: string; bytes: Buffer; /** Redirects there instead of giving the bytes. */ location?: string; /** Answers this instead. */ status?: number; /** Never ends. */ endless?: boolean }
export type DoubleCall = Entry & { from: string; to: string; direction: string; status: string; parent: string | null; created: number; start: number | null; end: number | null; duration: number | null; callerName: string | null; recordings: DoubleRecording[] }
export type DoubleRecording = { source: string; status: string; seconds: number | null }

export type Asked = { method: string; path: string; query: Record<string, string>; form: Record<string, string>; authorization: string | null; url: string; /** The program that asked, as it names itself. */ agent: string }
/** What a request gets instead of its answer: a status, a dropped connection, silence, an answer that never ends, or being carried out and then dropped. */
export type Fault = { status: number; code?: number; headers?: Record<string, string>; body?: string } | 'drop' | 'hang' | 'drip' | 'carryOutThenDrop' | null

let sids = 0
/** A sid nobody else has. */
export function newSid(prefix: string): string {
  sids += 1
  return `${prefix}${sids.toString(16).padStart(32, '0')}`
}

export class TwilioDouble {
  readonly messages: DoubleMessage[] = []
  readonly calls: DoubleCall[] = []
  readonly asked: Asked[] = []
  readonly optedOut = new Set<string>()
  /** Its clock against this machine's, ms. */
  skew = 0
  /** How exactly the filters take a time. */
  filters: 'day' | 'second' = 'second'
  /** How long what is new takes to show in lists, ms. */
  showsLate: () => number = () => 0
  fault: (asked: Asked) => Fault | Promise<Fault> = () => null
  accountStatus = 'active'
  numbers = ['+15550100100', '+15550100101']
  /** What a new outgoing text becomes at once. */
  newTextIs = 'queued'
  port = 0
  /** How many connections were made to it. */
  connections = 0
  now: () => number = Date.now
  #server: Server | null = null
  #orders = 0

  async start(): Promise<this> {
    this.#server = createServer((request, response) => void this.#answer(request, response).catch(() => response.destroy()))
    this.#server.keepAliveTimeout = 60_000
    this.#server.on('connection', () => (this.connections += 1))
    this.#server.listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as AddressInfo).port
    return this
  }

  /** Gone at once with all its connections, as in a power cut. What it holds stays, as at Twilio. */
  async kill(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get clock(): number {
    return this.now() + this.skew
  }

  text(given: Partial<DoubleMessage> = {}): DoubleMessage {
    const at = Math.floor((given.sent ?? this.clock) / 1000) * 1000
    const sid = newSid((given.media?.length ?? 0) > 0 ? 'MM' : 'SM')
    const message = { sid, from: '+15550100177', to: this.numbers[0] ?? '', body: 'Hello', direction: 'inbound', status: 'received', sent: at, created: at, updated: at, errorCode: null, media: [], showsAt: Date.now() + this.showsLate(), order: this.#next(), ...given }
    this.messages.push(message)
    return message
  }

  call(given: Partial<DoubleCall> = {}): DoubleCall {
    const at = Math.floor((given.start ?? given.created ?? this.clock) / 1000) * 1000
    const call = { sid: newSid('CA'), from: '+15550100177', to: this.numbers[0] ?? '', direction: 'inbound', status: 'ringing', parent: null, created: at, start: at, end: null, duration: null, callerName: null, recordings: [], showsAt: Date.now() + this.showsLate(), order: this.#next(), ...given }
    this.calls.push(call)
    return call
  }

  #next(): number {
    this.#orders += 1
    return this.#orders
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const content = Buffer.concat(await request.toArray()).toString()
    const asked: Asked = { method: request.method ?? '', path: url.pathname, query: Object.fromEntries(url.searchParams), form: Object.fromEntries(new URLSearchParams(content)), authorization: request.headers.authorization ?? null, url: request.url ?? '', agent: request.headers['user-agent'] ?? '' }
    this.asked.push(asked)
    const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', date: new Date(this.clock).toUTCString(), ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }
    const refuse = (status: number, code: number, headers: Record<string, string> = {}): void => json(status, { code, message: 'Words of Twilio', more_info: `https://www.twilio.com/docs/errors/${code}`, status }, headers)

    const fault = await this.fault(asked)
    if (fault === 'hang') return
    if (fault === 'drip') return void response.writeHead(200, { 'content-type': 'application/json' }).write('{')
    if (fault === 'drop') return void request.socket.destroy()
    if (fault === 'carryOutThenDrop') response.end = ((): ServerResponse => (request.socket.destroy(), response)) as typeof response.end
    else if (fault) return fault.body !== undefined ? json(fault.status, fault.body, fault.headers) : refuse(fault.status, fault.code ?? 20_429, fault.headers)

    const user = this.#user(asked.authorization)
    if (user === null) return refuse(401, 20_003)
    const root = `/2010-04-01/Accounts/${ACCOUNT}`
    // A standard API key may not read the account (Twilio's page on API keys).
    if (asked.path === `${root}.json`) return user === 'key' ? refuse(401, 20_003) : json(200, { sid: ACCOUNT, status: this.accountStatus, friendly_name: 'Practice' })
    if (!asked.path.startsWith(`${root}/`)) return refuse(404, 20_404)
    const path = asked.path.slice(root.length)
    if (request.method === 'POST' && path === '/Messages.json') return this.#create(asked.form, json, refuse)
    if (path === '/Messages.json') return json(200, this.#page('messages', url, this.#messagesFor(asked.query), (message) => this.#message(message)))
    if (path === '/Calls.json') return json(200, this.#page('calls', url, this.#callsFor(asked.query), (call) => this.#call(call)))
    if (path === '/IncomingPhoneNumbers.json') return json(200, this.#page('incoming_phone_numbers', url, this.numbers.filter((number) => number === (asked.query['PhoneNumber'] ?? number)).map((number) => ({ sid: newSid('PN'), number })), ({ sid, number }) => ({ sid, phone_number: number })))
    const message = this.messages.find(({ sid }) => path.startsWith(`/Messages/${sid}`))
    const call = this.calls.find(({ sid }) => path === `/Calls/${sid}.json`)
    if (call) return json(200, this.#call(call))
    const recorded = this.calls.find(({ sid }) => path === `/Calls/${sid}/Recordings.json`)
    if (recorded) return json(200, this.#page('recordings', url, recorded.recordings.map((recording) => ({ ...recording, sid: newSid('RE') })), ({ sid, source, status, seconds }) => ({ sid, call_sid: recorded.sid, source, status, duration: seconds === null ? null : String(seconds) })))
    if (!message) return refuse(404, 20_404)
    if (path === `/Messages/${message.sid}.json`) return json(200, this.#message(message))
    if (path === `/Messages/${message.sid}/Media.json`) return json(200, this.#page('media_list', url, message.media, (medium) => ({ sid: medium.sid, account_sid: ACCOUNT, parent_sid: message.sid, content_type: medium.contentType, uri: `${root}/Messages/${message.sid}/Media/${medium.sid}.json` })))
    const medium = message.media.find(({ sid }) => path === `/Messages/${message.sid}/Media/${sid}`)
    if (!medium || medium.status !== undefined) return refuse(medium?.status ?? 404, 20_404)
    if (medium.location !== undefined) return void response.writeHead(307, { location: medium.location }).end()
    response.writeHead(200, { 'content-type': medium.contentType })
    if (medium.endless) return void response.write(medium.bytes)
    response.end(medium.bytes)
  }

  #user(authorization: string | null): 'token' | 'key' | null {
    const given = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString()
    if (given === `${ACCOUNT}:${TOKEN}`) return 'token'
    return given === `${KEY}:${SECRET}` ? 'key' : null
  }

  #create(form: Record<string, string>, json: (status: number, body: unknown) => void, refuse: (status: number, code: number) => void): void {
    const { To: to = '', From: from, MessagingServiceSid: service, Body: body = '' } = form
    if (to === '') return refuse(400, 21_604)
    if (from === undefined && service === undefined) return refuse(400, 21_603)
    if (from !== undefined && !this.numbers.includes(from)) return refuse(400, 21_606)
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(400, 21_211)
    if (this.optedOut.has(to)) return refuse(400, 21_610)
    if (body === '') return refuse(400, 21_602)
    if (body.length > 1600) return refuse(400, 21_617)
    const message = this.text({ from: from ?? this.numbers[0] ?? '', to, body, direction: 'outbound-api', status: this.newTextIs })
    json(201, this.#message(message))
  }

  #shown<T extends Entry>(entries: readonly T[]): T[] {
    return entries.filter(({ showsAt }) => showsAt <= Date.now())
  }

  #messagesFor(query: Record<string, string>): DoubleMessage[] {
    return this.#shown(this.messages)
      .filter(({ from, to, sent }) => (query['To'] ?? to) === to && (query['From'] ?? from) === from && this.#within(query, 'DateSent', sent))
      .toSorted((a, b) => (b.sent ?? b.created) - (a.sent ?? a.created) || b.order - a.order)
  }

  #callsFor(query: Record<string, string>): DoubleCall[] {
    return this.#shown(this.calls)
      .filter(({ from, to, parent, status, start }) => (query['To'] ?? to) === to && (query['From'] ?? from) === from && (query['Status'] ?? status) === status && (query['ParentCallSid'] ?? parent) === parent && this.#within(query, 'StartTime', start))
      .toSorted((a, b) => (b.start ?? b.created) - (a.start ?? a.created) || b.order - a.order)
  }

  #within(query: Record<string, string>, name: string, at: number | null): boolean {
    const exact = (text: string): number => (this.filters === 'day' ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : Date.parse(text))
    const after = query[`${name}>`]
    const before = query[`${name}<`]
    if (after === undefined && before === undefined) return true
    // Without its time an entry is in no span of time.
    return at !== null && (after === undefined || at >= exact(after)) && (before === undefined || at < exact(before))
  }

  #page<T extends { sid: string }>(name: string, url: URL, all: readonly T[], show: (entry: T) => unknown): unknown {
    const size = Math.min(Number(url.searchParams.get('PageSize') ?? 50), 1000)
    const token = url.searchParams.get('PageToken')
    const from = token === null ? 0 : all.findIndex(({ sid }) => `PA${sid}` === token) + 1
    const entries = all.slice(from, from + size)
    const last = entries.at(-1)
    const next = new URL(url)
    next.searchParams.set('Page', String(Number(url.searchParams.get('Page') ?? 0) + 1))
    next.searchParams.set('PageToken', `PA${last?.sid ?? ''}`)
    return { [name]: entries.map(show), page: Number(url.searchParams.get('Page') ?? 0), page_size: size, uri: url.pathname + url.search, next_page_uri: last && from + size < all.length ? next.pathname + next.search : null }
  }

  #message(message: DoubleMessage): unknown {
    const { sid, from, to, body, direction, status, sent, created, updated, errorCode, media } = message
    return { sid, account_sid: ACCOUNT, from, to, body, direction, status, num_media: String(media.length), num_segments: '1', date_sent: rfc2822(sent), date_created: rfc2822(created), date_updated: rfc2822(updated), error_code: errorCode, error_message: null, price: null, price_unit: 'USD', api_version: '2010-04-01', messaging_service_sid: null, uri: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sid}.json`, subresource_uris: {} }
  }

  #call({ sid, from, to, direction, status, parent, created, start, end, duration, callerName }: DoubleCall): unknown {
    return { sid, account_sid: ACCOUNT, from, to, direction, status, parent_call_sid: parent, date_created: rfc2822(created), date_updated: rfc2822(end ?? created), start_time: rfc2822(start), end_time: rfc2822(end), duration: duration === null ? null : String(duration), caller_name: callerName, price: null, uri: `/2010-04-01/Accounts/${ACCOUNT}/Calls/${sid}.json` }
  }
}

function rfc2822(at: number | null): string | null {
  return at === null ? null : new Date(at).toUTCString().replace('GMT', '+0000')
}

/** A double of Twilio that is gone after the test. */
export async function startTwilio(): Promise<TwilioDouble> {
  const double = await new TwilioDouble().start()
  atEnd(() => double.kill())
  return double
}
