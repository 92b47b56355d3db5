/** What the name and the numbers of an Asterisk channel say: `PJSIP/101-00000001`, `SIP/carrier-0000002d`, `Local/101@from-queue-00000003;2`. */

/** Channels that carry no call of anybody: messages, recordings, announcements and the inner ends of bridges. */
const NO_CALL = new Set(['message', 'bridge', 'announcer', 'recorder', 'snoop', 'unicastrtp', 'cbann', 'cbrec', 'multicastrtp', 'surrogate'])
const INNER = new Set(['local', 'asyncgoto', 'parked', 'transfered', 'bridge'])

/** Whether it is a channel at all that can belong to a call; names without a technology prefix are not. */
export function isChannel(name: string): boolean {
  const slash = name.indexOf('/')
  return slash > 0 && !NO_CALL.has(name.slice(0, slash).toLowerCase())
}

/** An end inside the phone system: nobody sits behind it. */
export function isInner(name: string): boolean {
  return INNER.has(name.slice(0, Math.max(name.indexOf('/'), 0)).toLowerCase())
}

/** A channel with a phone or a trunk behind it. */
export function isPhoneLeg(name: string): boolean {
  return isChannel(name) && !isInner(name)
}

/** What is left of a channel whose call went on in another one ("masquerade"). */
export function isZombie(name: string): boolean {
  return name.endsWith('<ZOMBIE>') || name.endsWith('<MASQ>')
}

/** The phone or trunk behind a channel: "101" of `PJSIP/101-00000001`, "carrier" of `SIP/carrier-0000002d`; '' where nothing says. */
export function peerOf(name: string): string {
  const rest = name.slice(name.indexOf('/') + 1).replace(/(?:<(?:ZOMBIE|MASQ)>){1,2}$/, '')
  // An ISDN trunk puts the caller's number behind its span: `DAHDI/i1/5550100199-3`.
  return (rest.split(/[@/]/, 1)[0] ?? '').replace(/-[\da-zA-Z]{1,16}(?:;[12])?$/, '')
}

/**
 * The extension of the phone behind a channel, or null where it is no desk phone's. Web phones of FreePBX are the extension
 * behind two more digits (`PJSIP/99101-...`), which its caller id tells; a phone whose name is no number is known by that too.
 */
export function extensionOf(name: string, callerId: string): string | null {
  const peer = peerOf(name)
  const number = /^\d{2,6}$/.test(callerId) ? callerId : null
  if (!/^\d{2,8}$/.test(peer)) return number
  return number !== null && peer.length === number.length + 2 && peer.endsWith(number) ? number : peer
}

/** Asterisk allows its names and ids 80 to 150 characters; what is longer than this comes from no phone system, and would only fill the memory. */
export const LONGEST_NAME = 200

/** A number as Asterisk writes it, or null for its many ways to say that there is none. */
export function given(text: string): string | null {
  return text === '' || text.length > LONGEST_NAME || /^<?(?:unknown|null)>?$/i.test(text) || text === '""' ? null : text
}

/**
 * A name as Asterisk writes it, or null for none. It escapes names as C does, so that no caller can call himself by two lines
 * and forge an event: `O\'Brien` for O'Brien, `\r\n` for a line break. Source: `ast_escape_c` in main/utils.c.
 */
export function givenName(text: string): string | null {
  const plain = text.replaceAll(/\\([abfnrtv\\'"?])/g, (_whole, sign: string) => (/[a-z]/.test(sign) ? ' ' : sign)).replaceAll(/\s+/g, ' ')
  return given(plain.trim())
}

/** Long enough for a number outside the practice; extensions are shorter. */
export function isOutsideNumber(text: string): boolean {
  return /^\+?\d{7,20}$/.test(text.replaceAll(/[\s().-]/g, ''))
}

/** Whether a context is one of those in which calls from outside begin: the same, or one that goes on after a dash, as `from-trunk-sip-carrier`. */
export function isOneOf(context: string, contexts: readonly string[]): boolean {
  return context !== '' && contexts.some((one) => context === one || context.startsWith(`${one}-`))
}

/** "00:01:55" (hours may have more digits) in ms, or null. */
export function readDuration(text: string): number | null {
  const found = /^(\d{1,5}):(\d{1,2}):(\d{1,2})$/.exec(text)
  if (found) return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3])) * 1000
  return /^\d{1,8}$/.test(text) ? Number(text) * 1000 : null
}
