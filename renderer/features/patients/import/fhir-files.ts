import type { Value } from '@shared/contract/index.ts'
import type { Result } from '@shared/contract/result.ts'
import { client } from '@renderer/store/index.ts'

/** Bytes of a file that cross at once: a short message, whatever the file. */
const PIECE = 1024 * 1024

/** Files of a FHIR export: resources on lines, or Bundles; compressed or not. */
export function isFhirFile(name: string): boolean {
  return /\.(?:ndjson|jsonl|json)(?:\.gz)?$/i.test(name)
}

/**
 * Hands the files to the core a piece at a time, and has what was read staged. The window never holds more than a piece.
 * @param progress told the share of the bytes that were read, 0 to 1
 * @throws what reading the file throws
 */
export async function feedFiles(readId: string, files: readonly File[], name: string, progress: (share: number) => void): Promise<Result<Value<'imports.fed'>>> {
  const size = Math.max(1, files.reduce((sum, file) => sum + file.size, 0))
  let before = 0
  for (const file of files) {
    for (let at = 0; at === 0 || at < file.size; at += PIECE) {
      const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
      // Two files of one name, from two folders, are two files.
      const reply = await client.call('imports.feed', { readId, fileName: file.name, bytes, last: at + PIECE >= file.size })
      if (!reply.ok) return reply
      progress((before + at + bytes.length) / size)
    }
    before += file.size
  }
  return client.call('imports.fed', { readId, name })
}
