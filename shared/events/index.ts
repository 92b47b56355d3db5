import type { z } from 'zod'
import { cardEvents } from './card.ts'
import { conversationEvents } from './conversations.ts'
import { peopleEvents } from './people.ts'
import { practiceEvents } from './practice.ts'
import { recordsEvents } from './records.ts'
import { repliesEvents } from './replies.ts'

/** Every kind of event that may stand in the journal, with the schema of its body. */
export const eventSchemas = { ...peopleEvents, ...cardEvents, ...conversationEvents, ...repliesEvents, ...practiceEvents, ...recordsEvents } as const

export type EventKind = keyof typeof eventSchemas
export type EventBody<K extends EventKind> = z.output<(typeof eventSchemas)[K]>

/** An event on its way into the journal. */
export type NewEvent<K extends EventKind = EventKind> = {
  [P in K]: {
    kind: P
    body: EventBody<P>
    /** When it happened, ms UTC: the provider's time where there is one. */
    at: number
    /** A staff id, `line:<id>` or `rule:<name>`. */
    actor: string
    /** Line and provider id: recording the same key again is a no-op. */
    sourceKey?: string
  }
}[K]

/** An event as it stands in the journal. */
export type JournalEvent<K extends EventKind = EventKind> = {
  [P in K]: { seq: number; id: string; at: number; desk: string; actor: string; kind: P; sourceKey: string | null; body: EventBody<P> }
}[K]
