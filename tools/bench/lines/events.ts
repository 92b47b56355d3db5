import { fork, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '../../../electron/core/journal/database.ts'
import { round, type Figure } from '../figures.ts'
import type { Practice } from '../generate.ts'
import { callersOf } from '../windows.ts'
import { connect, signedIn, type Connected, type Say } from './connected.ts'
import type { Ask, Told } from './core-child.ts'

const ROUNDS = 5
/** Calls or texts in a round. */
const ITEMS = 400
const PATIENCE = 120_000

/**
 * (i) Events per second from each line's socket to the journal, sent as fast as the line takes them, with everything that
 * recording them means. The floor is bare inserts of the same bytes in batches of a hundred. They take turns.
 */
export async function measureLineEvents(practice: Practice, folder: string, share: number, say: Say): Promise<Record<string, Figure>> {
  const { lines, close } = await connect(practice, say)
  const items = Math.max(20, Math.round(ITEMS * share))
  const db = openDatabase(practice.file, practice.key)
  // Other numbers for each line: one call told by two of them would be matched.
  const numbers = callersOf(db, items * lines.length).map(({ number }) => number)
  db.close()
  const floorName = join(folder, 'lines-floor.db')
  rmSync(floorName, { force: true })
  const core = await startCore(practice, floorName)
  const figures: Record<string, Figure> = {}
  try {
    for (const line of await signedIn(lines, say)) {
      const { kind } = line.kind
      const at = lines.indexOf(line) * items
      const own = numbers.slice(at, at + items)
      try {
        if (own.length > 0) figures[`lineEvents.${kind}`] = await flood(core, line, own)
      } catch (error) {
        say(`  ${kind}: ${error instanceof Error ? error.message.slice(0, 200) : 'failed'}; not measured`)
      }
    }
  } finally {
    await core.close()
    await close()
  }
  return figures
}

async function flood(core: Core, { peer, lineId }: Connected, numbers: readonly string[]): Promise<Figure> {
  const sums = { events: 0, ms: 0, floor: 0 }
  const stamp = Date.now()
  for (let index = 0; index <= ROUNDS; index += 1) {
    const reached = await core.count(lineId, numbers.length)
    const startedAt = await peer.flood(numbers, `bench-flood-${stamp}-${index}`)
    const { at, events, from, to } = await reached()
    const floor = await core.floor(from, to)
    // The first warms both up.
    if (index === 0) continue
    sums.events += events
    sums.ms += at - startedAt
    sums.floor += floor
  }
  const [value, floor] = [(1000 * sums.events) / sums.ms, (1000 * sums.events) / sums.floor]
  return { value: round(value), floor: round(floor), ratio: round(value / floor), p50: null, p99: null, unit: 'events/s', goal: 'ratio >= 0.5', met: value / floor >= 0.5 }
}

type Reached = Extract<Told, { told: 'reached' }>
type Core = {
  /** Counts from now on. @returns, once it does, how to wait until all are in the journal */
  count: (lineId: string, items: number) => Promise<() => Promise<Reached>>
  floor: (from: number, to: number) => Promise<number>
  close: () => Promise<void>
}

async function startCore({ file, key }: Practice, floorName: string): Promise<Core> {
  const aliases = pathToFileURL(join(import.meta.dirname, '..', '..', 'lib', 'aliases.mjs')).href
  const child = fork(join(import.meta.dirname, 'core-child.ts'), [file, key.toString('hex'), floorName], { execArgv: ['--import', aliases] })
  const hear = listener(child)
  const say = (ask: Ask): boolean => child.send(ask)
  await hear('open')
  return {
    async count(lineId, items) {
      const counting = hear('counting')
      const reached = hear('reached')
      // Awaited only after the flood; it may fail before.
      reached.catch(() => undefined)
      say({ ask: 'count', lineId, items })
      await counting
      return () => reached
    },
    async floor(from, to) {
      const floor = hear('floor')
      say({ ask: 'floor', from, to })
      return (await floor).ms
    },
    async close() {
      if (!child.connected) return
      const closed = hear('closed')
      say({ ask: 'close' })
      await closed
    },
  }
}

function listener(child: ChildProcess) {
  return <T extends Told['told']>(told: T): Promise<Extract<Told, { told: T }>> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(tooLong)
        child.off('message', heard).off('exit', gone)
      }
      const heard = (message: Told): void => {
        if (message.told !== told) return
        stop()
        resolve(message as Extract<Told, { told: T }>)
      }
      const gone = (): void => {
        stop()
        reject(new Error('its core ended'))
      }
      const tooLong = setTimeout(() => {
        stop()
        reject(new Error(`not all of it was in the journal after ${PATIENCE / 1000} s`))
      }, PATIENCE)
      child.on('message', heard).on('exit', gone)
    })
}
