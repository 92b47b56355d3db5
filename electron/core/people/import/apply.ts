import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewEvent } from '@shared/events/index.ts'
import type { Core } from '../../core.ts'
import type { Decision, Outcome, Run } from './decide.ts'
import { IMPORT_ACTOR } from './entered-by.ts'
import type { PeopleIndex } from './people-index.ts'
import { inSlices } from './slices.ts'
import { BATCH, type Source } from './source.ts'

/** What became of the records, and how many visits were written. */
export type Counts = { created: number; changed: number; unchanged: number; skipped: number; differing: number; visits: number }

export const noCounts: Counts = { created: 0, changed: 0, unchanged: 0, skipped: 0, differing: 0, visits: 0 }

const COUNT_OF: Readonly<Record<Outcome, keyof Counts>> = { create: 'created', change: 'changed', differ: 'differing', unchanged: 'unchanged', skip: 'skipped' }

export type Applying = {
  core: Core
  importId: string
  run: Run
  source: Source
  /** Everybody, kept true to what is written. */
  base: PeopleIndex
  /** Asked between batches. */
  stopped: () => boolean
  progress: (done: number) => void
}

/**
 * Writes a source's records in batches, giving way between them. Stops early when told to; what is then written stays until
 * somebody takes it back.
 * @returns what became of the records; `done` false when it was stopped
 * @throws what `record` throws; the batches before are written
 */
export async function applySource({ core, importId, run, source, base, stopped, progress }: Applying): Promise<{ counts: Counts; done: boolean }> {
  const counts = { ...noCounts }
  const at = core.now()
  let seen = 0
  for await (const batch of source.batches(inSlices())) {
    if (stopped()) return { counts, done: false }
    // Decisions rest on what stands in the file now; while the source was read the desk may have changed it.
    if (!base.catchUp(core.db)) throw new Error('the journal ran away during an import')
    let events: NewEvent[] = []
    const write = (): void => {
      if (events.length === 0) return
      const { from, seq } = core.record(events)
      // Our own events need no reading back: `run` knows whom they made.
      if (from === base.seq) base.seq = seq
      events = []
    }
    for (const read of batch) {
      const decision = run.decide(read)
      count(counts, decision)
      events.push(...eventsOfDecision(decision, { importId, source: source.name, at, actor: IMPORT_ACTOR }))
      // A person may bring a hundred visits.
      if (events.length >= BATCH) write()
    }
    write()
    seen += batch.length
    progress(seen)
    await nextTurn()
  }
  return stopped() ? { counts, done: false } : { counts, done: true }
}

function count(counts: Counts, decision: Decision): void {
  counts[COUNT_OF[decision.outcome]] += 1
  if ('visits' in decision) counts.visits += decision.visits.length
}

type Origin = { importId: string | null; source: string; at: number; actor: string }

/** The events of a decision. What differs from the desk's own is only noted. */
export function eventsOfDecision(decision: Decision, { importId, source, at, actor }: Origin): NewEvent[] {
  if (!('visits' in decision)) return []
  const { patientId } = decision
  const by = { at, actor }
  const visits = decision.visits.map(({ visit }): NewEvent => ({ kind: 'visit.recorded', body: { ...visit, patientId, ...(importId === null ? {} : { importId }) }, ...by }))
  if (decision.outcome === 'create') return [{ kind: 'patient.created', body: { patientId, fields: decision.fields, importId }, ...by }, ...visits]
  const { changes, differences } = decision
  return [
    ...(Object.keys(changes).length > 0 ? [{ kind: 'patient.changed', body: { patientId, changes, importId }, ...by } satisfies NewEvent] : []),
    ...differences.map(({ field, theirs }): NewEvent => ({ kind: 'patient.differs', body: { patientId, field, theirs, source, importId }, ...by })),
    ...visits,
  ]
}
