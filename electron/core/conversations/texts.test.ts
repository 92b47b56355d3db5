import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPractice } from '../practice-file.ts'
import { temporaryFolder } from '../testing/practice.ts'

test('opening a practice asks for the texts on their way by their index, and reads no other', async () => {
  const plans = new Map<string, string[]>()
  const { close } = await openPractice({
    file: join(temporaryFolder(), 'practice.db'),
    key: randomBytes(32),
    which: 'practice',
    now: Date.now,
    announce: () => undefined,
    prepare(db) {
      const prepare = db.prepare.bind(db)
      db.prepare = ((sql: string) => {
        if (sql.includes('FROM texts')) plans.set(sql, (prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((row) => row.detail))
        return prepare(sql)
      }) as typeof db.prepare
    },
  })
  onTestFinished(close)
  expect(plans.size).toBe(2)
  for (const plan of plans.values()) expect(plan).toEqual(['SEARCH texts USING INDEX texts_on_their_way (state=?)'])
})
