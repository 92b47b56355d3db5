import { SECOND } from '@shared/time.ts'
import { Refusal } from '../../../handlers.ts'
import { nextAddress } from './address.ts'

/** One server, as it is asked. Effects are parameters. */
export type Asking = {
  base: URL
  token: string
  signal: AbortSignal
  /** Waits; rejects when the signal says so. */
  wait: (milliseconds: number) => Promise<void>
  now: () => number
  /** For one answer with its body, ms. */
  timeout?: number
}

/** An answer with a FHIR body, or the status of a refusal. */
export type Answer = { url: URL; body: AsyncIterable<Uint8Array> } | { status: number }

const TIMEOUT = 60 * SECOND
/** A server that asks for more patience is told to the desk instead. */
const LONGEST_WAIT = 120 * SECOND
const TRIES = 5
const MOST_REDIRECTS = 5
/** One page; a longer one is no page of what was asked for. */
const LARGEST_ANSWER = 256 * 1024 * 1024

/**
 * Asks for one address and hands its body to `read`; asks again after a busy or failing answer, and after one that broke off.
 * @param known whether this server has answered before: where nobody ever did, the address is wrong, and asking again would only keep the desk waiting
 * @returns null when it was read, else the status of an answer that will not change: 400, 403, 404 …
 * @throws Refusal when the server cannot be reached, refuses the token, sends elsewhere or answers no FHIR
 */
export async function ask(asking: Asking, url: URL, known: boolean, read: (body: AsyncIterable<Uint8Array>, url: URL) => Promise<void>): Promise<number | null> {
  const { base, signal, wait, now, timeout = TIMEOUT } = asking
  let address = url
  let redirects = 0
  let answered = known
  for (let tries = 1; ; ) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
    try {
      // The token goes to the practice's own server alone, so redirects are looked at first.
      const response = await fetch(address, { headers: headersOf(asking), redirect: 'manual', signal: limit })
      const { status } = response
      answered = true
      if (status === 200) {
        const type = response.headers.get('content-type') ?? ''
        if (!/json/i.test(type)) throw new Refusal('badArgument', `${base.host} answers, but not as a FHIR server does. Look at the address: it often ends in /fhir or /r4.`)
        await read(bounded(response, base), address)
        return null
      }
      await response.body?.cancel()
      if ([301, 302, 303, 307, 308].includes(status)) {
        redirects += 1
        if (redirects > MOST_REDIRECTS) throw new Refusal('conflict', `The server at ${base.host} sends Rapport in circles. Nothing was imported. Whoever runs it should look.`)
        address = nextAddress(base, address, response.headers.get('location') ?? '')
        continue
      }
      if (status === 401) throw new Refusal('notSignedIn', asking.token === '' ? `${base.host} wants a token. Enter it and read again; nothing was imported.` : `${base.host} does not take this token. It may have run out: get a new one and read again; nothing was imported.`)
      if (!isPassing(status)) return status
      if (tries === TRIES) throw new Refusal('conflict', `${base.host} is too busy or has a fault (it answered ${status}). Nothing was imported. Try again in some minutes.`)
      await wait(pauseOf(response.headers.get('retry-after'), tries, now()))
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (signal.aborted) throw stopped()
      if (tries === TRIES || !answered) throw unreachable(base, error)
      await wait(pauseOf(null, tries, now()))
    }
    tries += 1
  }
}

export function stopped(): Refusal {
  return new Refusal('tooLate', 'Reading was stopped. Nothing was imported.')
}

function headersOf({ token }: Asking): Record<string, string> {
  return { accept: 'application/fhir+json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
}

/** Answers that may be others in a moment. */
function isPassing(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501)
}

/** As long as the server asks for, seconds or a date (RFC 9110 10.2.3), else a second that doubles. */
export function pauseOf(retryAfter: string | null, tries: number, now: number): number {
  const asked = retryAfter === null || retryAfter.length > 40 ? Number.NaN : /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now
  return Math.min(Math.max(Number.isNaN(asked) ? SECOND * 2 ** (tries - 1) : asked, 0), LONGEST_WAIT)
}

async function* bounded(response: Response, base: URL): AsyncGenerator<Uint8Array> {
  let size = 0
  if (!response.body) return
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > LARGEST_ANSWER) throw new Refusal('conflict', `${base.host} answers with more than 256 MB at once. Nothing was imported. Use a bulk export instead, and choose its files.`)
    yield piece
  }
}

function unreachable(base: URL, error: unknown): Refusal {
  const code = error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''
  if (/CERT|SSL|TLS|SIGNED/.test(code)) return new Refusal('conflict', `${base.host} cannot prove that it is who it says (its certificate is not trusted here). Nothing was read. Whoever runs it should look.`)
  if (error instanceof Error && error.name === 'TimeoutError') return new Refusal('conflict', `${base.host} takes too long to answer. Nothing was imported. Try again later.`)
  return new Refusal('conflict', `${base.host} cannot be reached. Look at the address and the network; nothing was imported.`)
}
