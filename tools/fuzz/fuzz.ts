import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { SECOND } from '@shared/time.ts'
import type { Found } from './target.ts'
import { stackOf, type Finding } from './watch.ts'
import type { News, Work } from './worker.ts'

/** An input that still runs after this never ends, for all we know. Far above 50 ms, since a machine may stand still for a moment. */
const HANGS = 10 * SECOND
const LOOK_EVERY = SECOND / 2
/** After so many findings a parser is known to be broken. */
export const MOST_FINDINGS = 20

export type Wanted = { seed: number; from: number; until: number; milliseconds?: number; /** For tests. */ hangs?: number; /** Found in the part before, not to be told again. */ before?: readonly Finding[]; onProgress?: (done: number) => void; onFinding?: (finding: Finding) => void }

export type Summary = {
  /** The next run; `until` where nothing is left. */
  done: number
  seconds: number
  slowest: { run: number; ms: number }
  /** Bytes; null where too few inputs ran to say. */
  growth: number | null
  /** Each different one once. */
  findings: Finding[]
}

/** Runs one target's inputs in a worker thread and watches over it. */
export async function fuzz(found: Found, wanted: Wanted): Promise<Summary> {
  const started = performance.now()
  const { milliseconds = Infinity, before = [], onFinding } = wanted
  const findings: Finding[] = []
  const known = new Set<string>(before.map(signature))
  const keep = (finding: Finding): void => {
    if (known.has(signature(finding)) || findings.length >= MOST_FINDINGS) return
    known.add(signature(finding))
    findings.push(finding)
    onFinding?.(finding)
  }
  let summary: Summary = { done: wanted.from, seconds: 0, slowest: { run: wanted.from, ms: 0 }, growth: null, findings }
  while (summary.done < wanted.until && performance.now() - started < milliseconds && findings.length < MOST_FINDINGS) {
    const part = await inWorker(found, { ...wanted, from: summary.done, milliseconds: milliseconds - (performance.now() - started) }, keep, () => findings.length >= MOST_FINDINGS)
    summary = { ...summary, ...part, slowest: part.slowest.ms > summary.slowest.ms ? part.slowest : summary.slowest, growth: part.growth ?? summary.growth }
  }
  return { ...summary, seconds: (performance.now() - started) / 1000 }
}

type Part = Pick<Summary, 'done' | 'slowest' | 'growth'>

/** Until the end, or until an input that does not end; the run after it is then where to go on. */
function inWorker(found: Found, { seed, from, until, milliseconds = Infinity, hangs = HANGS, onProgress }: Wanted, keep: (finding: Finding) => void, enough: () => boolean): Promise<Part> {
  const at = new SharedArrayBuffer(4)
  const position = new Int32Array(at).fill(-1)
  const work: Work = { file: found.file, exported: found.exported, seed, from, until, milliseconds, at }
  const aliases = pathToFileURL(join(import.meta.dirname, '..', 'lib', 'aliases.mjs')).href
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: work, execArgv: ['--import', aliases] })
  return new Promise((resolve, reject) => {
    let part: Part = { done: from, slowest: { run: from, ms: 0 }, growth: null }
    const end = (settle: () => void = () => resolve(part)): void => {
      clearInterval(timer)
      void worker.terminate().then(settle)
    }
    let last = { run: -1, since: performance.now() }
    const timer = setInterval(() => {
      const run = Atomics.load(position, 0)
      if (run !== last.run || run < 0) last = { run, since: performance.now() }
      else if (performance.now() - last.since > hangs) {
        keep({ kind: 'hung', run, says: `still ran after ${hangs / SECOND} s and was ended` })
        part = { ...part, done: run + 1 }
        end()
      }
    }, Math.min(LOOK_EVERY, hangs / 4))
    worker.on('message', (news: News) => {
      if (news.type === 'finding') {
        keep(news.finding)
        if (enough()) end()
        return
      }
      part = { done: news.done, slowest: news.slowest, growth: news.type === 'end' ? news.growth : null }
      onProgress?.(news.done)
      if (news.type === 'end') end()
    })
    worker.once('error', (error: unknown) => {
      const run = Atomics.load(position, 0)
      if (run < 0) return end(() => reject(error instanceof Error ? error : new Error(stackOf(error))))
      // Out of memory, most likely: V8 then ends the whole thread.
      keep({ kind: 'threw', run, says: `ended its thread: ${stackOf(error)}` })
      part = { ...part, done: run + 1 }
      end()
    })
  })
}

/** The same for a fault met again: its kind, and where it was thrown. */
function signature({ kind, run, says }: Finding): string {
  const place = says.split('\n').find((line) => /^\s+at /.test(line))
  if (kind === 'threw') return `threw ${place ?? says.slice(0, 60)}`
  // Each that hangs costs its ten seconds: enough of them must end the whole.
  return kind === 'hung' ? `hung ${run}` : kind
}
