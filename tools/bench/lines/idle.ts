import { processorTime } from '../memory.ts'
import { startApp } from '../app.ts'
import { round, type Figure } from '../figures.ts'
import type { Practice } from '../generate.ts'
import { emptyApp, FEED, root, withFolder } from '../windows.ts'
import { connect, signedIn, type Say } from './connected.ts'

/** Seconds of processor time in a minute that the app may need more than an empty window. */
const GOAL = 1
const MINUTE = 60_000
/** Until what a start leaves behind is done. */
const SETTLE = 10_000

/**
 * (j) Processor time of all processes of the app per minute, with a line of each kind connected and nothing happening:
 * keep-alives, looks at Twilio, clocks on screen. The floor is the same for the empty window, half before and half after.
 * @param share of the usual minutes
 */
export async function measureIdle(practice: Practice, folder: string, share: number, say: Say): Promise<{ idle: Figure; lines: number }> {
  const span = Math.max(10_000, MINUTE * share)
  const { lines, close } = await connect(practice, say)
  try {
    const before = await withFolder((empty) => idleTime(emptyApp, empty, span / 2))
    let connected = 0
    const ours = await idleTime(root, folder, span, async () => {
      connected = (await signedIn(lines, say)).length
    })
    const after = await withFolder((empty) => idleTime(emptyApp, empty, span / 2))
    return { idle: figure(ours, before === null || after === null ? null : (before + after) / 2), lines: connected }
  } finally {
    await close()
  }
}

/** @returns seconds of processor time in a minute, or null where the system does not tell */
async function idleTime(app: string, folder: string, span: number, ready: () => Promise<void> = () => Promise.resolve()): Promise<number | null> {
  const running = await startApp(app, [`--data=${folder}`], FEED)
  try {
    await ready()
    await new Promise((resolve) => setTimeout(resolve, SETTLE))
    const [before, began] = [processorTime(running.pid), performance.now()]
    await new Promise((resolve) => setTimeout(resolve, span))
    const after = processorTime(running.pid)
    return before === null || after === null ? null : ((after - before) * MINUTE) / (performance.now() - began)
  } finally {
    await running.stop()
  }
}

function figure(value: number | null, floor: number | null): Figure {
  const named = { p50: null, p99: null, unit: 's/min', goal: `below +${GOAL.toFixed(1)} s` }
  if (value === null || floor === null) return { value: null, floor: null, ratio: null, ...named, met: null }
  return { value: round(value), floor: round(floor), ratio: floor === 0 ? null : round(value / floor), ...named, met: value - floor <= GOAL }
}
