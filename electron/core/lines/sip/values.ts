/** Reading the values of SIP headers (RFC 3261 section 25). Everything here takes any text, in linear time, and throws nothing. */

export type Params = ReadonlyMap<string, string>
export type NameAddress = { display: string | null; uri: string; params: Params }

/** No list of a real message is longer; reading each of 30,000 would take a while. */
const MOST_PARTS = 300

/** Splits at a separator that stands neither in quotes nor in angle brackets; what stands after `MOST_PARTS` is left out. */
export function splitList(value: string, separator = ','): string[] {
  const parts: string[] = []
  let from = 0
  let quoted = false
  let inside = false
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at]
    if (quoted) {
      if (char === '\\') at += 1
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '<') inside = true
    else if (char === '>') inside = false
    else if (char === separator && !inside) {
      if (parts.push(value.slice(from, at)) >= MOST_PARTS) return trimmed(parts)
      from = at + 1
    }
  }
  parts.push(value.slice(from))
  return trimmed(parts)
}

function trimmed(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** `;name=value;flag`, names in small letters, quotes taken off. */
export function readParams(text: string, separator = ';'): Params {
  const params = new Map<string, string>()
  for (const part of splitList(text, separator)) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase()
    if (name !== '' && !params.has(name)) params.set(name, equals < 0 ? '' : unquote(part.slice(equals + 1).trim()))
  }
  return params
}

/** A quoted string without its quotes and backslashes; anything else as it is. */
export function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text
}

/** `"Name" <sip:user@host;uri-param>;param`, or a bare URI whose parameters then are the header's (RFC 3261 section 20.10). */
export function readNameAddress(value: string): NameAddress {
  const [whole = ''] = splitList(value)
  const open = openBracket(whole)
  if (open < 0) {
    const semicolon = whole.indexOf(';')
    const uri = semicolon < 0 ? whole : whole.slice(0, semicolon)
    return { display: null, uri: uri.trim(), params: readParams(whole.slice(uri.length)) }
  }
  const close = whole.indexOf('>', open)
  const uri = whole.slice(open + 1, close < 0 ? undefined : close).trim()
  return { display: unquote(whole.slice(0, open).trim()).trim() || null, uri, params: readParams(close < 0 ? '' : whole.slice(close + 1)) }
}

/** The bracket before the URI: a display name in quotes may hold one too. */
function openBracket(text: string): number {
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (char === '<' && !quoted) return at
  }
  return -1
}

/** The host and port of a `sip:` URI or of `host:port`, IPv6 without its brackets; null where there is none. */
export function hostOf(uri: string): { host: string; port: number | null } | null {
  const bare = uri.replace(/^sips?:/i, '').replace(/[;?].*$/s, '')
  const at = bare.lastIndexOf('@')
  const place = /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/i.exec(bare.slice(at + 1))
  const host = place?.[1] ?? place?.[2]
  if (!host) return null
  const port = place?.[3] === undefined ? null : Number(place[3])
  return port === null || (port > 0 && port < 65_536) ? { host, port } : null
}

/** The user part of a `sip:` URI as written, or null. */
export function userOf(uri: string): string | null {
  return /^sips?:([^@;?]*)@/i.exec(uri)?.[1] ?? null
}

/** A host as it stands in a URI: IPv6 in brackets. */
export function inUri(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

export type Via = { protocol: string; host: string; port: number | null; params: Params }

/** The topmost Via: `SIP/2.0/UDP host:port;branch=...` (blanks allowed around the slashes). */
export function readVia(value: string): Via | null {
  const [whole = ''] = splitList(value)
  const semicolon = whole.indexOf(';')
  const before = semicolon < 0 ? whole : whole.slice(0, semicolon)
  const read = /^SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z-]{1,20})\s+(\S+)\s*$/i.exec(before.slice(0, 600))
  const place = read?.[2] ? hostOf(read[2]) : null
  if (!read?.[1] || !place) return null
  return { protocol: read[1].toUpperCase(), ...place, params: readParams(semicolon < 0 ? '' : whole.slice(semicolon)) }
}
