import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FIGURES } from '@shared/rules/figures.ts'
import { DAY } from '@shared/time.ts'
import type { WritableDB } from '../journal/database.ts'
import { openPractice } from '../practice-file.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { listOf } from './list.ts'
import { insightsOf } from './of.ts'

/** The ways to the rows of one span of time; everything else is looked up from these. */
const BY_TIME = /USING (PRIMARY KEY|(COVERING )?INDEX (promises_by_due|texts_promised_by_due)) \((at|due_at|promised_at)>\? AND (at|due_at|promised_at)<\?\)/

test('looking back at a month reads that month by its time, and no whole table', async () => {
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
  const span = { from: Date.now() - 30 * DAY, to: Date.now() }
  insightsOf(core.db, span, Date.now())
  for (const figure of FIGURES) listOf(core.db, figure, span, 50, 0, Date.now())
  noting = false

  const ours = [...asked].filter(([sql]) => /@from|@days/.test(sql))
  expect(ours).toHaveLength(3 + 2 * FIGURES.length)
  const faults = ours.flatMap(([sql, db]) => {
    const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ from: 0, to: 0, now: 0, days: '[]', limit: 1, offset: 0 }) as { detail: string }[]).map(({ detail }) => detail)
    // What was found is gone through, and the days that are asked for; a table or an index may not be.
    const scans = plan.filter((detail) => detail.startsWith('SCAN') && !/^SCAN (x|p|d|json_each VIRTUAL TABLE INDEX 1:|\(subquery-\d+\))$/.test(detail))
    return scans.length > 0 || !plan.some((detail) => BY_TIME.test(detail)) ? [`${plan.join('\n')}\n${sql}`] : []
  })
  expect(faults).toEqual([])
})
