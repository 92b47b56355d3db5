import { expect, test } from 'vitest'
import { eventsSince } from '../journal/journal.ts'
import { deskAt } from '../testing/desk-calls.ts'
import { temporaryPractice } from '../testing/practice.ts'

test('showing the names again stands in the journal with who did it, when and at which desk', async () => {
  const { core } = await temporaryPractice()
  const desk = deskAt(core)
  const { staffId } = await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' })
  await desk.done('desk.iAm', { staffId })
  const before = core.lastSeq()
  await desk.done('desk.reveal', { hiddenBy: 'idle' })
  expect(eventsSince(core.db, before, 10)).toMatchObject([{ kind: 'privacy.revealed', actor: staffId, desk: core.desk, at: expect.any(Number) as unknown, body: { hiddenBy: 'idle' } }])
})
