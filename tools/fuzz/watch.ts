import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FuzzTarget } from './target.ts'

/** What is asked of every parser, one input at a time. */

/** The longest an input may take, ms. */
export const LONGEST = 50
/** How often an input that took too long is measured again before it counts: the machine may merely have been busy. */
const AGAIN = 3
/** What a heap may grow between a tenth of the inputs and the end. Compiled code and filled caches need some of it. */
export const GROWTH = 8 * 1024 * 1024

export type Finding = {
  kind: 'threw' | 'slow' | 'hung' | 'leaked'
  /** Of the input, or null where no single one is at fault. */
  run: number | null
  /** What happened, with the stack of what was thrown. */
  says: string
}

/** Gives one input to the parser. @returns how long it took, ms, and what was wrong */
export function tryInput(target: FuzzTarget, run: number, input: Buffer): { took: number; finding: Finding | null } {
  const started = performance.now()
  try {
    target.run(input)
    const took = performance.now() - started
    if (took <= LONGEST) return { took, finding: null }
    const best = Math.min(took, ...Array.from({ length: AGAIN }, () => ownTime(() => target.run(input))))
    const says = `took ${Math.round(best)} ms of processor time for ${input.length} bytes, the best of ${1 + AGAIN} times`
    return { took: best, finding: best > LONGEST ? { kind: 'slow', run, says } : null }
  } catch (error) {
    return { took: performance.now() - started, finding: { kind: 'threw', run, says: stackOf(error) } }
  }
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : `a ${typeof error} was thrown`
}

/** What this thread itself computed, ms: not the time in which others had the processor. */
function ownTime(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

// Without a flag on the command line, so that it works in a worker and under vitest alike.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What this thread holds after everything nobody needs is gone, bytes; buffers included. */
export function held(): number {
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

export function leakOf(growth: number, inputs: number): Finding | null {
  if (growth <= GROWTH) return null
  return { kind: 'leaked', run: null, says: `kept ${(growth / 1024 / 1024).toFixed(1)} MB more after ${inputs.toLocaleString('en')} inputs, ${Math.round(growth / inputs)} bytes each` }
}
