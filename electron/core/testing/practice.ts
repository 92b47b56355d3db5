import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import { openPractice, type OpenPractice } from '../practice-file.ts'

export type Announced = { name: AnnouncementName; body: unknown }

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clock the test sets: `clock.at` is ms UTC. */
export function testClock(at = Date.UTC(2026, 2, 10, 15, 0)): { at: number; now: () => number } {
  const clock = { at, now: () => clock.at }
  return clock
}

/** An open practice in a real encrypted file, closed after the test. `announced` collects what windows would hear. */
export async function temporaryPractice(
  options: { now?: () => number; folder?: string; key?: Buffer } = {},
): Promise<OpenPractice & { announced: Announced[]; folder: string; key: Buffer; file: string }> {
  const folder = options.folder ?? temporaryFolder()
  const key = options.key ?? randomBytes(32)
  const file = join(folder, 'practice.db')
  const announced: Announced[] = []
  const announce = <N extends AnnouncementName>(name: N, body: Announcement<N>): void => void announced.push({ name, body })
  const opened = await openPractice({ file, key, which: 'practice', now: options.now ?? Date.now, announce })
  let open = true
  const close = async (): Promise<void> => {
    if (open) await opened.close()
    open = false
  }
  onTestFinished(close)
  return { core: opened.core, close, announced, folder, key, file }
}
