import { isUtf8 } from 'node:buffer'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Refusal } from '../../handlers.ts'

/** From the bytes of a file to its text, whatever program wrote it. */

export const LARGEST_FILE = 200 * 1024 * 1024
/** Bytes decoded between two turns of the event loop. */
const PIECE = 64 * 1024
/** How much of a file is looked at to tell what it is. */
const HEAD = 64 * 1024

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * Refuses what is not a list in text form, each with what to do about it.
 * @throws Refusal
 */
export function refuseOtherFiles(fileName: string, bytes: Uint8Array): void {
  if (bytes.length > LARGEST_FILE) throw new Refusal('badArgument', 'This file is larger than 200 MB. Split it into smaller files and import them one after the other.')
  if (bytes.length === 0) throw new Refusal('badArgument', 'This file is empty. Export the list again and choose the new file.')
  const starts = (...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    if (/\.zip$/i.test(fileName)) throw new Refusal('badArgument', 'This is a zip file: unpack it and choose the CSV file inside.')
    throw new Refusal('badArgument', 'This is an Excel workbook: save it as CSV first (File, Save as, CSV UTF-8), then choose that file.')
  }
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Refusal('badArgument', 'This is an Excel workbook: save it as CSV first (File, Save as, CSV UTF-8), then choose that file.')
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Refusal('badArgument', 'This is a PDF. Export the list as CSV from the practice software and choose that file.')
  const encoding = markedEncoding(bytes)
  if (encoding === null && bytes.subarray(0, HEAD).includes(0)) throw notText()
  const head = new TextDecoder(encoding ?? 'utf-8').decode(bytes.subarray(0, 512)).trimStart()
  if (/^<(?:!doctype|html|\?xml|table)/i.test(head)) throw new Refusal('badArgument', 'This is a web page, not a CSV file. Open it in a spreadsheet, save it as CSV, then choose that file.')
}

function notText(): Refusal {
  return new Refusal('badArgument', 'This file is not text, so it cannot be read as a list. Export the list as CSV and choose that file.')
}

/** The encoding a byte order mark names. */
function markedEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  return null
}

/** How many bytes at the start are looked at to choose between UTF-8 with a few bad bytes and windows-1252. */
const CHOICE = 4 * 1024 * 1024

/**
 * What the file is written in: what its mark says, UTF-8 where it is valid, else windows-1252, which older practice
 * software on Windows writes. A file that is UTF-8 but for a few bad bytes stays UTF-8: those letters become �, and the
 * lines with one in a name are not imported.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = markedEncoding(bytes)
  if (marked !== null) return marked
  if (isUtf8(bytes)) return 'utf-8'
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, CHOICE))
  const bad = text.match(/\uFFFD/g)?.length ?? 0
  const good = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0
  return good > 10 * bad ? 'utf-8' : 'windows-1252'
}

/**
 * The text of a file in pieces, without its byte order mark and with every line end as `\n`, so that lines are counted as
 * an editor counts them. Gives way to the event loop after each piece.
 * @throws Refusal for a zero character: the file is not text
 */
export async function* textOf(bytes: Uint8Array): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(bytes))
  // A carriage return at the end of a piece may be half of a line end.
  let held = ''
  for (let at = 0; at < bytes.length; at += PIECE) {
    const text = held + decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    held = text.endsWith('\r') ? '\r' : ''
    const piece = text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n')
    if (piece.includes('\0')) throw notText()
    yield piece
    await nextTurn()
  }
  const rest = held + decoder.decode()
  if (rest !== '') yield rest.replace(/\r\n?/g, '\n')
}
