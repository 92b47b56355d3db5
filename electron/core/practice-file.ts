import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import type { Core } from './core.ts'
import { changeSetOf } from './journal/changes.ts'
import { openDatabase, type WritableDB } from './journal/database.ts'
import { createJournal } from './journal/journal.ts'
import { createLineManager } from './lines/manager.ts'
import { saveDraft } from './conversations/drafts.ts'
import { dropLostMedia, keepBytes } from './conversations/media.ts'
import { createWalking } from './conversations/walking.ts'
import { createWriting } from './conversations/writing.ts'
import { sweepLostCalls } from './lines/lost-calls.ts'
import { createImportJobs } from './people/import/jobs.ts'
import { startFollowUpRules } from './people/follow-ups/rules-at-work.ts'
import { createHl7Service } from './people/sources/hl7/service.ts'
import { startAutomatic } from './replies/automatic-at-work.ts'
import { startOutbox } from './replies/outbox.ts'
import { startFilling } from './said/fill.ts'

export type OpenPractice = { core: Core; close: () => Promise<void> }

type Wanted = {
  file: string
  key: Buffer
  which: 'demo' | 'practice'
  now: () => number
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void
  /** Sees the open file before anything works on it: the demo finds its clock there. */
  prepare?: (db: WritableDB) => void
}

/**
 * Opens a practice file with everything that works on it: journal, outbox, lines.
 * @throws FileFailure when the file cannot be opened
 */
export async function openPractice(wanted: Wanted): Promise<OpenPractice> {
  const db = openDatabase(wanted.file, wanted.key)
  try {
    wanted.prepare?.(db)
    return await workOn(db, wanted)
  } catch (error) {
    // Left open, the file would be locked for the next try.
    db.close()
    throw error
  }
}

async function workOn(db: WritableDB, wanted: Wanted): Promise<OpenPractice> {
  const desk = deskOf(db)
  const journal = createJournal(db, { newId: () => uuidv7(), desk })
  let backingUp: ReturnType<Core['backUp']> | null = null
  const core: Core = {
    db,
    which: wanted.which,
    file: wanted.file,
    desk,
    record: journal.record,
    lastSeq: journal.lastSeq,
    saveDraft: (draft) => saveDraft(db, draft),
    keepMedia: (mediaId, bytes) => keepBytes(db, mediaId, bytes),
    writing: createWriting((all) => core.announce('writing', all)),
    walking: createWalking((all) => core.announce('walking', all)),
    now: wanted.now,
    newId: () => uuidv7(),
    announce: wanted.announce,
    backUp: () => (backingUp ??= backUp(db, wanted.file, wanted.now()).finally(() => (backingUp = null))),
    get lines() {
      return lines
    },
    get imports() {
      return imports
    },
    get hl7() {
      return hl7
    },
  }
  const lines = createLineManager(core, db)
  const imports = createImportJobs(core)
  const hl7 = createHl7Service(core)
  dropLostMedia(db)
  const outbox = startOutbox(core)
  const automatic = startAutomatic(core)
  const followUps = startFollowUpRules(core)
  journal.subscribe(({ from, seq, events, touched }) => {
    core.announce('changes', changeSetOf(core, from, seq, touched))
    outbox.notice(events)
    automatic.notice(events)
    followUps.notice(events)
  })
  const lostCalls = sweepLostCalls(core)
  const filling = startFilling(db)
  await lines.startAll()
  await hl7.start()
  return {
    core,
    async close() {
      lostCalls.stop()
      filling.stop()
      automatic.stop()
      outbox.stop()
      await followUps.stop()
      await hl7.stop()
      await imports.stop()
      await lines.stopAll()
      // Closing empties the log into the file, which must stand still while it is copied.
      await backingUp?.catch(() => undefined)
      db.close()
    },
  }
}

/** This PC's name in the journal, made once with the file. */
function deskOf(db: WritableDB): string {
  const known = db.prepare(`SELECT value FROM meta WHERE name = 'desk'`).get() as { value: string } | undefined
  if (known) return known.value
  const desk = `desk-${randomUUID().slice(0, 8)}`
  db.prepare(`INSERT INTO meta (name, value) VALUES ('desk', ?)`).run(desk)
  return desk
}

function backupFolder(file: string): string {
  return `${file}.backups`
}

/**
 * Copies the file while it is in use; the copy is encrypted with the same key. The log is emptied into the file
 * first and kept from it during the copy, so what is copied stands still. (SQLite's own backup call would write
 * the copy without the key.)
 */
async function backUp(db: WritableDB, file: string, now: number): Promise<{ file: string; at: number }> {
  const folder = backupFolder(file)
  mkdirSync(folder, { recursive: true })
  const copy = join(folder, `${new Date(now).toISOString().replaceAll(':', '-').slice(0, 19)}.db`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('wal_autocheckpoint = 0')
  try {
    await copyFile(file, `${copy}.part`)
    await reachDisk(`${copy}.part`)
    await rename(`${copy}.part`, copy)
  } catch (error) {
    // Half a copy is no backup, and on a full disk it would hold the space that is missing.
    await rm(`${copy}.part`, { force: true })
    throw error
  } finally {
    db.pragma('wal_autocheckpoint = 1000')
  }
  return { file: copy, at: now }
}

async function reachDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function newestBackup(file: string): { file: string; at: number } | null {
  const folder = backupFolder(file)
  if (!existsSync(folder)) return null
  const newest = readdirSync(folder).filter((name) => name.endsWith('.db')).sort().at(-1)
  if (!newest) return null
  const copy = join(folder, newest)
  return { file: copy, at: Math.round(statSync(copy).mtimeMs) }
}
