import { BadMessage, contentLength, CR, endOfHead, LF, MAX_MESSAGE, readHead, type SipMessage } from './message.ts'

/** What a stream brings: messages, and the keep-alives of RFC 5626 section 4.4.1 between them. */
export type Framed = SipMessage | { type: 'ping' } | { type: 'pong' } | { type: 'bad'; error: BadMessage }

/** So many bad messages in a row are no accident. */
const MOST_BAD = 50

export type Framing = {
  /**
   * Takes what came, in whatever pieces.
   * @throws BadMessage when the stream cannot be followed any more and has to be cut
   */
  push: (chunk: Buffer) => Framed[]
  /** Whether a message has begun and not ended: one that stays so for long is a sender who holds the line. */
  isWithin: () => boolean
}

/** Cuts a TCP or TLS stream into messages by Content-Length (RFC 3261 section 18.3). Holds at most `MAX_MESSAGE` bytes, and looks at each once. */
export function createFraming(): Framing {
  let kept = Buffer.alloc(4096)
  /** What is kept and not yet given out. */
  let start = 0
  let end = 0
  /** Up to here no end of the headers was found. */
  let scanned = 0
  let bad = 0
  /** Headers that were read and whose body is still coming. */
  let waiting: { message: SipMessage | BadMessage; body: number; length: number } | null = null

  function next(): Framed | null {
    if (waiting === null) {
      if (start === end) return null
      if (kept[start] === CR || kept[start] === LF) return lineBreak()
      const found = endOfHead(kept.subarray(0, end), Math.max(start, scanned - 3))
      scanned = found === null ? end : 0
      if (found === null) return null
      const message = readOrBad(kept.toString('utf8', start, found.head))
      // Without a length that can be read nobody knows where the next message begins.
      const length = message instanceof BadMessage ? lengthOfBad(kept.toString('latin1', start, found.head)) : (contentLength(message) ?? 0)
      if (found.body - start + length > MAX_MESSAGE) throw new BadMessage('too long')
      waiting = { message, body: found.body, length }
    }
    const { message, body, length } = waiting
    if (end < body + length) return null
    waiting = null
    start = body + length
    bad = message instanceof BadMessage ? bad + 1 : 0
    if (bad > MOST_BAD) throw new BadMessage('nothing but bad messages')
    return message instanceof BadMessage ? { type: 'bad', error: message } : { ...message, body: Buffer.from(kept.subarray(body, start)) }
  }

  /** Two line ends ask, one answers; any more are filling. */
  function lineBreak(): Framed | null {
    const [first, second, third, fourth] = kept.subarray(start, Math.min(start + 4, end))
    const asPong = (length: number): Framed => ((start += length), { type: 'pong' })
    if (first === LF) return asPong(1)
    if (second === undefined) return null
    if (second !== LF) throw new BadMessage('no start line')
    if (third !== CR) return asPong(2)
    // The rest of a ping may be in the next packet.
    if (fourth === undefined) return null
    if (fourth !== LF) throw new BadMessage('no start line')
    start += 4
    return { type: 'ping' }
  }

  /** Moves what is left to the front, once a packet, and makes room. */
  function makeRoom(wanted: number): void {
    if (start > 0) {
      kept.copyWithin(0, start, end)
      if (waiting) waiting.body -= start
      scanned = Math.max(0, scanned - start)
      end -= start
      start = 0
    }
    if (end + wanted <= kept.length || kept.length === MAX_MESSAGE) return
    const larger = Buffer.alloc(Math.min(MAX_MESSAGE, Math.max(2 * kept.length, end + wanted)))
    kept.copy(larger, 0, 0, end)
    kept = larger
  }

  return {
    push(chunk) {
      const framed: Framed[] = []
      for (let taken = 0; taken < chunk.length; ) {
        makeRoom(chunk.length - taken)
        if (end === MAX_MESSAGE) throw new BadMessage('too long')
        const part = chunk.subarray(taken, taken + kept.length - end)
        part.copy(kept, end)
        end += part.length
        taken += part.length
        for (let one = next(); one !== null; one = next()) framed.push(one)
      }
      return framed
    },
    isWithin: () => end > start,
  }
}

function readOrBad(head: string): SipMessage | BadMessage {
  try {
    return readHead(head)
  } catch (error) {
    if (error instanceof BadMessage) return error
    throw error
  }
}

/** A message that is none may still say how long it is, so that it costs itself and not the connection. */
function lengthOfBad(head: string): number {
  const length = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*$/im.exec(head)?.[1]
  if (length === undefined) throw new BadMessage('no length')
  return Number(length)
}
