import { encodingOf } from '../../import/decode.ts'
import type { Framed } from './framing.ts'

/** Lists and objects within each other, and values altogether, in one record; more is made to hurt. */
const DEEPEST = 200
const MOST_VALUES = 100_000
/** A shorter record can hurt nobody. */
const HARMLESS = 16 * 1024
const NO_JSON = 'is no JSON, or was cut off'

/** Made once: making one costs more than reading a short record with it. */
const DECODERS = { 'utf-8': new TextDecoder('utf-8'), 'utf-16le': new TextDecoder('utf-16le'), 'utf-16be': new TextDecoder('utf-16be'), 'windows-1252': new TextDecoder('windows-1252') } as const

/** What a record's bytes say, or why they cannot be believed. `blank` is an empty line. */
export type Read = { value: unknown } | { problem: string } | 'blank'

/** Reads the bytes of one record. Never throws. */
export function readRecord({ bytes }: Pick<Framed, 'bytes'>): Read {
  if (bytes === null) return { problem: 'is longer than 4 MB' }
  if (isBlank(bytes)) return 'blank'
  if (bytes.length > HARMLESS && isExcessive(bytes)) return { problem: 'holds too many values, or values too deep within each other' }
  // JSON is UTF-8; what is not was written by a program that does not know it, and can often be read all the same.
  const said = DECODERS[encodingOf(bytes)].decode(bytes).trim()
  if (!canBeJson(said)) return { problem: NO_JSON }
  try {
    return { value: JSON.parse(said) }
  } catch {
    return { problem: NO_JSON }
  }
}

/** By its two ends, without asking the parser, whose error costs more than all the rest: a file of another kind has thousands of these. */
function canBeJson(text: string): boolean {
  const [first, last] = [text[0], text.at(-1)]
  if (first === '{') return last === '}'
  if (first === '[') return last === ']'
  return /^["\d\-tfn]/.test(text)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length < 1000 && bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
}

/** Counts what a parser would have to build, outside texts. */
function isExcessive(bytes: Uint8Array): boolean {
  let [depth, values, inString] = [0, 0, false]
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (inString) {
      if (byte === 92) at += 1
      else if (byte === 34) inString = false
    } else if (byte === 34) inString = true
    else if (byte === 91 || byte === 123) depth += 1
    else if (byte === 93 || byte === 125) depth -= 1
    else if (byte === 44) values += 1
    if (depth > DEEPEST || values > MOST_VALUES) return true
  }
  return false
}
