import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import type { DraftView } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import type { ReadableDB } from './journal/database.ts'
import type { Recorded } from './journal/journal.ts'
import type { Hl7Service } from './people/sources/hl7/service.ts'
import type { ImportJobs } from './people/import/jobs.ts'
import type { WalkingNow } from './conversations/walking.ts'
import type { WritingNow } from './conversations/writing.ts'
import type { LineManager } from './lines/manager.ts'

/** One open practice file and what works on it. Handlers read `db` and change things only through `record`. */
export type Core = {
  db: ReadableDB
  which: 'demo' | 'practice'
  file: string
  /** This reception PC, as the journal names it. */
  desk: string
  /** The one way in; see journal/journal.ts. */
  record: (events: Iterable<NewEvent>) => Recorded
  lastSeq: () => number
  /** Keeps a half-written reply; the one thing that is not an event. */
  saveDraft: (draft: DraftView) => void
  /** Keeps a picture or document in the file, before the event that tells of it. */
  keepMedia: (mediaId: string, bytes: Uint8Array) => void
  /** Who is writing where in the windows of this desk. */
  writing: WritingNow
  /** With whom each window is in its walk. */
  walking: WalkingNow
  now: () => number
  newId: () => string
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void
  lines: LineManager
  imports: ImportJobs
  hl7: Hl7Service
  backUp: () => Promise<{ file: string; at: number }>
}
