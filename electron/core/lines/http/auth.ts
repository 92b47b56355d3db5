import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Refused } from './answers.ts'

/**
 * Refuses what a web page could send. Listening on 127.0.0.1 keeps other machines out, but not the browser on this
 * PC: any page it shows may post a form to http://127.0.0.1:7077 (cross-site request forgery), and a page whose own
 * name is made to point at 127.0.0.1 may even read the answers (DNS rebinding). A browser names the page's origin in
 * every post, and a rebound page its own name in Host; no phone system does either.
 * @throws Refused 403
 */
export function refuseBrowsers({ headers }: Pick<IncomingMessage, 'headers'>): void {
  if (headers.origin !== undefined) throw new Refused(403, 'fromBrowser', 'Web pages may not talk to Rapport. Send from the phone system itself.')
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    throw new Refused(403, 'wrongHost', 'Address Rapport as 127.0.0.1 or localhost.')
  }
}

/**
 * @param tokenHash SHA-256 of the right token in hex, or empty when none was made yet
 * @param inPath a token given in the address, for phone systems that can only be given an address
 * @throws Refused 401
 */
export function checkToken({ headers }: Pick<IncomingMessage, 'headers'>, tokenHash: string, inPath: string | null): void {
  const ask = { headers: { 'www-authenticate': 'Bearer' } }
  if (tokenHash === '') throw new Refused(401, 'noToken', 'Make a token in Settings first.', ask)
  if (!isToken(tokenIn(headers) ?? inPath, tokenHash)) throw new Refused(401, 'wrongToken', 'The token is missing or wrong. Copy it from Settings, or make a new one there.', ask)
}

/** The token of an `Authorization: Bearer` header, or null. */
export function tokenIn({ authorization = '' }: IncomingMessage['headers']): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null
}

/** Whether this is the right token. Hashes are compared, in constant time, so that the time an answer takes says nothing about it. */
export function isToken(given: string | null, tokenHash: string): boolean {
  return given !== null && tokenHash !== '' && timingSafeEqual(createHash('sha256').update(given).digest(), Buffer.from(tokenHash, 'hex'))
}
