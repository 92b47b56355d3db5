// A practice with its lines in a process of its own, as in the app, for the figure of events per second.
import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../../electron/core/journal/database.ts'
import { openPractice } from '../../../electron/core/practice-file.ts'
import { now } from '../app.ts'
import { timed } from '../recorded.ts'

export type Ask = { ask: 'count'; lineId: string; items: number } | { ask: 'floor'; from: number; to: number } | { ask: 'close' }
export type Told = { told: 'open' } | { told: 'counting' } | { told: 'reached'; at: number; events: number; from: number; to: number } | { told: 'floor'; ms: number } | { told: 'closed' }

/** As many as the lines record in one transaction. */
const BATCH = 100
/** One of these ends what a flood sent for each number. */
const LAST = ['call.ended', 'call.missed', 'text.received']

const [file = '', key = '', floorName = ''] = process.argv.slice(2)
const tell = (told: Told): void => void process.send?.(told)

let counting: { actor: string; items: number; left: number; events: number; from: number; seen: number } | null = null
const { core, close } = await openPractice({
  file,
  key: Buffer.from(key, 'hex'),
  which: 'practice',
  now: Date.now,
  announce: (name) => name === 'changes' && look(),
})
const newRows = core.db.prepare('SELECT kind, count(*) AS rows FROM journal WHERE seq > ? AND actor = ? GROUP BY kind')

/** After each commit: how many of the facts that were sent are in the journal by now. */
function look(): void {
  if (!counting) return
  for (const { kind, rows } of newRows.all(counting.seen, counting.actor) as { kind: string; rows: number }[]) {
    counting.events += rows
    if (LAST.includes(kind)) counting.left -= rows
  }
  counting.seen = core.lastSeq()
  if (counting.left > 0) return
  tell({ told: 'reached', at: now(), events: counting.events, from: counting.from, to: counting.seen })
  counting = null
}

const floorFile = openDatabase(floorName, randomBytes(32))
floorFile.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, id TEXT, at INTEGER, desk TEXT, actor TEXT, kind TEXT, source_key TEXT, body TEXT) STRICT')
const insert = floorFile.prepare('INSERT INTO bare (id, at, desk, actor, kind, source_key, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
const inOne = floorFile.transaction((rows: readonly unknown[][]) => {
  for (const row of rows) insert.run(...row)
})

/** Bare inserts of the same bytes, in batches of the same size. */
function floor(from: number, to: number): number {
  const rows = core.db.prepare('SELECT id, at, desk, actor, kind, source_key, body FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq').raw().all(from, to) as unknown[][]
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) => rows.slice(index * BATCH, (index + 1) * BATCH))
  return timed(() => batches.forEach((batch) => inOne(batch)))
}

process.on('message', (message: Ask) => {
  switch (message.ask) {
    case 'count': {
      const seq = core.lastSeq()
      counting = { actor: `line:${message.lineId}`, items: message.items, left: message.items, events: 0, from: seq, seen: seq }
      return tell({ told: 'counting' })
    }
    case 'floor':
      return tell({ told: 'floor', ms: floor(message.from, message.to) })
    case 'close':
      floorFile.close()
      return void close().then(() => {
        tell({ told: 'closed' })
        process.disconnect()
      })
  }
})
tell({ told: 'open' })
