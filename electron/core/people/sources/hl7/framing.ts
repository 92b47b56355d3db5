/** MLLP: VT, the message, FS CR (HL7 Minimal Lower Layer Protocol, release 1). */

const VT = 0x0b
const FS = 0x1c

/** ADT and SIU are a few kilobytes; what is larger holds documents that nobody reads here. */
export const LARGEST_MESSAGE = 1024 * 1024
/** What is kept of one that is too large, to name it in the answer. */
const HEAD = 8192
/** Bytewise senders would else leave a buffer for each byte. */
const MOST_PARTS = 256

export type Framed =
  | { type: 'message'; bytes: Buffer }
  /** Read past and forgotten but for its beginning. */
  | { type: 'tooLarge'; head: Buffer }
  /** A message that another one began before its end: its sender lost the connection or its way. */
  | { type: 'cut' }
  /** Bytes outside of any message; told once, until a message comes. */
  | { type: 'garbage' }

export type Framing = {
  push: (chunk: Buffer) => Framed[]
  /** Whether a message has begun and not ended. */
  within: () => boolean
}

/** Takes a stream apart, however it is cut into pieces. Holds at most one message of the largest size. */
export function createFraming(largest = LARGEST_MESSAGE): Framing {
  let state: 'outside' | 'inside' | 'over' = 'outside'
  let parts: Buffer[] = []
  let size = 0
  let toldGarbage = false

  function add(bytes: Buffer): void {
    if (bytes.length === 0) return
    size += bytes.length
    if (state === 'over') return
    // A copy: the piece it came in may be large, and would be held whole.
    parts.push(Buffer.from(bytes))
    if (parts.length > MOST_PARTS) parts = [Buffer.concat(parts)]
    if (size <= largest) return
    parts = [Buffer.concat(parts).subarray(0, HEAD)].map((head) => Buffer.from(head))
    state = 'over'
  }

  function begin(): void {
    state = 'inside'
    parts = []
    size = 0
    toldGarbage = false
  }

  function end(): Framed {
    const bytes = Buffer.concat(parts)
    const framed: Framed = state === 'over' ? { type: 'tooLarge', head: bytes } : { type: 'message', bytes }
    state = 'outside'
    parts = []
    return framed
  }

  return {
    within: () => state !== 'outside',
    push(chunk) {
      const framed: Framed[] = []
      for (let at = 0; at < chunk.length; ) {
        if (state === 'outside') {
          const start = chunk.indexOf(VT, at)
          const between = chunk.subarray(at, start === -1 ? chunk.length : start)
          if (!toldGarbage && between.some((byte) => byte > 0x20)) {
            toldGarbage = true
            framed.push({ type: 'garbage' })
          }
          if (start === -1) break
          begin()
          at = start + 1
          continue
        }
        const rest = chunk.subarray(at)
        const ends = [rest.indexOf(FS), rest.indexOf(VT)].filter((found) => found !== -1)
        const stop = ends.length === 0 ? -1 : Math.min(...ends)
        add(stop === -1 ? rest : rest.subarray(0, stop))
        if (stop === -1) break
        at += stop + 1
        if (rest[stop] === FS) framed.push(end())
        else {
          framed.push({ type: 'cut' })
          begin()
        }
      }
      return framed
    },
  }
}

/** A message ready for the wire. */
export function frame(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([VT]), bytes, Buffer.from([FS, 0x0d])])
}
