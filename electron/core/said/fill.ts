import { eventsBetween } from '../journal/journal.ts'
import type { WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { log } from '../log.ts'
import { indexSaid, isTelling } from './index.ts'

const sql = statements({
  unread: `SELECT CAST(value AS INTEGER) AS seq FROM meta WHERE name = 'said.unread'`,
  readTo: `UPDATE meta SET value = ? WHERE name = 'said.unread'`,
  done: `DELETE FROM meta WHERE name = 'said.unread'`,
})

/** Events per piece: few enough that a ring in between waits for some milliseconds only. */
const PIECE = 1000
/** Between two pieces, in ms: most of the time is left to the desk. */
const PAUSE = 40

/**
 * Makes one more piece of an older file's journal findable, from the newest down.
 * @returns whether there is more
 */
export function fillPiece(db: WritableDB, size = PIECE): boolean {
  return db.transaction(() => {
    const unread = sql(db).unread.get() as { seq: number } | undefined
    if (!unread) return false
    const from = Math.max(0, unread.seq - size)
    for (const event of eventsBetween(db, from, unread.seq)) if (isTelling(event)) indexSaid(db, event)
    if (from === 0) sql(db).done.run()
    else sql(db).readTo.run(String(from))
    return from > 0
  }).immediate()
}

/** Works through what an older file said before it could be searched, piece by piece, while the file is in use; goes on after a restart. */
export function startFilling(db: WritableDB): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    try {
      if (!fillPiece(db)) return
    } catch (error) {
      // A full disk, a locked file: nothing is lost, and the next start tries again.
      log.warn('said.fill', { error })
      return
    }
    timer = setTimeout(next, PAUSE)
  }
  timer = setTimeout(next, PAUSE)
  return { stop: () => clearTimeout(timer) }
}
