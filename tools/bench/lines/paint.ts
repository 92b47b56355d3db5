import { openDatabase } from '../../../electron/core/journal/database.ts'
import { startApp, type RunningApp } from '../app.ts'
import { timeFigure, type Figure } from '../figures.ts'
import type { Practice } from '../generate.ts'
import { callersOf, cardOf, FEED, floorRings, goneExpression, ring, RINGING, root, WARM_UP, withinFrame, type Caller } from '../windows.ts'
import { connect, signedIn, type Connected, type Say } from './connected.ts'
import type { Way } from './peer.ts'

const GOAL = { text: 'ratio <= 1.5', ratio: 1.5 }
/** A line that looks every five seconds needs no ten of them to be warm. */
const LAZY_WARM_UP = 2
/** (b) has the http line already. */
const MEASURED_BEFORE = 'http'

/**
 * (h) From a packet at each line's socket until what it says is painted: the caller's card, or the text in the open conversation.
 * The floor is the same way in to a window that paints a constant, half of it measured before and half after.
 * @param share of the usual number of rings
 */
export async function measureLinePaint(practice: Practice, folder: string, share: number, say: Say): Promise<Record<string, Figure>> {
  const { lines, close } = await connect(practice, say)
  try {
    const measured = lines.filter(({ kind }) => kind.kind !== MEASURED_BEFORE)
    if (measured.length === 0) return {}
    const count = (rings: number): number => Math.max(4, Math.round(rings * share))
    const floors = new Map<Way, number[]>()
    const moreFloors = async (): Promise<void> => {
      for (const way of new Set(measured.map(({ kind }) => kind.way))) floors.set(way, [...(floors.get(way) ?? []), ...(await floorRings(count(50), way, withinFrame))])
    }
    await moreFloors()
    const samples = await ringAll(practice, folder, lines, measured, count, say)
    await moreFloors()
    return Object.fromEntries(measured.flatMap(({ kind }) => {
      const [ours, theirs] = [samples.get(kind.kind), floors.get(kind.way)]
      return ours && theirs ? [[`linePaint.${kind.kind}`, timeFigure(ours, theirs, GOAL)]] : []
    }))
  } finally {
    await close()
  }
}

async function ringAll(practice: Practice, folder: string, lines: readonly Connected[], measured: readonly Connected[], count: (rings: number) => number, say: Say): Promise<Map<string, number[]>> {
  const most = WARM_UP + Math.max(...measured.map(({ kind }) => count(kind.rings)))
  const db = openDatabase(practice.file, practice.key)
  // Not those of (b), whose conversations are warm.
  const callers = callersOf(db, most * measured.length, WARM_UP + 100)
  db.close()
  const samples = new Map<string, number[]>()
  const app = await startApp(root, [`--data=${folder}`], FEED)
  try {
    const ready = await signedIn(lines, say)
    for (const [index, line] of measured.entries()) {
      if (!ready.includes(line)) continue
      const warmUp = line.kind.lazy ? LAZY_WARM_UP : WARM_UP
      const own = callers.slice(index * most).slice(0, warmUp + count(line.kind.rings))
      try {
        const took = await ringOne(app, line, own, ready.find(({ kind }) => kind.kind === MEASURED_BEFORE))
        samples.set(line.kind.kind, took.slice(warmUp))
      } catch (error) {
        say(`  ${line.kind.kind}: ${error instanceof Error ? error.message.slice(0, 200) : 'failed'}; not measured`)
      }
    }
  } finally {
    await app.stop()
  }
  return samples
}

/** One kind's rings, one after the other. */
async function ringOne(app: RunningApp, { kind, peer }: Connected, callers: readonly Caller[], opener: Connected | undefined): Promise<number[]> {
  const took: number[] = []
  const stamp = Date.now()
  let before: [number: string, id: string] | null = null
  for (const [index, { number, patientId }] of callers.entries()) {
    const id = `bench-${kind.kind}-${stamp}-${index}`
    if (kind.shows === 'text') {
      if (!opener) throw new Error('no line to open the conversation with')
      // A text is painted where its conversation is open, and a call opens it.
      await ring(app, () => opener.peer.ring(number, id), cardOf(patientId))
      await opener.peer.finish(number, id)
      await app.evaluate(goneExpression(RINGING))
      took.push(await ring(app, () => peer.ring(number, id), `[...document.querySelectorAll('[data-testid="text"]')].some((it) => it.textContent.includes(${JSON.stringify(id)}))`, withinFrame(index)))
      continue
    }
    if (kind.lazy && before) await peer.finish(...before)
    took.push(await ring(app, () => peer.ring(number, id), cardOf(patientId), withinFrame(index)))
    before = [number, id]
    if (kind.lazy) continue
    await peer.finish(number, id)
    await app.evaluate(goneExpression(RINGING))
  }
  if (kind.lazy && before) {
    await peer.finish(...before)
    await app.evaluate(goneExpression(RINGING))
  }
  return took
}
