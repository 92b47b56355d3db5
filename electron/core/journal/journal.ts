import { eventSchemas, type EventKind, type JournalEvent, type NewEvent } from '@shared/events/index.ts'
import { log } from '../log.ts'
import type { ReadableDB, WritableDB } from './database.ts'
import { kinds, projectedTables } from './kinds.ts'
import { statements } from './statements.ts'
import type { KindHandler, Touched } from './subject.ts'
import { indexSaid } from '../said/index.ts'

const sql = statements({
  insert: `INSERT INTO journal (id, at, desk, actor, kind, source_key, body) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT(source_key) WHERE source_key IS NOT NULL DO NOTHING`,
  lastSeq: 'SELECT coalesce(max(seq), 0) AS seq FROM journal',
  at: 'SELECT * FROM journal WHERE seq = ?',
  between: 'SELECT * FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq',
  before: `SELECT seq FROM journal WHERE seq < @below AND seq >= @lowest AND at >= @from AND at < @until AND (@actor IS NULL OR actor = @actor) ORDER BY seq DESC LIMIT @limit`,
  since: 'SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
})

/** An event whose body does not fit its kind's schema. Nothing of its batch was recorded. */
export class BadEvent extends Error {}

/** What a `record` did: the events that went in (a repeated source key does not), and whom they concern. */
export type Recorded = { from: number; seq: number; events: JournalEvent[]; touched: Touched[] }

export type Journal = {
  /**
   * The one way in: checks each event against its kind's schema, appends it, runs its projection, all in
   * one transaction; then tells the subscribers. Recording a source key twice is a no-op.
   * A generator is asked for its next event after the one before it took effect, inside the same transaction.
   * @throws BadEvent, or what SQLite says; then nothing of the batch is in
   */
  record: (events: Iterable<NewEvent>) => Recorded
  subscribe: (listener: (recorded: Recorded) => void) => () => void
  lastSeq: () => number
}

type Effects = { newId: () => string; desk: string }

export function createJournal(db: WritableDB, effects: Effects): Journal {
  const listeners = new Set<(recorded: Recorded) => void>()

  const append = db.transaction((events: Iterable<NewEvent>): Recorded => {
    const from = lastSeq(db)
    const recorded: JournalEvent[] = []
    let seq = from
    for (const event of events) {
      const checked = eventSchemas[event.kind].safeParse(event.body)
      if (!checked.success) throw new BadEvent(`${event.kind}: ${checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ')}`)
      const id = effects.newId()
      const sourceKey = event.sourceKey ?? null
      const { changes, lastInsertRowid } = sql(db).insert.run(id, event.at, effects.desk, event.actor, event.kind, sourceKey, JSON.stringify(checked.data))
      if (changes === 0) continue
      seq = Number(lastInsertRowid)
      const entry = { seq, id, at: event.at, desk: effects.desk, actor: event.actor, kind: event.kind, sourceKey, body: checked.data } as JournalEvent
      project(db, entry)
      recorded.push(entry)
    }
    return { from, seq, events: recorded, touched: touchedBy(db, recorded) }
  })

  return {
    record(events) {
      const recorded = append.immediate(events)
      if (recorded.events.length === 0) return recorded
      for (const listener of listeners) {
        try {
          listener(recorded)
        } catch (error) {
          // It is saved: a window that could not be told must not make it look refused, nor keep the next from hearing.
          log.warn('journal.listener', { error })
        }
      }
      return recorded
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lastSeq: () => lastSeq(db),
  }
}

export function lastSeq(db: ReadableDB): number {
  return (sql(db).lastSeq.get() as { seq: number }).seq
}

/** The journal's events after `seq`, oldest first, at most `limit`. */
export function eventsSince(db: ReadableDB, seq: number, limit: number): JournalEvent[] {
  return sql(db).since.all(seq, limit).map(toEvent)
}

/** One event; null when there is none by this number. */
export function eventAt(db: ReadableDB, seq: number): JournalEvent | null {
  const row = sql(db).at.get(seq)
  return row === undefined ? null : toEvent(row)
}

export type JournalWanted = {
  /** Only what was recorded before this one; null: all. */
  below: number | null
  actor: string | null
  /** When it happened, ms UTC; `until` is not included. */
  from: number
  until: number
  limit: number
  /** How many events are looked at for those wanted. */
  within: number
}

/** Numbers of the events wanted, the newest first; where to go on, null at the journal's beginning; and when the last one looked at happened. */
export function journalBefore(db: ReadableDB, { below, within, ...wanted }: JournalWanted): { seqs: number[]; next: number | null; reached: number | null } {
  const top = below ?? lastSeq(db) + 1
  const lowest = Math.max(1, top - within)
  const seqs = (sql(db).before.all({ below: top, lowest, ...wanted }) as { seq: number }[]).map(({ seq }) => seq)
  const last = seqs.length === wanted.limit ? (seqs.at(-1) ?? lowest) : lowest
  return { seqs, next: last > 1 ? last : null, reached: eventAt(db, last)?.at ?? null }
}

/** The events after `from` up to and with `to`, oldest first. */
export function eventsBetween(db: ReadableDB, from: number, to: number): JournalEvent[] {
  return sql(db).between.all(from, to).map(toEvent)
}

/** Whom these events concern, each named once. */
export function touchedBy(db: ReadableDB, events: readonly JournalEvent[]): Touched[] {
  const seen = new Map<string, Touched>()
  for (const event of events) {
    for (const touched of handlerOf(event.kind).touches(db, event)) seen.set(`${touched.type} ${touched.id}`, touched)
  }
  return [...seen.values()]
}

/** Drops every projected row and replays the whole journal, in one transaction. */
export function rebuild(db: WritableDB): void {
  db.transaction(() => {
    for (const table of projectedTables) db.exec(`DELETE FROM ${table}`)
    const batch = 5000
    for (let seq = 0; ; ) {
      const events = eventsSince(db, seq, batch)
      for (const event of events) project(db, event)
      if (events.length < batch) return
      seq = events.at(-1)?.seq ?? seq
    }
  }).immediate()
}

function project(db: WritableDB, event: JournalEvent): void {
  handlerOf(event.kind).project(db, event)
  indexSaid(db, event)
}

/** The registry maps each kind to the handler of just that kind; TypeScript cannot follow it through an index. */
function handlerOf(kind: EventKind): KindHandler<EventKind> {
  return kinds[kind] as unknown as KindHandler<EventKind>
}

type JournalRow = { seq: number; id: string; at: number; desk: string; actor: string; kind: string; source_key: string | null; body: string }

function toEvent(row: unknown): JournalEvent {
  const { seq, id, at, desk, actor, kind, source_key, body } = row as JournalRow
  return { seq, id, at, desk, actor, kind, sourceKey: source_key, body: JSON.parse(body) } as JournalEvent
}
