import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase } from '../../electron/core/journal/database.ts'
import { openPractice } from '../../electron/core/practice-file.ts'
import { createServer } from '../../electron/core/server.ts'
import type { Core } from '../../electron/core/core.ts'
import type { Argument, CallName, Value } from '@shared/contract/index.ts'
import { round, type Figure } from './figures.ts'
import { withFolder } from './windows.ts'

const PEOPLE = 100_000
const EXPORT = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'fhir', 'bulk-100', 'Patient.000.ndjson')
/** As an import writes: so many people in a transaction. */
const IN_ONE = 120
/** A FHIR export crosses to the core in pieces. */
const PIECE = 1024 * 1024

/**
 * (k) A whole practice brought over into an empty file: read, looked over and written, from a list and from a FHIR export. The
 * floor is a bare insert of the same journal rows into an encrypted file, as many in a transaction. p99 is the longest the core
 * worked between two turns, when a call would have waited. Stopped half way, and undone, everything is gone again.
 */
export async function measureImports(share: number): Promise<Record<string, Figure>> {
  const people = Math.round(PEOPLE * share)
  const patients = readFileSync(EXPORT, 'utf8').trim().split('\n').filter((line) => !line.includes('deceasedDateTime'))
  // Made before the clock runs: a practice software made it.
  const [list, exported] = [new TextEncoder().encode(listOf(people)), exportOf(patients, people)]
  return {
    'import.csv': await inFreshPractice(people, (desk) => stageList(desk, list)),
    'import.ndjson': await inFreshPractice(people, (desk) => stageExport(desk, exported)),
  }
}

type Desk = <N extends CallName>(name: N, argument: Argument<N>) => Promise<Value<N>>
type Staged = { stageId: string; mapping: Argument<'imports.apply'>['mapping'] }

async function inFreshPractice(people: number, stage: (desk: Desk) => Promise<Staged>): Promise<Figure> {
  return withFolder(async (folder) => {
    const { core, close } = await openPractice({ file: join(folder, 'practice.db'), key: randomBytes(32), which: 'practice', now: Date.now, announce: () => undefined })
    try {
      const desk = deskOf(core)
      const turns = watchTurns()
      const started = performance.now()
      const staged = await stage(desk)
      const plan = await desk('imports.plan', staged)
      if (plan.create !== people) throw new Error(`the dry run would bring ${plan.create} of ${people} people`)
      await desk('imports.apply', staged)
      await core.imports.idle()
      const seconds = (performance.now() - started) / 1000
      const longest = turns.stop()
      const found = core.db.prepare('SELECT count(*) FROM patients').pluck().get()
      if (found !== people) throw new Error(`${String(found)} of ${people} people came in`)
      const floor = people / floorOf(core, folder)
      const [value, ratio] = [people / seconds, people / seconds / floor]
      return { value: round(value), floor: round(floor), ratio: round(ratio), p50: null, p99: round(longest), unit: 'people/s (p99: longest hold, ms)', goal: 'no hold above 100 ms', met: longest <= 100 }
    } finally {
      await close()
    }
  })
}

/** Seconds that the same journal rows take, bare. */
function floorOf(core: Core, folder: string): number {
  const rows = core.db.prepare('SELECT id, at, desk, actor, kind, source_key, body FROM journal').raw().all() as unknown[][]
  const file = openDatabase(join(folder, 'floor.db'), randomBytes(32))
  try {
    file.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, id TEXT, at INTEGER, desk TEXT, actor TEXT, kind TEXT, source_key TEXT, body TEXT) STRICT')
    const insert = file.prepare('INSERT INTO bare (id, at, desk, actor, kind, source_key, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
    const write = file.transaction((some: unknown[][]) => some.forEach((row) => insert.run(...row)))
    const started = performance.now()
    for (let at = 0; at < rows.length; at += IN_ONE) write(rows.slice(at, at + IN_ONE))
    return (performance.now() - started) / 1000
  } finally {
    file.close()
  }
}

function deskOf(core: Core): Desk {
  const server = createServer(() => ({ state: () => ({ state: 'open' }), open: () => Promise.reject(new Error('open already')), core: () => core }) as never)
  return async (name, argument) => {
    const reply = await server.call(name, argument, 1)
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
    return reply.value as never
  }
}

async function stageList(desk: Desk, bytes: Uint8Array<ArrayBuffer>): Promise<Staged> {
  const staged = await desk('imports.stage', { files: [{ fileName: 'patients.csv', bytes }] })
  return { stageId: staged.stageId, mapping: staged.kind === 'list' ? staged.mapping : null }
}

async function stageExport(desk: Desk, bytes: Uint8Array<ArrayBuffer>): Promise<Staged> {
  for (let at = 0; at < bytes.length; at += PIECE) await desk('imports.feed', { readId: 'bench', fileName: 'Patient.ndjson', bytes: bytes.slice(at, at + PIECE), last: at + PIECE >= bytes.length })
  return { stageId: (await desk('imports.fed', { readId: 'bench', name: 'export' })).stageId, mapping: null }
}

/** Numbers of an exchange that no North American number has. */
function listOf(people: number): string {
  const lines = ['Patient ID,First name,Last name,DOB,Phone,Language']
  for (let at = 0; at < people; at += 1) {
    const date = `${1 + (at % 12)}/${1 + (at % 28)}/${1930 + (at % 90)}`
    lines.push(`${at + 1},Given${at % 997},Family${Math.floor(at / 997)},${date},(${200 + (at % 700)}) ${String(at % 200).padStart(3, '0')}-${String(at % 10_000).padStart(4, '0')},${at % 5 === 0 ? 'Spanish' : 'English'}`)
  }
  return lines.join('\n')
}

/** The public export again and again, each with ids and a family name of their own. */
function exportOf(patients: readonly string[], people: number): Uint8Array<ArrayBuffer> {
  const parts: string[] = []
  for (let at = 0; at < people; at += 1) {
    const line = patients[at % patients.length] ?? ''
    const id = /"id":"([^"]+)"/.exec(line)?.[1] ?? ''
    const round = String(Math.floor(at / patients.length))
    parts.push(line.replaceAll(id, `${id.slice(0, -12)}${round.padStart(12, '0')}`).replaceAll('"family":"', `"family":"R${round}`), '\n')
  }
  return new Uint8Array(Buffer.from(parts.join('')))
}

/** The longest this thread worked between two turns of the event loop, ms. */
function watchTurns(): { stop: () => number } {
  let [going, longest] = [true, 0]
  void (async () => {
    for (let before = performance.now(); going; ) {
      await nextTurn()
      const now = performance.now()
      longest = Math.max(longest, now - before)
      before = now
    }
  })()
  return {
    stop() {
      going = false
      return longest
    },
  }
}
