import { header, headers, rawHeaders, type SipMessage } from './message.ts'
import { readNameAddress } from './values.ts'

export type Caller = { /** As the phone system wrote it; null where withheld. */ number: string | null; name: string | null }

/**
 * Who sent a request: what the phone system vouches for (P-Asserted-Identity, RFC 3325), else what the caller says
 * (From). Who asks for privacy (RFC 3323) stays unknown, even where a number came along.
 */
export function callerOf(request: SipMessage): Caller {
  const withheld = rawHeaders(request, 'privacy').some((value) => value.split(';').some((one) => ['id', 'user', 'header'].includes(one.trim().toLowerCase())))
  if (withheld) return { number: null, name: null }
  const asserted = headers(request, 'p-asserted-identity').map(readNameAddress)
  // Both a sip: and a tel: identity may be asserted; either names the caller.
  const from = readNameAddress(header(request, 'from') ?? '')
  const { uri, display } = asserted.find((one) => numberOf(one.uri) !== null) ?? asserted[0] ?? from
  const number = numberOf(uri)
  if (number === null) return { number: null, name: null }
  return { number, name: nameOf(display ?? from.display, number) }
}

/**
 * The number of a URI, decoded; null for somebody anonymous. A user that is a name stays a whole URI, so that the shared
 * reading of caller ids takes it for no sender's name that could be texted.
 */
export function numberOf(uri: string): string | null {
  const [, scheme = '', rest = ''] = /^(sips?|tel):(.*)$/is.exec(uri) ?? []
  if (rest === '' || /@anonymous\.invalid\b/i.test(rest)) return null
  // A tel: URI keeps its parameters: its extension and context are part of the number.
  if (scheme.toLowerCase() === 'tel') return uri.slice(0, 120)
  const user = rest.includes('@') ? decoded(rest.slice(0, rest.indexOf('@')).replace(/[;:].*$/s, '')) : ''
  if (/^(anonymous|unknown|restricted|unavailable|)$/i.test(user)) return null
  return (/^[\d+*#().\s-]+$/.test(user) ? user : uri).slice(0, 120)
}

function nameOf(display: string | null, number: string): string | null {
  return display === null || display === number || display === '' ? null : display.slice(0, 120)
}

function decoded(text: string): string {
  try {
    // Decoded, it could hold anything; only what prints is wanted.
    return decodeURIComponent(text).replace(/\p{Cc}/gu, '')
  } catch {
    return text
  }
}
