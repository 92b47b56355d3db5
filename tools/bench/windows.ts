import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { openPractice } from '../../electron/core/practice-file.ts'
import { now, paintedExpression, startApp, type RunningApp } from './app.ts'
import { median, percentile, round, timeFigure, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { numbersOfOnePerson } from './lookup.ts'
import { proportionalMemory } from './memory.ts'
import { LINE } from './practice/events.ts'

/** The figures that need windows: the built app on the generated practice, beside an empty window of the same runtime. */

const root = join(import.meta.dirname, '..', '..')
const emptyApp = join(import.meta.dirname, 'empty-app')
const FEED = '[data-testid="feed-item"]'
const RINGS = 100
const WARM_UP = 10
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
      const took = await ring(app, `http://127.0.0.1:${port}/v1/events`, token, events.ringing, `[data-testid="patient-card"][data-patient="${patientId}"]`)
      await post(`http://127.0.0.1:${port}/v1/events`, token, events.over)
      await app.evaluate(goneExpression('[data-testid="ringing-call"]'))
      if (index >= WARM_UP) samples.push(took)
    }
  } finally {
    await app.stop()
  }
  const floors = [...floorBefore, ...(await floorRings(RINGS / 2))]
  return timeFigure(samples, floors, { text: 'ratio <= 1.5, p99 <= 100 ms', ratio: 1.5, p99: 100 })
}

async function floorRings(count: number): Promise<number[]> {
  const port = await freePort()
  return await withFolder(async (empty) => {
    const app = await startApp(emptyApp, [`--data=${empty}`, `--echo=${port}`], '[data-connected]')
    try {
      const samples: number[] = []
      for (let index = 0; index < WARM_UP + count; index += 1) {
        const id = `constant-${index}`
        const took = await ring(app, `http://127.0.0.1:${port}/v1/events`, 'none', { id }, `[data-testid="patient-card"][data-patient="${id}"]`)
        if (index >= WARM_UP) samples.push(took)
      }
      return samples
    } finally {
      await app.stop()
    }
  })
}

/** Sends an event and waits until what it brings is painted. @returns ms from the one to the other */
async function ring(app: RunningApp, url: string, token: string, event: unknown, selector: string): Promise<number> {
  await app.evaluate(`globalThis.nextPaint = ${paintedExpression(selector)}; 0`)
  const sentAt = now()
  await post(url, token, event)
  return (await app.evaluate<number>('globalThis.nextPaint')) + app.pageClockError - sentAt
}

async function post(url: string, token: string, event: unknown): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(event) })
  if (!answer.ok) throw new Error(`The http line answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

function goneExpression(selector: string): string {
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

/** Switches the practice's http line on, at a free port, and chooses who calls. */
async function openLine(practice: Practice): Promise<{ port: number; token: string; callers: { number: string; patientId: string }[] }> {
  const [port, token] = [await freePort(), randomBytes(24).toString('base64url')]
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const { core, close } = await openPractice({ file: practice.file, key: practice.key, which: 'practice', now: Date.now, announce: () => undefined })
  core.record([{ kind: 'line.saved', body: { lineId: LINE, kind: 'http', name: 'Main line', enabled: true, settings: { port, tokenHash } }, at: Date.now(), actor: 'rule:bench' }])
  const owner = core.db.prepare('SELECT patient_id FROM phones WHERE number = ?').pluck()
  const callers = createRandom(3)
    .shuffle(numbersOfOnePerson(core.db))
    .slice(0, WARM_UP + RINGS)
    .map((number) => ({ number, patientId: String(owner.get(number)) }))
  await close()
  return { port, token, callers }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
