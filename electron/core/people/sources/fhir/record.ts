import { encodingOf } from '../../import/decode.ts'
import type { Framed } from './framing.ts'

/** Lists and objects within each other, and values altogether, in one record; more is made to hurt. */
const DEEPEST = 200
const MOST_VALUES = 100_000
/** A shorter record can hurt nobody. */
const HARMLESS = 16 * 1024

/** What a record's bytes say, or why they cannot be believed. `blank` is an empty line. */
export type Read = { value: unknown } | { problem: string } | 'blank'

/** Reads the bytes of one record. Never throws. */
export function readRecord({ bytes }: Pick<Framed, 'bytes'>): Read {
  if (bytes === null) return { problem: 'is longer than 4 MB' }
  if (isBlank(bytes)) return 'blank'
  if (bytes.length > HARMLESS && isExcessive(bytes)) return { problem: 'holds too many values, or values too deep within each other' }
  // JSON is UTF-8; what is not was written by a program that does not know it, and can often be read all the same.
  const said = new TextDecoder(encodingOf(bytes)).decode(bytes)
  try {
    return { value: JSON.parse(said) }
  } catch {
    return { problem: 'is no JSON, or was cut off' }
  }
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
