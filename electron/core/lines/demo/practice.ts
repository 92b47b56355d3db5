import { createHash } from 'node:crypto'
import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import type { WritableDB } from '../../journal/database.ts'
import { openPractice, type OpenPractice } from '../../practice-file.ts'
import { lineById } from '../queries.ts'
import { demoStart } from './calendar.ts'
import { demoAutomaticOn, demoLineSaved, LINE_ID } from './house.ts'
import { DEMO_SEED, demoStory } from './story.ts'

/** The demo holds nobody real, so its key need not be a secret: it opens also where the practice's own key is lost. */
const DEMO_KEY = createHash('sha256').update('Rapport demo practice').digest()

type Wanted = {
  file: string
  key?: Buffer
  /** The demo day plays this many times faster; its clock does not. */
  speed: number
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void
  /** The real time, ms UTC; the demo has a clock of its own, at a constant distance from it. */
  realNow?: () => number
  seed?: number
}

/**
 * Opens the demo practice. A new file is filled with its past, and its clock then stands at 9:56 on a weekday;
 * a file that is there already goes on where it was, on the same clock.
 * @throws FileFailure when the file cannot be opened
 */
export async function prepareDemo({ file, key = DEMO_KEY, speed, announce, realNow = Date.now, seed = DEMO_SEED }: Wanted): Promise<OpenPractice> {
  let ahead = 0
  const now = (): number => realNow() + ahead
  const opened = await openPractice({ file, key, which: 'demo', announce, now, prepare: (db) => void (ahead = clockOf(db, realNow())) })
  const { core } = opened
  try {
    if (core.lastSeq() === 0) core.record([...demoStory({ seed, start: core.now(), speed }), demoAutomaticOn(core.now())])
    else if (lineById(core.db, LINE_ID)?.settings['speed'] !== speed) core.record([demoLineSaved(speed, core.now())])
    else return opened
    await core.lines.restart(LINE_ID)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** How far the demo's clock is ahead of the real one, in ms: set once for a file and kept in it. */
function clockOf(db: WritableDB, realNow: number): number {
  const kept = db.prepare(`SELECT value FROM meta WHERE name = 'demo-clock'`).get() as { value: string } | undefined
  if (kept) return Number(kept.value)
  const ahead = demoStart(realNow) - realNow
  db.prepare(`INSERT INTO meta (name, value) VALUES ('demo-clock', ?)`).run(String(ahead))
  return ahead
}
