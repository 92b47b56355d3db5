/**
 * Cuts what comes from an Asterisk manager port (AMI) into blocks: `Key: value` lines, CRLF or LF, ended by an empty
 * line. How the network cut it does not matter. Source: Asterisk's AMI v2 specification, and recordings of Asterisk 22.
 */

/** One block: an event, or the answer to an action. */
export type Block = {
  /** The first value of a key, in any case; '' where there is none. The first, because text from outside stands behind the system's own keys. */
  get: (key: string) => string
  all: (key: string) => readonly string[]
}

/** What is wrong with a piece of the stream; it is skipped up to the next empty line. */
export type Bad = 'tooLong' | 'notKeyValue'

export type Reader = {
  /** The blocks that end in this piece. Keeps at most `LONGEST_BLOCK` bytes of an unfinished one. Never throws. */
  push: (piece: Uint8Array) => Block[]
  /** The version in the greeting, such as "11.0.0"; null until it came, '' where it names none. */
  greeting: () => string | null
}

/** Real blocks are 200 bytes to 4 kB; more than this is no phone system's. */
const LONGEST_BLOCK = 64 * 1024
const NEWLINE = 10
const RETURN = 13
/** The end of what an old Asterisk prints after `Response: Follows`, where empty lines end nothing. */
const END_OF_OUTPUT = '--END COMMAND--'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @param bad told once for each piece that is skipped */
export function createReader(bad: (what: Bad) => void): Reader {
  let greeting: string | null = null
  /** The line that has not ended yet. */
  let pieces: Uint8Array[] = []
  let blank = true
  let block = new Map<string, string[]>()
  let blockLength = 0
  /** Too long: nothing is kept until it ends. */
  let skipping = false
  let output = false
  let strange = false

  function endBlock(): Block | null {
    const fields = block
    if (strange && !skipping) bad('notKeyValue')
    const usable = !skipping && fields.size > 0
    block = new Map()
    blockLength = 0
    skipping = output = strange = false
    return usable ? blockOf(fields) : null
  }

  function skip(): void {
    if (!skipping) bad('tooLong')
    skipping = true
    block = new Map()
    pieces = []
  }

  function add(key: string, value: string): void {
    const values = block.get(key)
    if (values) values.push(value)
    else block.set(key, [value])
  }

  function takeLine(line: string): Block | null {
    if (greeting === null) {
      const found = /call manager(?:[^/]*\/([\w.]+))?/i.exec(line)
      greeting = found?.[1] ?? ''
      // The greeting is a line of its own, with no empty line behind it.
      if (found) return null
    }
    if (output && (block.has('output') || !/^(?:Privilege|ActionID): /i.test(line))) {
      if (line.endsWith(END_OF_OUTPUT)) output = false
      else add('output', line)
      return null
    }
    if (line === '') return endBlock()
    const colon = line.indexOf(':')
    const key = line.slice(0, colon).trim().toLowerCase()
    // Garbage in a block costs that line; a key is a word, or what a variable may be called.
    if (colon < 1 || key.length > 80 || !/^[\w().~-]+$/.test(key)) {
      strange = true
      return null
    }
    const value = line.slice(colon + 1).trim()
    add(key, value)
    if (key === 'response' && value.toLowerCase() === 'follows') output = true
    return null
  }

  return {
    greeting: () => greeting,
    push(piece) {
      const blocks: Block[] = []
      let from = 0
      while (from < piece.length) {
        const newline = piece.indexOf(NEWLINE, from)
        const until = newline < 0 ? piece.length : newline
        blockLength += until - from + (newline < 0 ? 0 : 1)
        blank &&= isBlank(piece, from, until)
        if (!skipping && until > from) pieces.push(newline < 0 ? piece.slice(from, until) : piece.subarray(from, until))
        if (blockLength > LONGEST_BLOCK) skip()
        if (newline < 0) break
        from = newline + 1
        const ended = skipping ? (blank ? endBlock() : null) : takeLine(blank ? '' : textOf(pieces))
        pieces = []
        blank = true
        if (ended) blocks.push(ended)
      }
      return blocks
    },
  }
}

function isBlank(piece: Uint8Array, from: number, until: number): boolean {
  return until === from || (until === from + 1 && piece[from] === RETURN)
}

/** UTF-8, or Latin-1 where it is not: an old phone system's names. Control characters, NUL among them, are left out. */
function textOf(pieces: readonly Uint8Array[]): string {
  const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    text = Buffer.from(bytes).toString('latin1')
  }
  return text.replaceAll(/\p{Cc}/gu, '')
}

function blockOf(fields: ReadonlyMap<string, string[]>): Block {
  return {
    get: (key) => fields.get(key.toLowerCase())?.[0] ?? '',
    all: (key) => fields.get(key.toLowerCase()) ?? [],
  }
}
