import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { snapshotOf } from '../desk.ts'
import type { WritableDB } from '../journal/database.ts'
import { openPractice } from '../practice-file.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { unseenGaps } from './gaps.ts'
import { createIntake } from './intake.ts'
import type { LineFact } from './line.ts'
import { lineMemory } from './memory.ts'
import { createStanding } from './standing.ts'

/** What grows with the years; reading all of it for one call is what must not be. */
const GROWING = ['journal', 'calls', 'told_calls', 'contacts', 'conversations', 'texts', 'text_media', 'media_bytes', 'marks', 'patients', 'phones', 'visits', 'line_hours', 'line_gaps', 'opt_outs']

/** A value for each parameter; which is of no account to the plan. */
function nothingFor(sql: string): unknown[] {
  const named = [...sql.matchAll(/@(\w+)/g)].flatMap(([, name]) => name ?? [])
  return named.length > 0 ? [Object.fromEntries(named.map((name) => [name, null]))] : Array.from(sql.matchAll(/\?/g), () => null)
}

test('no call, text, report, recap or window reads a whole table that grows', async () => {
  const asked = new Map<string, WritableDB>()
  const { core, close } = await openPractice({
    file: join(temporaryFolder(), 'practice.db'),
    key: randomBytes(32),
    which: 'practice',
    now: Date.now,
    announce: () => undefined,
    prepare(db) {
      const prepare = db.prepare.bind(db)
      db.prepare = ((sql: string) => {
        asked.set(sql, db)
        return prepare(sql)
      }) as typeof db.prepare
    },
  })
  onTestFinished(close)
  const at = Date.now() - 10 * MINUTE
  const { receiveAll } = createIntake(core, { lineId: 'main', hears: 'phones', heard: () => undefined })
  const trunk = createIntake(core, { lineId: 'trunk', hears: 'trunk', heard: () => undefined })
  core.record([{ kind: 'line.wasAway', body: { gapId: 'g', lineId: 'main', from: at - MINUTE, until: at + 5 * MINUTE, untold: [] }, at, actor: 'line:main' }])
  const facts: LineFact[] = [
    { id: '1', at, type: 'ringing', callId: 'c', direction: 'in', number: '+15550100177' },
    { id: '2', at, type: 'answered', callId: 'c', staff: 'Ana', phone: 'Front' },
    { id: '3', at, type: 'ended', callId: 'c' },
    { id: '4', at, type: 'missed', callId: 'c', why: 'x' },
    { id: '5', at, type: 'voicemail', callId: 'c', seconds: 1 },
    { id: '6', at, type: 'text', textId: 't', number: '+15550100177', body: 'STOP' },
    { id: '7', at, type: 'text', textId: 't2', number: '+15550100177', body: 'Hello' },
  ]
  receiveAll(facts)
  trunk.receiveAll(facts.slice(0, 4))
  receiveAll([{ id: '8', at, type: 'delivery', providerId: 'p', state: 'delivered' }])
  const standing = createStanding(core, lineMemory(core.db as WritableDB))
  standing.live('main', {})
  standing.stop()
  expect(unseenGaps(core.db)).toHaveLength(1)
  snapshotOf(core)

  // Few calls are open, and somebody may have called for years.
  const openOfOne = [...asked.keys()].filter((sql) => sql.startsWith('SELECT * FROM calls WHERE ended_at IS NULL') && sql.includes('conversation_id = ?'))
  expect(openOfOne.map((sql) => (core.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(null) as { detail: string }[]).map(({ detail }) => detail.split(' (')[0]))).toEqual([['SEARCH calls USING INDEX calls_open']])

  const scans: string[] = []
  for (const [sql, db] of asked) {
    if (!/^\s*(SELECT|UPDATE|DELETE|INSERT|WITH)/i.test(sql)) continue
    for (const { detail } of db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nothingFor(sql)) as { detail: string }[]) {
      const what = /^SCAN (\S+)/.exec(detail)?.[1]
      if (what === undefined) continue
      const table = GROWING.find((name) => what === name || new RegExp(`\\b${name} (AS )?${what}\\b`).test(sql))
      // An index read from one end up to a limit, or one that holds only what is open, is no whole table.
      if (table && !/USING (COVERING )?INDEX (\S*_(open|waiting|promised|unseen|on_their_way|recent))\b/.test(detail)) scans.push(`${detail}: ${sql}`)
    }
  }
  expect(scans).toEqual([])
  expect(asked.size).toBeGreaterThan(40)
})
