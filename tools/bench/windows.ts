import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import type { ReadableDB } from '../../electron/core/journal/database.ts'
import { openPractice } from '../../electron/core/practice-file.ts'
import { now, paintedWhen, startApp, type RunningApp } from './app.ts'
import { median, percentile, round, timeFigure, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { openSender } from './lines/floor.ts'
import { freePort, type Way } from './lines/peer.ts'
import { numbersOfOnePerson } from './lookup.ts'
import { proportionalMemory } from './memory.ts'
import { LINE } from './practice/events.ts'

/** The figures that need windows: the built app on the generated practice, beside an empty window of the same runtime. */

export const root = join(import.meta.dirname, '..', '..')
export const emptyApp = join(import.meta.dirname, 'empty-app')
export const FEED = '[data-testid="feed-item"]'
const RINGS = 100
export const WARM_UP = 10
const STARTS = 7
/** Until what a start leaves behind has been collected. */
const SETTLE = 3000

/** (e) from the start of the program to the painted feed, and (f) the memory of all its processes a moment later. */
export async function measureStart(folder: string): Promise<{ start: Figure; memory: Figure }> {
  const ours: Start[] = []
  const floors: Start[] = []
  for (let index = 0; index < STARTS; index += 1) {
    const floor = await withFolder((empty) => startOnce(emptyApp, [`--data=${empty}`]))
    const mine = await startOnce(root, [`--data=${folder}`])
    // The first start of each reads its programs from the disk.
    if (index === 0) continue
    ours.push(mine)
    floors.push(floor)
  }
  const times = (starts: readonly Start[]): number[] => starts.map(({ milliseconds }) => milliseconds)
  const memory = memoryFigure(ours.map(({ megabytes }) => megabytes), floors.map(({ megabytes }) => megabytes))
  return { start: timeFigure(times(ours), times(floors), { text: 'ratio <= 1.3', ratio: 1.3 }), memory }
}

type Start = { milliseconds: number; megabytes: number | null }

async function startOnce(app: string, args: string[]): Promise<Start> {
  const running = await startApp(app, args, FEED)
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLE))
    return { milliseconds: running.paintedAt - running.startedAt, megabytes: proportionalMemory(running.pid) }
  } finally {
    await running.stop()
  }
}

const MORE_MEMORY = 120

function memoryFigure(samples: readonly (number | null)[], floors: readonly (number | null)[]): Figure {
  const [ours, theirs] = [samples, floors].map((list) => list.filter((it) => it !== null)) as [number[], number[]]
  const named = { unit: 'MB', goal: `below +${MORE_MEMORY} MB` }
  if (ours.length === 0 || theirs.length === 0) return { value: null, floor: null, ratio: null, p50: null, p99: null, ...named, met: null }
  const [value, floor] = [median(ours), median(theirs)]
  return { value: round(value), floor: round(floor), ratio: round(value / floor), p50: round(value), p99: round(percentile(ours, 0.99)), ...named, met: value - floor < MORE_MEMORY }
}

/**
 * (b) From an event at the http line until the caller's card is painted. The floor is the same way, HTTP to a core to a
 * port to the window to its paint, delivering a constant: no journal, no practice, no React.
 */
export async function measureRing(practice: Practice, folder: string): Promise<Figure> {
  const { port, token, callers } = await openLine(practice)
  const floorBefore = await floorRings(RINGS / 2)
  const app = await startApp(root, [`--data=${folder}`], FEED)
  const samples: number[] = []
  try {
    for (const [index, { number, patientId }] of callers.entries()) {
      const events = callOf(`bench-${index}-${Date.now()}`, number)
      const send = async (): Promise<number> => {
        const sentAt = now()
        await post(`http://127.0.0.1:${port}/v1/events`, token, events.ringing)
        return sentAt
      }
      const took = await ring(app, send, cardOf(patientId))
      await post(`http://127.0.0.1:${port}/v1/events`, token, events.over)
      await app.evaluate(goneExpression(RINGING))
      if (index >= WARM_UP) samples.push(took)
    }
  } finally {
    await app.stop()
  }
  const floors = [...floorBefore, ...(await floorRings(RINGS / 2))]
  return timeFigure(samples, floors, { text: 'ratio <= 1.5, p99 <= 100 ms', ratio: 1.5, p99: 100 })
}

/**
 * The floor of a ring: the same way in, and a window that paints a constant.
 * @param waits before each ring, see `withinFrame`
 * @returns ms each
 */
export async function floorRings(count: number, way: Way = 'http', waits: (index: number) => number = () => 0): Promise<number[]> {
  const sender = await openSender(way)
  try {
    return await withFolder(async (empty) => {
      const app = await startApp(emptyApp, [`--data=${empty}`, `--echo=${sender.echo}`], '[data-connected]')
      try {
        const samples: number[] = []
        for (let index = 0; index < WARM_UP + count; index += 1) {
          const id = `constant-${index}`
          const took = await ring(app, () => sender.send(id), cardOf(id), waits(index))
          if (index >= WARM_UP) samples.push(took)
        }
        return samples
      } finally {
        await app.stop()
      }
    })
  } finally {
    sender.close()
  }
}

export const cardOf = (patientId: string): string => `document.querySelector('[data-testid="patient-card"][data-patient="${patientId}"]')`

/** Whole ms of a frame at 60 Hz. */
const FRAME = 17

/**
 * A wait, ms, that puts each ring at another moment of a frame. What the bench waited for before came with a frame, so without
 * it every ring would leave at the same moment of one, and who just makes the next frame would be a frame faster than who just does not.
 */
export const withinFrame = (index: number): number => (index * 5) % FRAME

/** Sends something and waits until what it brings is painted. @param wait ms before it @returns ms from the one to the other */
export async function ring(app: RunningApp, send: () => Promise<number>, condition: string, wait = 0): Promise<number> {
  await app.evaluate(`globalThis.nextPaint = ${paintedWhen(condition)}; 0`)
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  const sentAt = await send()
  return (await app.evaluate<number>('globalThis.nextPaint')) + app.pageClockError - sentAt
}

async function post(url: string, token: string, event: unknown): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(event) })
  if (!answer.ok) throw new Error(`The http line answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

export const RINGING = '[data-testid="ringing-call"]'

export function goneExpression(selector: string): string {
  return `new Promise((done) => {
    const look = () => document.querySelector(${JSON.stringify(selector)}) || (observer.disconnect(), done(0))
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true })
    look()
  })`
}

function callOf(call: string, number: string): { ringing: unknown; over: unknown } {
  return {
    ringing: { type: 'call.ringing', id: `${call}-ring`, call, from: number },
    over: [
      { type: 'call.answered', id: `${call}-answer`, call, staff: 'ana' },
      { type: 'call.ended', id: `${call}-end`, call },
    ],
  }
}

export type Caller = { number: string; patientId: string }

/** Numbers that belong to one person each, by chance but always the same. @param skip how many others take */
export function callersOf(db: ReadableDB, count: number, skip = 0): Caller[] {
  const owner = db.prepare('SELECT patient_id FROM phones WHERE number = ?').pluck()
  return createRandom(3)
    .shuffle(numbersOfOnePerson(db))
    .slice(skip, skip + count)
    .map((number) => ({ number, patientId: String(owner.get(number)) }))
}

/** Switches the practice's http line on, at a free port, and chooses who calls. */
async function openLine(practice: Practice): Promise<{ port: number; token: string; callers: Caller[] }> {
  const [port, token] = [await freePort(), randomBytes(24).toString('base64url')]
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const { core, close } = await openPractice({ file: practice.file, key: practice.key, which: 'practice', now: Date.now, announce: () => undefined })
  core.record([{ kind: 'line.saved', body: { lineId: LINE, kind: 'http', name: 'Main line', enabled: true, settings: { port, tokenHash } }, at: Date.now(), actor: 'rule:bench' }])
  const callers = callersOf(core.db, WARM_UP + RINGS)
  await close()
  return { port, token, callers }
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
