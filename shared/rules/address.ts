import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { readCallerId } from './caller-id.ts'

/**
 * Who is on the other end of a call or text.
 * `phone.key` is E.164; `short.key` is `short:12345` or `short:ACME`. Withheld and raw have no key: they match nothing.
 */
export type Address =
  | { kind: 'phone'; key: string; display: string }
  | { kind: 'short'; key: string; display: string }
  | { kind: 'withheld' }
  | { kind: 'raw'; display: string }

export type { CountryCode }

/**
 * Reads a caller id, a sender or a typed number as it comes: E.164, national, with an international prefix, a `sip:` or
 * `tel:` URI, with an extension (kept for display, never in the key).
 * Numbers count when they are possible, not valid: every 555 number and every new range is invalid to old metadata.
 * Never throws. Source: DESIGN "Who is it"; RFC 3966 (tel:), RFC 3261 and RFC 3323 (sip:, anonymous.invalid).
 */
export function parseAddress(raw: string | null | undefined, country: CountryCode = 'US'): Address {
  const caller = readCallerId(raw)
  if (caller.kind === 'withheld') return { kind: 'withheld' }
  const { text } = caller

  if (/^\d{3,6}$/.test(text) && !/^0+$/.test(text)) return { kind: 'short', key: `short:${text}`, display: text }
  const phone = readPhone(text, country)
  if (phone) return phone
  if (!caller.fromUri && isSenderName(text)) return { kind: 'short', key: `short:${text.toUpperCase()}`, display: text }
  return { kind: 'raw', display: caller.display }
}

/** National form for the practice's own country, "(555) 010-0177", else international. Text that is no number comes back as it is. */
export function displayNumber(e164: string, country: CountryCode = 'US'): string {
  const phone = parsePhoneNumberFromString(e164, { extract: false })
  if (!phone) return e164
  // The calling code decides, not the country: a possible but unassigned +1 number has no country.
  return phone.countryCallingCode === getCountryCallingCode(country) ? phone.formatNational() : phone.formatInternational()
}

/**
 * Cuts a cell that holds several numbers ("555-0100 / 555-0101 or 555-0102; 555-0103") at `/ ; ,`, line ends and the word
 * "or". An extension after a comma or semicolon stays with its number. Returns the pieces trimmed, without empty ones.
 */
export function splitNumbers(cell: string): string[] {
  const pieces = cell.split(/(?:[/;,\r\n]|\bor\b)+/i).map((piece) => piece.trim()).filter((piece) => piece !== '')
  const numbers: string[] = []
  for (const piece of pieces) {
    const last = numbers.at(-1)
    if (last !== undefined && /^(?:x|ext\.?|extension)\s*[=:]?\s*\d{1,7}$/i.test(piece)) {
      numbers[numbers.length - 1] = `${last} ext. ${piece.replace(/\D/g, '')}`
    } else {
      numbers.push(piece)
    }
  }
  return numbers
}

/**
 * The conversation a call or text belongs to. Withheld and unreadable addresses get a conversation of their own
 * (`withheld:<id>`, `raw:<id>`), so that two strangers are never merged by accident.
 */
export function conversationIdOf(address: Address, callOrTextId: string): string {
  switch (address.kind) {
    case 'phone':
    case 'short':
      return address.key
    case 'withheld':
      return `withheld:${callOrTextId}`
    case 'raw':
      return `raw:${callOrTextId}`
  }
}

function readPhone(text: string, country: CountryCode): Address | null {
  // `extract: false` refuses words around the number; with it, "Room 5550100177" would become a number.
  const written = text.replace(/^\(\+(\d{1,3})\)/, '+$1').replace(/^\+{2,}/, '+')
  const candidates = written.startsWith('00') ? [written, `+${written.slice(2)}`] : [written]
  for (const candidate of [...candidates, ...withoutOutsideLine(written, country)]) {
    const phone = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false })
    if (!phone?.isPossible()) continue
    // 000-000-0000 and its like are what spoofers and broken trunks send: many strangers, one number.
    if (/^(\d)\1*$/.test(phone.nationalNumber)) continue
    // No area code of North America begins with 0 or 1; 1234567890 is what dialers send for nobody (NANP, ITU-T E.164).
    if (phone.countryCallingCode === '1' && /^[01]/.test(phone.nationalNumber)) continue
    const display = displayNumber(phone.number, country)
    return { kind: 'phone', key: phone.number, display: phone.ext ? `${display} ext. ${phone.ext}` : display }
  }
  return null
}

/**
 * A 9 before the number, dialled for an outside line and kept by the phone system: "9 1 555 010 0177". Only where the rest is a
 * whole number of the practice's country or has an international prefix. Written in one run ("919876543210"), it may as well be a
 * number of another country that lost its plus: then it stays unread, because strangers are never merged.
 */
function withoutOutsideLine(text: string, country: CountryCode): string[] {
  const [, apart, rest] = /^9([\s,.-]*)(\+?[\d(].+)$/.exec(text) ?? []
  if (apart === undefined || rest === undefined) return []
  if (rest.startsWith('+') || /^0(?:0|11)/.test(rest)) return rest.startsWith('00') ? [`+${rest.slice(2)}`] : [rest]
  const digits = text.replace(/\D/g, '')
  if (apart === '' && parsePhoneNumberFromString(`+${digits}`, { extract: false })?.isValid()) return []
  const national = parsePhoneNumberFromString(rest, { defaultCountry: country, extract: false })
  return national?.isPossible() && national.countryCallingCode === getCountryCallingCode(country) ? [rest] : []
}

/** Alphanumeric sender: up to 11 characters with a letter, as 3GPP TS 23.040 (9.1.2.5) allows. */
function isSenderName(text: string): boolean {
  // With seven digits it is a number that somebody mistyped.
  return /^[A-Za-z0-9][A-Za-z0-9 &_.-]{0,10}$/.test(text) && /[A-Za-z]/.test(text) && text.replace(/\D/g, '').length < 7
}
