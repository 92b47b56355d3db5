import { once } from 'node:events'
import { createGunzip, type Gunzip } from 'node:zlib'
import { Refusal } from '../../../handlers.ts'
import { short } from '../../import/values.ts'
import type { GiveWay } from '../../import/slices.ts'
import { resourcesIn, type Collected } from './collected.ts'
import { documentsOf, linesOf, type Framed, type Framing } from './framing.ts'
import { readRecord } from './record.ts'

/** Bytes looked at between two turns of the event loop at most. */
const PIECE = 64 * 1024
/** What a compressed file may grow to; a file of nothing but zeros grows a thousandfold. */
const MOST_UNPACKED = 8 * 1024 * 1024 * 1024
/** Broken records without a single good one, and this is no FHIR file. */
const HOPELESS = 1000

export type Reader = {
  /** The next bytes of the file; resolves when they were read. */
  push: (bytes: Uint8Array) => Promise<void>
  /** The file is there in whole. */
  end: () => Promise<void>
  /** Gives up; what was read stays collected. */
  close: () => void
}

/**
 * Reads one file as it comes, compressed or not: a resource per line, or a Bundle. Records that cannot be read are told and
 * left out.
 * @throws Refusal (from `push` and `end`) for what is no FHIR, cut off in the middle of a document, or larger than is read
 */
export function readerOf(fileName: string, collected: Collected, giveWay: GiveWay): Reader {
  const file = short(fileName)
  const byLine = /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(fileName)
  /** The first bytes, which tell what the file is; null once they did. */
  let head: Buffer | null = Buffer.alloc(0)
  let gunzip: Gunzip | null = null
  let text: TextSteps | null = null
  const unpackedPieces: Buffer[] = []
  let unpacked = 0
  let broken = 0

  async function take(framed: readonly Framed[]): Promise<void> {
    for (const one of framed) {
      const place = `${file} ${WORDS[one.part]} ${one.number}`
      const read = readRecord(one)
      if (read === 'blank') continue
      if ('problem' in read) takeBroken(read.problem, place)
      // The records of a list were read by themselves; what is left is an empty one.
      else if (!(one.part === 'document' && Array.isArray(read.value))) {
        for (const found of resourcesIn(read.value)) {
          collected.add(found, place)
          await giveWay()
        }
      }
      await giveWay()
    }
  }

  function takeBroken(problem: string, place: string): void {
    collected.problem(problem, place)
    broken += 1
    if (broken === HOPELESS && collected.read === 0) throw notFhir(file)
  }

  async function plain(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return
    text ??= textSteps(bytes, byLine)
    for (let at = 0; at < bytes.length; at += PIECE) {
      await take(text.framing.push(text.utf8(bytes.subarray(at, at + PIECE))))
      await giveWay()
    }
  }

  async function unpack(stream: Gunzip, bytes: Uint8Array | null): Promise<void> {
    try {
      if (bytes !== null) await new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())))
      else await Promise.all([once(stream, 'end'), new Promise<void>((resolve) => stream.end(resolve))])
    } catch {
      throw new Refusal('badArgument', `${file} is damaged and cannot be unpacked to its end. Nothing was imported. Export it again and choose the new file.`)
    }
    for (const piece of unpackedPieces.splice(0)) {
      unpacked += piece.length
      if (unpacked > MOST_UNPACKED) throw new Refusal('badArgument', `${file} is larger than 8 GB when it is unpacked. Export the records in smaller files.`)
      await plain(piece)
    }
  }

  async function takeBytes(bytes: Uint8Array): Promise<void> {
    if (gunzip === null && text === null && bytes[0] === 0x1f && bytes[1] === 0x8b) {
      gunzip = createGunzip()
      // A damaged file is told where it is written to.
      gunzip.on('error', () => undefined)
      gunzip.on('data', (piece: Buffer) => void unpackedPieces.push(piece))
    }
    if (gunzip === null) return plain(bytes)
    // In small steps, so that what they grow to stays small as well.
    for (let at = 0; at < bytes.length; at += PACKED) await unpack(gunzip, bytes.subarray(at, at + PACKED))
  }

  return {
    async push(bytes) {
      if (head === null) return takeBytes(bytes)
      head = Buffer.concat([head, bytes])
      if (head.length < HEAD) return
      const first = head
      head = null
      await takeBytes(first)
    },
    async end() {
      if (head !== null) await takeBytes(head)
      if (gunzip !== null) await unpack(gunzip, null)
      if (text === null) return
      const { framed, whole } = text.framing.end()
      await take(framed)
      if (!whole) throw new Refusal('badArgument', `${file} ends in the middle: it was cut off when it was saved or copied. Nothing was imported. Export it again and choose the new file.`)
    },
    close: () => void gunzip?.destroy(),
  }
}

const PACKED = 16 * 1024
/** As many bytes as the longest mark at the start of a file. */
const HEAD = 3

const WORDS: Readonly<Record<Framed['part'], string>> = { line: 'line', entry: 'entry', document: 'record' }

type TextSteps = { framing: Framing; utf8: (bytes: Uint8Array) => Uint8Array }

/** How a file's bytes become records, told from its first ones. */
function textSteps(first: Uint8Array, byLine: boolean): TextSteps {
  const framing = byLine ? linesOf() : documentsOf()
  const wide = first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : null
  if (wide !== null) {
    const decoder = new TextDecoder(wide)
    const encoder = new TextEncoder()
    return { framing, utf8: (bytes) => encoder.encode(decoder.decode(bytes, { stream: true })) }
  }
  let marked = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf
  return {
    framing,
    utf8(bytes) {
      if (!marked) return bytes
      marked = false
      return bytes.subarray(3)
    },
  }
}

/** Refuses what held nothing to bring in. */
export function refuseEmpty(collected: Collected, what: string): void {
  if (!collected.isEmpty) return
  if (collected.read > 0) throw new Refusal('badArgument', `${what} has no patients and no visits. Choose the files with Patient, Encounter and Appointment in their names as well.`)
  throw notFhir(what)
}

function notFhir(what: string): Refusal {
  return new Refusal('badArgument', `${what} holds no FHIR records that Rapport can read. Choose files of a FHIR R4 export: .ndjson, or Bundles as .json.`)
}
