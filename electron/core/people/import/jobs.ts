import type { ImportView } from '@shared/contract/views.ts'
import type { Core } from '../../core.ts'
import { Refusal } from '../../handlers.ts'
import { log } from '../../log.ts'
import { applySource, noCounts, type Counts } from './apply.ts'
import { Run } from './decide.ts'
import { IMPORT_ACTOR } from './entered-by.ts'
import { PeopleIndex } from './people-index.ts'
import { createFhirReadings, type FhirReadings } from '../sources/fhir/readings.ts'
import { importById, unfinishedImports } from './queries.ts'
import { inSlices } from './slices.ts'
import type { Source } from './source.ts'
import { Stages } from './stage.ts'
import { undoImport } from './undo.ts'

/** Progress is told at most this often. */
const TELL_EVERY = 100

export type ImportJobs = {
  stages: Stages
  /** What is being read from FHIR, before it is staged. */
  fhir: FhirReadings
  /** Everybody, for matching; kept between dry runs and caught up with the journal. */
  people: () => Promise<PeopleIndex>
  /** Starts writing a source's records; returns the import's id at once. One job runs at a time. */
  apply: (source: Source, actor: string) => string
  /** Stops the running import; what it wrote so far is taken back. */
  cancel: (importId: string) => void
  /** Starts taking a finished import back. */
  undo: (importId: string, actor: string) => void
  /** Resolves when no job is running. */
  idle: () => Promise<void>
  /** Lets the job finish its batch; the next start takes back what is half done. */
  stop: () => Promise<void>
}

type Job = { importId: string; what: 'import' | 'undo'; cancelled: boolean; ended: Promise<void> }

/**
 * The imports that run in this practice. An import is whole or not there: one that is cancelled, fails, or is cut off by a
 * crash is taken back, the latter at the next start.
 */
export function createImportJobs(core: Core): ImportJobs {
  const stages = new Stages()
  const fhir = createFhirReadings()
  let index: Promise<PeopleIndex> | null = null
  let job: Job | null = null
  let stopping = false

  async function people(): Promise<PeopleIndex> {
    const loading = (index ??= PeopleIndex.load(core.db, inSlices()))
    try {
      const known = await loading
      if (known.catchUp(core.db)) return known
    } catch (error) {
      index = null
      throw error
    }
    return (index = PeopleIndex.load(core.db, inSlices()))
  }

  function start(importId: string, what: Job['what'], work: (job: Job) => Promise<void>): void {
    const mine: Job = { importId, what, cancelled: false, ended: Promise.resolve() }
    job = mine
    // Everybody may have changed, and a large index of who is gone helps nobody.
    mine.ended = work(mine)
      .catch((error: unknown) => log.warn('import.stopped', { what, error }))
      .finally(() => {
        index = null
        if (job === mine) job = null
      })
  }

  function teller(importId: string, total: number): (done: number) => void {
    let told = -Infinity
    return (done) => {
      const now = performance.now()
      if (done < total && now - told < TELL_EVERY) return
      told = now
      core.announce('importProgress', { importId, done, total })
    }
  }

  function end(importId: string, state: 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone', counts: Counts, actor: string): void {
    core.record([{ kind: 'import.ended', body: { importId, state, ...counts }, at: core.now(), actor }])
  }

  /** False when the practice is closing; the next start goes on. */
  async function takeBack(importId: string, state: 'cancelled' | 'failed' | 'undone', counts: Counts, actor: string): Promise<boolean> {
    const total = counts.created + counts.changed
    const tell = teller(importId, Math.max(1, total))
    const kept = await undoImport({ core, importId, stopped: () => stopping, progress: (done, all) => tell(done >= all ? Math.max(1, total) : done) })
    if (kept === null) return false
    end(importId, state, { ...counts, ...kept }, actor)
    return true
  }

  async function runImport(mine: Job, source: Source, actor: string): Promise<void> {
    const { importId } = mine
    const stopped = (): boolean => stopping || mine.cancelled
    try {
      const base = await people()
      const run = new Run(core, base, () => core.newId())
      const { counts, done } = await applySource({ core, importId, run, source, base, stopped, progress: teller(importId, source.total) })
      if (done) return end(importId, 'done', counts, actor)
      if (!stopping) await takeBack(importId, 'cancelled', noCounts, actor)
    } catch (error) {
      log.warn('import.failed', { error })
      if (!stopping) await takeBack(importId, 'failed', noCounts, actor)
    }
  }

  /** What a crash or a closed practice left half done. */
  async function recover(): Promise<void> {
    for (const { id, state } of unfinishedImports(core.db)) {
      if (stopping) return
      await takeBack(id, state === 'undoing' ? 'undone' : 'cancelled', countsOf(importById(core.db, id)), IMPORT_ACTOR)
    }
  }

  const unfinished = unfinishedImports(core.db)[0]
  // Not before the practice is open: whoever listens to the journal must hear of it.
  if (unfinished) start(unfinished.id, 'undo', () => new Promise((resolve) => setImmediate(resolve)).then(recover))

  const refuseSecond = (): void => {
    if (job) throw new Refusal('conflict', job.what === 'import' ? 'Another import is running. Wait until it is done, or cancel it.' : 'An import is being undone. Wait until that is done.')
  }

  return {
    stages,
    fhir,
    people,
    apply(source, actor) {
      refuseSecond()
      const importId = core.newId()
      core.record([{ kind: 'import.started', body: { importId, fileName: source.name.slice(0, 255) }, at: core.now(), actor }])
      core.announce('importProgress', { importId, done: 0, total: source.total })
      start(importId, 'import', (mine) => runImport(mine, source, actor))
      return importId
    },
    cancel(importId) {
      if (job?.importId !== importId || job.what !== 'import') throw new Refusal('tooLate', 'This import is no longer running. If it is done, undo it instead.')
      job.cancelled = true
    },
    undo(importId, actor) {
      const known = importById(core.db, importId)
      if (!known) throw new Refusal('notFound', 'This import is not known here.')
      refuseSecond()
      if (known.state !== 'done') throw new Refusal('conflict', whyNotUndone(known.state))
      const counts = countsOf(known)
      end(importId, 'undoing', counts, actor)
      start(importId, 'undo', () => takeBack(importId, 'undone', counts, actor).then(() => undefined))
    },
    async idle() {
      while (job) await job.ended
    },
    async stop() {
      stopping = true
      stages.clear()
      fhir.clear()
      await job?.ended
    },
  }
}

function countsOf(known: ImportView | null): Counts {
  if (!known) return noCounts
  const { created, changed, unchanged, skipped, differing, visits } = known
  return { created, changed, unchanged, skipped, differing, visits }
}

function whyNotUndone(state: ImportView['state']): string {
  return state === 'undone' ? 'This import was undone already.' : 'This import left nothing behind that could be undone.'
}
