import type { EntityType } from '@shared/contract/views.ts'
import type { EventKind, JournalEvent } from '@shared/events/index.ts'
import type { ReadableDB, WritableDB } from './database.ts'

/** Something a window may hold and must hear about. */
export type Touched = { type: EntityType; id: string }

/**
 * How one kind of event changes the tables, and whom it concerns. `project` writes only its subject's
 * tables and uses no clock, no random and no network: replaying the journal gives the same rows.
 */
export type KindHandler<K extends EventKind> = {
  project: (db: WritableDB, event: JournalEvent<K>) => void
  /** Asked after the projection ran. */
  touches: (db: ReadableDB, event: JournalEvent<K>) => Touched[]
}

export type KindHandlers<K extends EventKind> = { [P in K]: KindHandler<P> }

/** A subject's part of the journal: its kinds, and the tables a rebuild empties. */
export type Subject<K extends EventKind> = { kinds: KindHandlers<K>; tables: readonly string[] }
