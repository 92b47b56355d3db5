/**
 * Cuts what comes in pieces of any size into the bytes of single records, holding at most one record. Two forms: one
 * resource per line (bulk export), and a JSON document, whose Bundle entries or array elements are the records.
 */

/** The bytes of one record, valid until the next piece is pushed; null where it was longer than what is held. */
export type Framed = {
  part: 'line' | 'entry' | 'document'
  /** Its number among its kind, from 1. */
  number: number
  bytes: Uint8Array | null
}

export type Framing = {
  push: (piece: Uint8Array) => Framed[]
  /** What was held; `whole` is false where the input ended in the middle of a document. */
  end: () => { framed: Framed[]; whole: boolean }
}

/** A longer record is left out: nothing about a person is that long but pictures. */
export const LONGEST_RECORD = 4 * 1024 * 1024

const [NEWLINE, QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, COMMA, COLON] = [10, 34, 92, 91, 93, 123, 125, 44, 58]

/** Bytes that come in pieces and are wanted whole, as long as they are not too many. */
class Held {
  private pieces: Uint8Array[] = []
  private size = 0
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  add(piece: Uint8Array): void {
    this.size += piece.length
    if (this.size > this.most) this.pieces = []
    // The sender may use its buffer again, and `slice` of a Buffer is no copy.
    else if (piece.length > 0) this.pieces.push(new Uint8Array(piece))
  }

  /** What is held with the last piece behind it, and empty afterwards; null where it became too long. */
  take(last: Uint8Array): Uint8Array | null {
    const [whole, size] = [this.pieces, this.size + last.length]
    this.pieces = []
    this.size = 0
    if (size > this.most) return null
    return whole.length === 0 ? last : Buffer.concat([...whole, last])
  }
}

const NOTHING = new Uint8Array()

/** Records on lines of their own. A line that is cut off or broken costs itself only. */
export function linesOf(longest = LONGEST_RECORD): Framing {
  const held = new Held(longest)
  let number = 0
  const line = (last: Uint8Array): Framed => ({ part: 'line', number: (number += 1), bytes: held.take(last) })
  return {
    push(piece) {
      const framed: Framed[] = []
      let from = 0
      for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, from)) {
        framed.push(line(piece.subarray(from, at)))
        from = at + 1
      }
      held.add(piece.subarray(from))
      return framed
    },
    end: () => ({ framed: [line(NOTHING)], whole: true }),
  }
}

/**
 * Records in a JSON document: the elements of a list, the entries of a Bundle, and the document itself without them. Several
 * documents one after the other count as several.
 */
export function documentsOf(longest = LONGEST_RECORD): Framing {
  const item = new Held(longest)
  const rest = new Held(longest)
  let [entries, documents] = [0, 0]
  let depth = 0
  let [inString, escaped] = [false, false]
  /** Outside an entry: the last text in the outermost object, which is the name of a field when a colon follows. */
  let word: number[] | null = null
  let field = ''
  /** Depth of the list whose elements are records; 0 outside one. */
  let listDepth = 0
  let inItem = false

  function push(piece: Uint8Array): Framed[] {
    const framed: Framed[] = []
    // Where the bytes that are not handed on yet begin.
    let from = 0
    const toRest = (until: number): void => {
      rest.add(piece.subarray(from, until))
      from = until
    }
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0
      if (inString) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inString = false
        if (inString && word !== null && word.length < 20) word.push(byte)
        continue
      }
      switch (byte) {
        case QUOTE:
          inString = true
          word = depth === 1 && listDepth === 0 ? [] : null
          break
        case COLON:
          if (word !== null) field = String.fromCharCode(...word)
          word = null
          break
        case COMMA:
          if (depth === 1) field = ''
          break
        case OPEN:
        case OPEN_LIST: {
          if (listDepth > 0 && depth === listDepth) {
            // What stands between two records is dropped.
            from = at
            inItem = true
          }
          depth += 1
          if (byte === OPEN_LIST && listDepth === 0 && (depth === 1 || (depth === 2 && field === 'entry'))) {
            listDepth = depth
            toRest(at + 1)
          }
          break
        }
        case CLOSE:
        case CLOSE_LIST:
          if (depth === 0) break
          if (depth === listDepth) {
            listDepth = 0
            from = at
          }
          depth -= 1
          if (inItem && depth === listDepth) {
            framed.push({ part: 'entry', number: (entries += 1), bytes: item.take(piece.subarray(from, at + 1)) })
            from = at + 1
            inItem = false
          }
          if (depth === 0) {
            framed.push({ part: 'document', number: (documents += 1), bytes: rest.take(piece.subarray(from, at + 1)) })
            from = at + 1
            field = ''
          }
          break
        default:
      }
    }
    if (inItem) item.add(piece.subarray(from))
    else if (listDepth === 0) toRest(piece.length)
    return framed
  }

  return {
    push,
    end() {
      const left = rest.take(NOTHING)
      const blank = left !== null && depth === 0 && left.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
      // Something that is no document at all is handed on, so that somebody says so.
      return { framed: blank || depth > 0 ? [] : [{ part: 'document', number: (documents += 1), bytes: left }], whole: depth === 0 }
    },
  }
}
