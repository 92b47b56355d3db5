import { parentPort, workerData } from 'node:worker_threads'
import { SECOND } from '@shared/time.ts'
import { inputsOf } from './inputs.ts'
import { targetsOf } from './target.ts'
import { held, leakOf, stackOf, tryInput, type Finding } from './watch.ts'

/** One target in a thread of its own, so that an input that never ends can be ended. */

export type Work = { file: string; exported: string; seed: number; from: number; /** The first run that is not to be made. */ until: number; milliseconds: number; /** Holds the number of the running input for whoever watches, -1 while there is none. */ at: SharedArrayBuffer }
export type News =
  | { type: 'progress'; done: number; slowest: { run: number; ms: number } }
  | { type: 'finding'; finding: Finding }
  | { type: 'end'; done: number; slowest: { run: number; ms: number }; growth: number | null }

const REPORT_EVERY = SECOND
/** Runs between two looks at the clock and at what was thrown outside of any run. */
const ROUND = 250
/** Where the memory is measured first, as a share of the inputs (or of the time, where that is shorter). */
const SETTLED = 0.1

const { file, exported, seed, from, until, milliseconds, at } = workerData as Work
const tell = (news: News): void => parentPort?.postMessage(news)

const found = (await targetsOf(file)).find((it) => it.exported === exported)
if (!found) throw new Error(`${file} has no target ${exported}.`)
const { target } = found
const inputOf = inputsOf(target, seed)
const position = new Int32Array(at)
const started = performance.now()
let slowest = { run: from, ms: 0 }
let reported = started
let settled: { run: number; held: number } | null = null
let run = from

// Thrown in a timer or a promise that a run left behind: the run itself is over, so a round of them is named.
const late = (error: unknown): void => tell({ type: 'finding', finding: { kind: 'threw', run: Math.max(from, run - 1), says: `after its run or one of the ${ROUND} before it: ${stackOf(error)}` } })
process.on('uncaughtException', late)
process.on('unhandledRejection', late)

const elapsed = (): number => performance.now() - started
while (run < until && elapsed() < milliseconds) {
  for (const end = Math.min(until, run + ROUND); run < end; run += 1) {
    Atomics.store(position, 0, run)
    const { took, finding } = tryInput(target, run, inputOf(run))
    if (took > slowest.ms) slowest = { run, ms: took }
    if (finding) tell({ type: 'finding', finding })
  }
  Atomics.store(position, 0, -1)
  if (!settled && (run - from >= (until - from) * SETTLED || elapsed() >= milliseconds * SETTLED)) settled = { run, held: held() }
  if (performance.now() - reported > REPORT_EVERY) {
    reported = performance.now()
    tell({ type: 'progress', done: run, slowest })
  }
  await new Promise<void>((resolve) => {
    setImmediate(resolve)
  })
}

const growth = settled && run > settled.run ? held() - settled.held : null
const leak = settled && growth !== null ? leakOf(growth, run - settled.run) : null
if (leak) tell({ type: 'finding', finding: leak })
tell({ type: 'end', done: run, slowest, growth })
