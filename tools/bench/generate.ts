import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent } from '@shared/events/index.ts'
import { openDatabase } from '../../electron/core/journal/database.ts'
import { createJournal } from '../../electron/core/journal/journal.ts'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { newestVersion } from '../../electron/core/journal/migrations.ts'
import { practiceEvents } from './practice/events.ts'
import { FULL, type Sizes } from './practice/model.ts'

const SEED = 7
/** Events per transaction: large, so that a page that many of them change is written once. */
const BATCH = 50_000

export type Practice = { file: string; key: Buffer; sizes: Sizes }

/** The sizes for a part of the full practice; waiting people stay as many as there are places for. */
export function scaled(scale: number): Sizes {
  return { patients: Math.round(FULL.patients * scale), contacts: Math.round(FULL.contacts * scale), waiting: Math.min(FULL.waiting, Math.round(FULL.waiting * scale * 10)) }
}

/**
 * The generated practice: taken from `folder` when it was made by this very schema and generator, else written anew
 * through the journal. The same seed and sizes always give the same practice.
 */
export function practiceFile(folder: string, sizes: Sizes, say: (line: string) => void): Practice {
  mkdirSync(folder, { recursive: true })
  const name = `practice-${sizes.contacts}-${version()}.db`
  const file = join(folder, name)
  const keyFile = `${file}.key`
  if (!existsSync(file)) {
    for (const old of readdirSync(folder)) if (old.startsWith(`practice-${sizes.contacts}-`)) rmSync(join(folder, old))
    const key = randomBytes(32)
    const part = `${file}.part`
    write(part, key, sizes, say)
    renameSync(`${part}.keycheck`, `${file}.keycheck`)
    writeFileSync(keyFile, key.toString('hex'), { mode: 0o600 })
    renameSync(part, file)
  }
  return { file, key: Buffer.from(readFileSync(keyFile, 'utf8'), 'hex'), sizes }
}

function write(file: string, key: Buffer, sizes: Sizes, say: (line: string) => void): void {
  const db = openDatabase(file, key)
  // Only while the file is made: a power cut then costs a second making.
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -1500000')
  db.pragma('wal_autocheckpoint = 100000')
  let at = 0
  let ids = 0
  const newId = (): string => `${at.toString(16).padStart(12, '0').replace(/(.{8})/, '$1-')}-7000-8000-${(ids++).toString(16).padStart(12, '0')}`
  const journal = createJournal(db, { newId, desk: 'desk-bench' })
  const started = performance.now()
  let written = 0
  const batch: NewEvent[] = []
  const flush = (): void => {
    at = batch[0]?.at ?? at
    written += journal.record(batch).events.length
    batch.length = 0
    const seconds = (performance.now() - started) / 1000
    say(`  ${written.toLocaleString('en')} events, ${Math.round(written / seconds).toLocaleString('en')} per second`)
  }
  for (const event of practiceEvents(createRandom(SEED), sizes)) {
    batch.push(event)
    if (batch.length === BATCH) flush()
  }
  flush()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Changes with the schema and with what the practice is made of, so that an old file is never measured. */
function version(): string {
  const hash = createHash('sha256').update(`${newestVersion} ${SEED}`)
  const here = import.meta.dirname
  const core = join(here, '..', '..', 'electron', 'core')
  const tables = ['journal', 'practice', 'people', 'conversations', 'replies', 'lines', 'insights'].map((subject) => join(core, subject, 'tables.ts'))
  const data = ['names', 'talk', 'visits'].map((name) => join(here, '..', '..', 'resources', 'demo', `${name}.json`))
  const generator = ['model', 'people', 'events'].map((name) => join(here, 'practice', `${name}.ts`))
  for (const file of [...tables, ...data, ...generator, join(core, 'lines', 'demo', 'random.ts')]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
