import Database from 'better-sqlite3'
import { keyIn, practiceFile } from './files.ts'

/** Opens the closed practice file of a folder, or a copy of it, for reading with the key that lies in the folder. */
export function openPracticeFile(folder: string, file = practiceFile(folder), { readonly = true } = {}): Database.Database {
  const db = new Database(file, { readonly })
  db.pragma(`cipher='sqlcipher'`)
  db.pragma(`key="x'${keyIn(folder)}'"`)
  return db
}

/** Changes the closed practice file of a folder, where a test needs a past that the app would take too long to live through. */
export function changePracticeFile<T>(folder: string, work: (db: Database.Database) => T): T {
  const db = openPracticeFile(folder, undefined, { readonly: false })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** As if every line had last been live at this moment (ms UTC); null: as if none ever was, and so no gap is told. */
export function setLastLive(folder: string, at: number | null): void {
  changePracticeFile(folder, (db) => {
    if (at === null) db.prepare(`DELETE FROM line_memory WHERE name = 'liveAt'`).run()
    else db.prepare(`INSERT INTO line_memory (line_id, name, value) SELECT id, 'liveAt', ? FROM lines WHERE true ON CONFLICT DO UPDATE SET value = excluded.value`).run(String(at))
  })
}

/** What came with a text that is there already, as a line that fetches pictures records it. */
export function addMedia(folder: string, words: string, media: { id: string; contentType: string; bytes?: Uint8Array; problem?: string }[]): void {
  changePracticeFile(folder, (db) => {
    const { id: textId } = db.prepare('SELECT id FROM texts WHERE body = ?').get(words) as { id: string }
    for (const { id: mediaId, contentType, bytes, problem = null } of media) {
      const size = bytes?.byteLength ?? 0
      if (bytes) db.prepare('INSERT INTO media_bytes (id, bytes) VALUES (?, ?)').run(mediaId, Buffer.from(bytes))
      db.prepare('INSERT INTO text_media (id, text_id, content_type, size, problem) VALUES (?, ?, ?, ?, ?)').run(mediaId, textId, contentType, size, problem)
      db.prepare(`INSERT INTO journal (id, at, desk, actor, kind, source_key, body) VALUES (?, ?, 'test', 'line:test', 'text.mediaReceived', ?, ?)`).run(
        `event of ${mediaId}`, Date.now(), `media:${mediaId}`, JSON.stringify({ textId, mediaId, contentType, size, problem }),
      )
    }
  })
}

/** The source keys of everything a line reported, in the order it was recorded. */
export function recordedSourceKeys(folder: string): string[] {
  const db = openPracticeFile(folder)
  try {
    return (db.prepare('SELECT source_key AS key FROM journal WHERE source_key IS NOT NULL ORDER BY seq').all() as { key: string }[]).map(({ key }) => key)
  } finally {
    db.close()
  }
}
