import { charsetOf, type Charset } from './charset.ts'
import { unescape } from './escapes.ts'
import { readSeparators, type Separators } from './separators.ts'

/** One repetition of a field. Components and subcomponents count from 1; one that is not there is empty. */
export type Field = { get: (component: number, subcomponent?: number) => string }

export type Segment = {
  name: string
  /** The first repetition's component, read; HL7's `""` ("delete this") and what is not there are empty. */
  get: (field: number, component?: number, subcomponent?: number) => string
  /** The repetitions that hold anything, the first forty of them. */
  all: (field: number) => Field[]
  /** As it stands, unread, for an answer. */
  raw: (field: number) => string
}

export type Message = {
  separators: Separators
  charset: Charset
  header: Segment
  /** In order, those whose names are asked for; all others are of no concern. */
  segments: (...names: string[]) => Segment[]
  /** How many messages it holds: more than one where a sender lost an end. */
  headers: number
}

/** Nobody has more names, ids or numbers than this; each of a thousand would be looked at. */
const MOST_REPETITIONS = 40

/** Enough of a message to hold its whole MSH. */
const HEAD = 8192

/** Why bytes are no message, in words for their sender. */
export type Broken = { problem: string }

/**
 * Reads one message. Segments may end in CR, LF or both; what is around it of a byte order mark, MLLP's marks and blank lines
 * does not count. Fields are read only when asked for. Never throws.
 */
export function readMessage(bytes: Buffer): Message | Broken {
  const start = startOf(bytes)
  const content = bytes.subarray(start)
  const line = (/^[^\r\n]*/.exec(content.toString('latin1', 0, HEAD))?.[0] ?? '')
  if (!line.startsWith('MSH')) return { problem: 'It does not begin with MSH' }
  const ofBytes = readSeparators(line)
  if (!ofBytes) return { problem: 'Its MSH-1 and MSH-2 do not name separators that can be told apart' }
  const declared = (line.split(ofBytes.field)[17] ?? '').split(ofBytes.repetition || '~')[0] ?? ''
  const charset = charsetOf(declared, content)
  const lines = linesOf(charset.decode(content))
  const [first = ''] = lines
  const separators = readSeparators(first)
  // Only where the charset makes other letters of them.
  if (!separators || !first.startsWith('MSH')) return { problem: 'It does not begin with MSH' }
  return {
    separators,
    charset,
    header: segmentOf(first, separators, charset),
    segments: (...names) => lines.filter((one) => names.includes(nameOf(one, separators))).map((one) => segmentOf(one, separators, charset)),
    headers: lines.filter((one) => nameOf(one, separators) === 'MSH').length,
  }
}

function startOf(bytes: Buffer): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at += 1
  return at
}

/** Where CR ends the segments, an LF after it belongs to that end, and one within is a letter of its sender. */
function linesOf(text: string): string[] {
  return text.includes('\r') ? text.split('\r').map((line) => line.replace(/^\n+/, '')) : text.split('\n')
}

function nameOf(line: string, { field }: Separators): string {
  return line[3] === field || line.length === 3 ? line.slice(0, 3) : ''
}

function segmentOf(line: string, separators: Separators, charset: Charset): Segment {
  const { field, component, repetition, subcomponent } = separators
  const parts = line.split(field)
  const name = parts[0] ?? ''
  // MSH-1 is the separator itself.
  const raw = (number: number): string => (name === 'MSH' ? (number === 1 ? field : parts[number - 1]) : parts[number]) ?? ''
  const read = (text: string, at: number, below: number): string => {
    const whole = (component === '' ? [text] : text.split(component))[at - 1] ?? ''
    const part = (subcomponent === '' ? [whole] : whole.split(subcomponent))[below - 1] ?? ''
    return part === '""' ? '' : unescape(part, separators, charset.decode)
  }
  const repetitions = (number: number): string[] => (repetition === '' ? [raw(number)] : raw(number).split(repetition))
  return {
    name,
    raw,
    get: (number, at = 1, below = 1) => read(repetitions(number)[0] ?? '', at, below),
    all: (number) => repetitions(number).filter((text) => text !== '' && text !== '""').slice(0, MOST_REPETITIONS).map((text) => ({ get: (at, below = 1) => read(text, at, below) })),
  }
}
