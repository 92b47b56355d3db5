import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { plainError } from '../sockets.ts'
import { refusalWords } from './errors.ts'
import type { TwilioSettings } from './settings.ts'
import { readErrorCode } from './wire.ts'

const TIMEOUT = 15 * SECOND
/** A page of a hundred texts is about 150 kB. */
const MAX_ANSWER = 4 * 1024 * 1024
/** Longer than this is nobody's business to ask of us. */
const LONGEST_RETRY = 300 * SECOND

/** Twilio did not give what was asked for; `message` is for the desk. */
export class TwilioError extends PracticeError {
  readonly status: number | null
  readonly code: number | null
  /** How long it wants to be left alone, ms. */
  readonly retryAfter: number | null

  constructor(message: string, { status = null, code = null, retryAfter = null }: { status?: number | null; code?: number | null; retryAfter?: number | null } = {}) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

export type Query = Record<string, string | number | undefined>

export type Client = {
  /** One GET of an account's resource (`/Messages.json`), or of the next page as an answer named it. @throws TwilioError */
  get: (path: string, query?: Query) => Promise<unknown>
  /** What Twilio's clock says now, ms UTC; ours until it has once answered. */
  serverNow: () => number
  /** Where the account's resources are, without a slash at the end. */
  account: string
  authorization: string
}

export type Wanted = { settings: Pick<TwilioSettings, 'accountSid' | 'keySid' | 'keySecret' | 'baseUrl'>; signal: () => AbortSignal; now: () => number; timeout?: number }

/**
 * Reads from Twilio by plain `fetch`, whose pool keeps one connection alive for a line that asks one thing at a time.
 * Redirects are not followed: nothing but Twilio's own address ever gets the key.
 */
export function createClient({ settings, signal, now, timeout = TIMEOUT }: Wanted): Client {
  const account = `${settings.baseUrl}/2010-04-01/Accounts/${settings.accountSid}`
  const authorization = authorizationOf(settings)
  const host = new URL(settings.baseUrl).hostname
  let skew = 0

  return {
    account,
    authorization,
    serverNow: () => now() + skew,
    async get(path, query = {}) {
      const url = addressOf(account, path, query)
      const limit = AbortSignal.any([signal(), AbortSignal.timeout(timeout)])
      const response = await fetch(url, { headers: { authorization, accept: 'application/json' }, redirect: 'manual', signal: limit }).catch((error: unknown) => {
        throw unreachable(error, host)
      })
      const date = Date.parse(response.headers.get('date') ?? '')
      // Whole seconds, and the way back: half a second is the middle of what it can be.
      if (!Number.isNaN(date)) skew = date + SECOND / 2 - now()
      const body = await readBounded(response, MAX_ANSWER).catch((error: unknown) => {
        throw unreachable(error, host)
      })
      const json = body === null ? null : readJson(body)
      if (response.status !== 200) throw refused(response.status, readErrorCode(json), response.headers.get('retry-after'), now())
      if (json === null) throw new TwilioError('Twilio answered something that cannot be read. Rapport tries again by itself.')
      return json
    },
  }
}

export function authorizationOf({ accountSid, keySid, keySecret }: Wanted['settings']): string {
  return `Basic ${Buffer.from(`${keySid === '' ? accountSid : keySid}:${keySecret}`).toString('base64')}`
}

/**
 * The address to ask. A next page is named by the answer itself: one that leads to another host or another account
 * would carry our key there, so it is refused.
 * @throws TwilioError
 */
export function addressOf(account: string, path: string, query: Query = {}): URL {
  const base = new URL(account)
  const own = /^(?:\/[A-Z]|\.json$)/.test(path)
  const url = URL.parse(own ? `${base.pathname}${path}` : path, base)
  const ofAccount = url !== null && (url.pathname === `${base.pathname}.json` || url.pathname.startsWith(`${base.pathname}/`))
  if (!ofAccount || url.origin !== base.origin || url.username !== '') {
    throw new TwilioError('Twilio named a next page at another address. It was not opened.')
  }
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

/** How long a Retry-After header asks for, ms; null where there is none. Seconds or a date, RFC 9110 10.2.3. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.length > 40) return null
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - now
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_RETRY)
}

/** The body as text, or null where it is longer than `most` bytes; what is beyond is never taken into memory. */
async function readBounded(response: Response, most: number): Promise<string | null> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What an answer holds; null where it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function refused(status: number, code: number | null, retryAfter: string | null, now: number): TwilioError {
  return new TwilioError(refusalWords(status, code), { status, code, retryAfter: status === 429 || status === 503 ? readRetryAfter(retryAfter, now) : null })
}

/** What `fetch` throws hides the network's error in `cause`. */
function unreachable(error: unknown, host: string): TwilioError {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) return new TwilioError('Twilio did not answer in time. Rapport tries again by itself.')
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return new TwilioError(plainError(first, host, 443).replace(`${host}:443`, host))
}
