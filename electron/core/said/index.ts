import { fold } from '@shared/rules/fold.ts'
import type { JournalEvent } from '@shared/events/index.ts'
import type { WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  said: 'INSERT OR REPLACE INTO said_words (rowid, words) VALUES (?, ?)',
  visit: 'INSERT OR REPLACE INTO visit_words (rowid, words) VALUES (?, ?)',
})

export const saidIndexes: readonly string[] = ['said_words', 'visit_words']

/** The kinds of event that say something worth finding again. */
export const TELLING = ['text.received', 'text.queued', 'conversation.noted', 'call.voicemail', 'visit.recorded'] as const

type Telling = JournalEvent<(typeof TELLING)[number]>

export function isTelling(event: { kind: string }): event is Telling {
  return (TELLING as readonly string[]).includes(event.kind)
}

/** What an event says in words; empty where it says nothing, or only what an automatic text always says. */
export function wordsIn(event: Telling): string {
  switch (event.kind) {
    case 'text.received':
    case 'conversation.noted':
      return event.body.body
    case 'text.queued':
      return event.body.automatic ? '' : event.body.body
    case 'call.voicemail':
      return event.body.transcript ?? ''
    case 'visit.recorded':
      return event.body.note
  }
}

/** Part of every event's projection: makes its words findable. Doing so twice changes nothing. */
export function indexSaid(db: WritableDB, event: JournalEvent): void {
  if (!isTelling(event)) return
  const words = fold(wordsIn(event))
  if (words !== '') sql(db)[event.kind === 'visit.recorded' ? 'visit' : 'said'].run(event.seq, words)
}
