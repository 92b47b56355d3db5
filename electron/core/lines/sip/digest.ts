import { createHash } from 'node:crypto'
import { readParams } from './values.ts'

/** Digest access for SIP: RFC 3261 section 22, RFC 7616, RFC 8760. */

const HASHES = new Map([
  ['md5', 'md5'],
  ['sha-256', 'sha256'],
  ['sha-512-256', 'sha512-256'],
])

export type Challenge = {
  realm: string
  nonce: string
  opaque: string | null
  /** As the server wrote it, null where it wrote none and means MD5. */
  algorithm: string | null
  qop: 'auth' | 'auth-int' | null
  /** Only the nonce is too old; the password was right. */
  stale: boolean
}

/** Reads one WWW-Authenticate or Proxy-Authenticate header. @returns null where it is none that can be answered */
export function readChallenge(value: string): Challenge | null {
  const parameters = /^Digest\s+(\S.*)$/is.exec(value)?.[1]
  if (parameters === undefined) return null
  const params = readParams(parameters, ',')
  const nonce = params.get('nonce')
  const algorithm = params.get('algorithm') || null
  if (!nonce || !HASHES.has(hashName(algorithm))) return null
  const offered = params.get('qop')?.split(',').map((one) => one.trim().toLowerCase())
  const qop = offered === undefined ? null : (['auth', 'auth-int'] as const).find((one) => offered.includes(one))
  if (qop === undefined) return null
  return { realm: params.get('realm') ?? '', nonce, opaque: params.get('opaque') ?? null, algorithm, qop, stale: params.get('stale')?.toLowerCase() === 'true' }
}

/** The challenge to answer: a server puts the one it prefers first (RFC 8760 section 2.4). */
export function chooseChallenge(values: readonly string[]): Challenge | null {
  for (const value of values) {
    const challenge = readChallenge(value)
    if (challenge) return challenge
  }
  return null
}

function hashName(algorithm: string | null): string {
  return (algorithm ?? 'md5').toLowerCase().replace(/-sess$/, '')
}

type Asked = { method: string; uri: string; body: Buffer }
type Credentials = { user: string; password: string }

/**
 * The value of Authorization.
 * @param count how often this nonce was used, from 1
 */
export function answerChallenge(challenge: Challenge, { user, password }: Credentials, { method, uri, body }: Asked, count: number, cnonce: string): string {
  const { realm, nonce, opaque, algorithm, qop } = challenge
  const hash = (data: string | Buffer): string => createHash(HASHES.get(hashName(algorithm)) ?? 'md5').update(data).digest('hex')
  const secret = hash(`${user}:${realm}:${password}`)
  const a1 = algorithm?.toLowerCase().endsWith('-sess') ? hash(`${secret}:${nonce}:${cnonce}`) : secret
  const a2 = hash(qop === 'auth-int' ? `${method}:${uri}:${hash(body)}` : `${method}:${uri}`)
  const nc = count.toString(16).padStart(8, '0')
  const response = hash(qop === null ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}`)
  const parts = [
    `username=${quote(user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    ...(algorithm === null ? [] : [`algorithm=${algorithm.replace(/[^\w-]/g, '')}`]),
    ...(opaque === null ? [] : [`opaque=${quote(opaque)}`]),
    ...(qop === null ? [] : [`qop=${qop}`, `nc=${nc}`]),
    ...(qop === null && !algorithm?.toLowerCase().endsWith('-sess') ? [] : [`cnonce="${cnonce}"`]),
  ]
  return `Digest ${parts.join(', ')}`
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
