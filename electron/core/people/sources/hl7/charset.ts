import { isUtf8 } from 'node:buffer'

/** HL7 table 0211 to the names TextDecoder knows. `8859/1` is read as windows-1252, its superset, which senders mean by it. */
const LABELS: Readonly<Record<string, string>> = {
  'UNICODE UTF-8': 'utf-8', 'UTF-8': 'utf-8', UTF8: 'utf-8', UNICODE: 'utf-8',
  'GB 18030-2000': 'gb18030', 'BIG-5': 'big5', 'KS X 1001': 'euc-kr', 'ISO IR87': 'iso-2022-jp', 'ISO IR159': 'iso-2022-jp', 'ISO IR14': 'shift_jis',
  'WINDOWS-1252': 'windows-1252', 'CP1252': 'windows-1252',
}

export type Charset = {
  decode: (bytes: Buffer) => string
  /** `utf8` or `latin1` where an answer can be written in it; else it is kept to ASCII. */
  writes: 'utf8' | 'latin1' | 'ascii'
  /** Why it is not read as its sender said, for the report; null where it is. */
  note: string | null
}

/**
 * How a message is to be read, by its MSH-18 (the first repetition counts) and by its bytes. What is named and cannot be, or
 * is not named at all, is read as UTF-8 where it is valid UTF-8 and as windows-1252 otherwise; never throws.
 */
export function charsetOf(declared: string, bytes: Buffer): Charset {
  const name = declared.trim().toUpperCase().replaceAll('_', '-')
  const guessed = isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  if (name === '' || name === 'ASCII' || name === 'US-ASCII' || name === 'ISO IR6') return charset(guessed, null)
  const part = /^(?:ISO[ -]?)?8859[/-](\d{1,2})$/.exec(name)?.[1]
  const label = part === undefined ? LABELS[name] : `iso-8859-${part}`
  const known = label !== undefined && isLabel(label)
  if (!known) return charset(guessed, `the charset ${shown(name)} is not known; read as ${guessed}`)
  if (label === 'utf-8' && guessed !== 'utf-8') return charset(guessed, 'it says UTF-8 and is not; read as windows-1252')
  return charset(label, null)
}

/** Kept, because making one costs more than using it. */
const decoders = new Map<string, TextDecoder>()

function charset(label: string, note: string | null): Charset {
  const decoder = decoders.get(label) ?? new TextDecoder(label)
  decoders.set(label, decoder)
  const { encoding } = decoder
  return {
    decode: (bytes) => decoder.decode(bytes),
    writes: encoding === 'utf-8' ? 'utf8' : encoding === 'windows-1252' ? 'latin1' : 'ascii',
    note,
  }
}

function isLabel(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

function shown(name: string): string {
  return name.slice(0, 30).replace(/[^\w /.-]/g, '?')
}
