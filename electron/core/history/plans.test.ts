import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { WritableDB } from '../journal/database.ts'
import { openPractice } from '../practice-file.ts'
import { everyKindOfEvent, ROSA } from '../testing/story.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { journalPage } from './journal-page.ts'
import { historyPage } from './page.ts'

const NOW = Date.UTC(2026, 2, 12)

/** A value for each parameter; which is of no account to the plan. */
function nothingFor(sql: string): unknown[] {
  const named = [...sql.matchAll(/@(\w+)/g)].flatMap(([, name]) => name ?? [])
  return named.length > 0 ? [Object.fromEntries(named.map((name) => [name, null]))] : Array.from(sql.matchAll(/\?/g), () => null)
}

test('no page of History or of the journal reads a whole table, or sorts what it reads', async () => {
  const asked = new Set<string>()
  let file: WritableDB | null = null
  const { core, close } = await openPractice({
    file: join(temporaryFolder(), 'practice.db'),
    key: randomBytes(32),
    which: 'practice',
    now: () => NOW,
    announce: () => undefined,
    prepare: (db) => void (file = db),
  })
  onTestFinished(close)
  core.record(everyKindOfEvent(NOW - 86_400_000))
  const db = file as unknown as WritableDB
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    asked.add(sql)
    return prepare(sql)
  }) as typeof db.prepare
  for (const filter of [{}, { patientId: 'rosa' }, { number: ROSA }, { words: 'please call' }, { words: 'please call', staffId: 'ana' }, { outcome: 'missed' as const }, { staffId: 'ana' }, { lineId: 'main' }, { number: ROSA, outcome: 'missed' as const }, { patientId: 'rosa', lineId: 'main' },
    { from: '2026-03-01', to: '2026-03-30', staffId: 'ana', lineId: 'main', outcome: 'missed' as const }]) {
    historyPage(core.db, filter, null, NOW)
    historyPage(core.db, filter, historyPage(core.db, filter, null, NOW).next, NOW)
  }
  journalPage(core.db, { staffId: 'ana', from: '2026-03-01', to: '2026-03-30' }, null, NOW)

  const plans = [...asked].map((sql) => ({ sql, steps: (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nothingFor(sql)) as { detail: string }[]).map(({ detail }) => detail) }))
  const KIND = 'SEARCH k USING INTEGER PRIMARY KEY (rowid=?)'
  // Everybody in order, one number in order, and one kind of contact in order, straight from an index; words, from theirs; the journal, between two of its own numbers.
  const orders = plans.filter(({ sql }) => /FROM contacts c .*\(c.at, c.id\)|FROM journal WHERE seq < @below/s.test(sql))
  expect(orders.map(({ steps }) => steps)).toEqual([
    ['SEARCH c USING INDEX contacts_by_time (at>? AND (at,id)<(?,?))', KIND],
    ['SEARCH c USING INDEX contacts_in_order (conversation_id=? AND at>? AND (at,id)<(?,?))', 'LIST SUBQUERY 1', 'SCAN json_each VIRTUAL TABLE INDEX 1:', 'CREATE BLOOM FILTER', KIND],
    ['SEARCH c USING COVERING INDEX contacts_by_kind (kind=? AND at>? AND (at,id)<(?,?))', KIND],
    ['SEARCH journal USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
  ])
  const whole = plans.flatMap(({ sql, steps }) => steps.filter((step) => /^SCAN (c|k|contacts|calls|told_calls|texts|marks|journal|conversations|patients|phones|visits|choices)\b/.test(step)).map((step) => `${step}: ${sql}`))
  expect(whole).toEqual([])
})
