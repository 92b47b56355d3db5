import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FIGURES } from '@shared/rules/figures.ts'
import { DAY } from '@shared/time.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { openPractice } from '../practice-file.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { listOf } from './list.ts'
import { insightsOf } from './of.ts'

/** The ways to the rows of one span of time; everything else is looked up from these. */
const BY_TIME = /USING (PRIMARY KEY|(COVERING )?INDEX (promises_by_due|texts_promised_by_due)) \((at|due_at|promised_at)>\? AND (at|due_at|promised_at)<\?\)/

/** The plans of all statements that are prepared while something is done with a new practice. */
async function plansOf(work: (core: Core) => void, parameters: Record<string, unknown>, which: RegExp): Promise<{ sql: string; plan: string[] }[]> {
  const asked = new Map<string, WritableDB>()
  let noting = false
  const { core, close } = await openPractice({
    file: join(temporaryFolder(), 'practice.db'), key: randomBytes(32), which: 'practice', now: Date.now, announce: () => undefined,
    prepare(db) {
      const prepare = db.prepare.bind(db)
      db.prepare = ((sql: string) => {
        if (noting) asked.set(sql, db)
        return prepare(sql)
      }) as typeof db.prepare
    },
  })
  onTestFinished(close)
  noting = true
  work(core)
  noting = false
  return [...asked].filter(([sql]) => which.test(sql)).map(([sql, db]) => ({ sql, plan: (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(({ detail }) => detail) }))
}

test('looking back at a month reads that month by its time, and no whole table', async () => {
  const span = { from: Date.now() - 30 * DAY, to: Date.now() }
  const plans = await plansOf(
    (core) => {
      insightsOf(core.db, span, Date.now())
      for (const figure of FIGURES) listOf(core.db, figure, span, 50, 0, Date.now())
    },
    { from: 0, to: 0, now: 0, days: '[]', limit: 1, offset: 0 },
    /@from|@days/,
  )
  expect(plans).toHaveLength(3 + 2 * FIGURES.length)
  const faults = plans.flatMap(({ sql, plan }) => {
    // What was found is gone through, and the days that are asked for; a table or an index may not be.
    const scans = plan.filter((detail) => detail.startsWith('SCAN') && !/^SCAN (x|p|d|json_each VIRTUAL TABLE INDEX 1:|\(subquery-\d+\))$/.test(detail))
    return scans.length > 0 || !plan.some((detail) => BY_TIME.test(detail)) ? [`${plan.join('\n')}\n${sql}`] : []
  })
  expect(faults).toEqual([])
})

test('what one contact concerns is read from its conversation alone', async () => {
  const call = { callId: 'c', conversationId: '+15550100177', display: '', textable: true, direction: 'in', callerName: null, lineId: 'main' } as const
  const plans = await plansOf(
    (core) => core.record([{ kind: 'call.ringing', body: call, at: 1, actor: 'line:main' }, { kind: 'call.missed', body: { callId: 'c', why: null }, at: 2, actor: 'line:main' }]),
    { conversationId: '', from: 0, until: 0, outcome: null, at: 0 },
    /counted o|contacts b WHERE b.conversation_id = @conversationId/,
  )
  expect(plans).toHaveLength(2)
  const steps = plans.flatMap(({ plan }) => plan).filter((detail) => /^(SCAN|SEARCH)/.test(detail))
  expect(steps.filter((detail) => !/^SCAN (v|w|x)$|\((conversation_id|id|rowid|number)=\?|SEARCH o USING PRIMARY KEY \(at=\? AND id=\?\)/.test(detail))).toEqual([])
})
