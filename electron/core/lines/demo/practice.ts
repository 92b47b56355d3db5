import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import { openPractice, type OpenPractice } from '../../practice-file.ts'
import { prepareNewPractice } from '../../practice/starter.ts'

export async function prepareDemo(wanted: { file: string; key: Buffer; speed: number; announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void }): Promise<OpenPractice> {
  const opened = await openPractice({ ...wanted, which: 'demo', now: Date.now })
  prepareNewPractice(opened.core)
  return opened
}
