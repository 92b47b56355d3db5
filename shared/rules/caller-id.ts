import { fold } from './fold.ts'

/** A caller id with its packing removed: what is left is a number, a name, or nothing at all. */
export type CallerId = { kind: 'withheld' } | { kind: 'text'; text: string; display: string; fromUri: boolean }

const WITHHELD = ['anonymous', 'restricted', 'unavailable', 'unknown', 'private', 'withheld', 'blocked'] as const

const WITHHELD_PHRASES = new Set<string>([
  ...WITHHELD,
  ...['caller', 'number', 'name'].flatMap((noun) => WITHHELD.map((word) => `${word} ${noun}`)),
  ...['number', 'caller id'].flatMap((noun) => WITHHELD.map((word) => `${noun} ${word}`)),
  'no caller id', 'no number', 'id withheld', 'out of area', 'not available',
  'anonimo', 'desconocido', 'privado', 'oculto', 'numero desconocido', 'numero privado', 'numero oculto', 'restringido', 'no disponible',
  'anonyme', 'inconnu', 'prive', 'numero masque',
  // One letter is all that some trunks send (Telcordia GR-31: private, out of area), or a word for it.
  'p', 'o', 'id unavailable', 'unavail', 'restrict', 'wireless caller', 'cell phone', 'toll free', 'no name',
  // What a phone system writes where it knows nothing: the same for every stranger.
  'null', 'none', 'undefined', 'n a', 'nobody', 'asterisk', 'freeswitch', 'guest',
])

const KEYPAD: Readonly<Record<string, string>> = Object.fromEntries(
  ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].flatMap((letters, at) => [...letters].map((letter) => [letter, String(at + 2)])),
)

/** Twilio sends these words as they are spelt on a keypad: +266696687 is ANONYMOUS, not a caller in Lesotho. */
const WITHHELD_SPELT = new Set(WITHHELD.map((word) => `+${word.replace(/[a-z]/g, (letter) => KEYPAD[letter] ?? '')}`))

/** Takes a caller id from any line. `text` is the number or name alone; `display` keeps what was sent. Never throws. */
export function readCallerId(raw: string | null | undefined): CallerId {
  // Numbers copied from contact apps carry invisible direction marks.
  const display = (raw ?? '').replace(/\p{Cf}/gu, '').trim()
  const inBrackets = /<([^<>]*)>/.exec(display)?.[1]?.trim()
  const bare = inBrackets ?? display
  const scheme = /^(sips?|tel):/i.exec(bare)?.[1]?.toLowerCase() ?? null
  const text = scheme === null ? withoutHost(bare) : readUri(scheme, bare.slice(scheme.length + 1))

  // RFC 3323: the host anonymous.invalid means the caller asked for privacy, whatever stands before it.
  if (/@anonymous\.invalid\b/i.test(bare)) return { kind: 'withheld' }
  if (fold(text) === '' || WITHHELD_PHRASES.has(fold(text)) || WITHHELD_SPELT.has(text)) return { kind: 'withheld' }
  return { kind: 'text', text, display, fromUri: scheme !== null }
}

/** "5550100177@10.0.0.1" and "+15550100177;npdi" are URIs whose scheme was lost; an e-mail address, or a name, is left as it is. */
function withoutHost(text: string): string {
  const [, number, parameters = ''] = /^(\+?[\d().-]{7,})((?:;[a-z][a-z-]*(?:=[^;@]*)?)*)(?:@.*)?$/i.exec(text) ?? []
  if (number === undefined) return text
  const extension = /;ext=(\d{1,7})(?:;|$)/i.exec(parameters)?.[1]
  return extension ? `${number};ext=${extension}` : number
}

/** The user part of a sip: URI, or the number of a tel: URI with its extension and its phone-context applied (RFC 3966). */
function readUri(scheme: string, rest: string): string {
  const address = rest.replace(/\?.*$/s, '')
  const user = address.includes('@') || scheme === 'tel' ? address.replace(/@.*$/s, '') : address.replace(/[:;].*$/s, '')
  const [number = '', ...parameters] = user.split(';')
  const parameter = (name: string) => parameters.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)
  const context = parameter('phone-context')
  const extension = parameter('ext')
  const whole = decode(scheme === 'tel' ? number : number.replace(/:.*$/s, '')).trim()
  const global = context?.startsWith('+') && !whole.startsWith('+') ? context + whole : whole
  return extension ? `${global};ext=${extension}` : global
}

/** Percent-decoding that keeps the text where it is malformed. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
