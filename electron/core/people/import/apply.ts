import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewEvent } from '@shared/events/index.ts'
import type { Core } from '../../core.ts'
import type { Decision, Outcome, Run } from './decide.ts'
import { IMPORT_ACTOR } from './entered-by.ts'
import type { PeopleIndex } from './people-index.ts'
import type { CsvRow } from './read-csv.ts'
import { inSlices } from './slices.ts'

export type Counts = { created: number; changed: number; unchanged: number; skipped: number }

export const noCounts: Counts = { created: 0, changed: 0, unchanged: 0, skipped: 0 }

/** Events per transaction: enough that windows are told "much changed" at once, few enough that a call waits no longer than a blink. */
const BATCH = 120

const COUNT_OF: Readonly<Record<Outcome, keyof Counts>> = { create: 'created', change: 'changed', unchanged: 'unchanged', skip: 'skipped' }

export type Applying = {
  core: Core
  importId: string
  run: Run
  rows: readonly CsvRow[]
  /** Everybody, kept true to what is written. */
  base: PeopleIndex
  /** Asked between batches. */
  stopped: () => boolean
  progress: (done: number) => void
}

/**
 * Writes a file's lines in batches, giving way between them. Stops early when told to; what is then written stays until
 * somebody takes it back.
 * @returns what became of the lines; `done` false when it was stopped
 * @throws what `record` throws; the batches before are written
 */
export async function applyLines({ core, importId, run, rows, base, stopped, progress }: Applying): Promise<{ counts: Counts; done: boolean }> {
  const giveWay = inSlices()
  const counts = { ...noCounts }
  const at = core.now()
  let events: NewEvent[] = []
  const write = (): void => {
    if (events.length === 0) return
    const { from, seq } = core.record(events)
    // Our own events need no reading back: `run` knows whom they made.
    if (from === base.seq) base.seq = seq
    events = []
  }
  let caughtUp = false
  for (const [number, row] of rows.entries()) {
    if (!caughtUp && !base.catchUp(core.db)) throw new Error('the journal ran away during an import')
    caughtUp = true
    const decision = run.decide(row)
    counts[COUNT_OF[decision.outcome]] += 1
    const event = eventOf(decision, importId, at)
    if (event) events.push(event)
    const full = events.length >= BATCH
    if (full) write()
    const turn = full ? nextTurn() : giveWay()
    if (!turn) continue
    // Decisions rest on what stands in the file now; during a turn the desk may change it, so nothing decided waits.
    write()
    progress(number + 1)
    await turn
    caughtUp = false
    if (stopped()) return { counts, done: false }
  }
  write()
  progress(rows.length)
  return { counts, done: true }
}

function eventOf(decision: Decision, importId: string, at: number): NewEvent | null {
  if (decision.outcome === 'create') return { kind: 'patient.created', body: { patientId: decision.patientId, fields: decision.fields, importId }, at, actor: IMPORT_ACTOR }
  if (decision.outcome === 'change') return { kind: 'patient.changed', body: { patientId: decision.patientId, changes: decision.changes, importId }, at, actor: IMPORT_ACTOR }
  return null
}
