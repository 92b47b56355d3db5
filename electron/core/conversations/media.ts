import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  add: 'INSERT INTO text_media (id, text_id, content_type, size, problem) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  ofText: 'SELECT id, content_type, size, problem FROM text_media WHERE text_id = ? ORDER BY id',
  byId: 'SELECT id, content_type, size, problem FROM text_media WHERE id = ?',
  keep: 'INSERT INTO media_bytes (id, bytes) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
  dropLost: `DELETE FROM media_bytes WHERE id >= 'out:' AND id < 'out;' AND id NOT IN (SELECT id FROM text_media) AND id NOT IN (SELECT m.value ->> 'id' FROM drafts, json_each(drafts.media) m WHERE drafts.media IS NOT NULL)`,
  bytes: 'SELECT bytes FROM media_bytes WHERE id = ?',
})

/** A picture or document that came with a text; `problem` says in words for the desk why it is not here. */
export type MediaRecord = { id: string; contentType: string; size: number; problem: string | null }

export function addMedia(db: WritableDB, media: { mediaId: string; textId: string; contentType: string; size: number; problem: string | null }): void {
  sql(db).add.run(media.mediaId, media.textId, media.contentType, media.size, media.problem)
}

export function mediaOf(db: ReadableDB, textId: string): MediaRecord[] {
  return sql(db).ofText.all(textId).map(toMedia)
}

export function mediaById(db: ReadableDB, mediaId: string): MediaRecord | null {
  const row = sql(db).byId.get(mediaId)
  return row ? toMedia(row) : null
}

/** Keeps the bytes in the encrypted file, before the event that tells of them: the journal holds what they are, not them. */
export function keepBytes(db: WritableDB, mediaId: string, bytes: Uint8Array): void {
  sql(db).keep.run(mediaId, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** What was attached to a reply that was never sent, and stands in no draft any more. */
export function dropLostMedia(db: WritableDB): void {
  sql(db).dropLost.run()
}

export function bytesOf(db: ReadableDB, mediaId: string): Uint8Array<ArrayBuffer> | null {
  const row = sql(db).bytes.get(mediaId) as { bytes: Buffer } | undefined
  return row ? new Uint8Array(row.bytes) : null
}

function toMedia(row: unknown): MediaRecord {
  const { id, content_type, size, problem } = row as { id: string; content_type: string; size: number; problem: string | null }
  return { id, contentType: content_type, size, problem }
}
