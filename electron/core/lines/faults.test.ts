import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startScript } from '../testing/child.ts'
import { temporaryFolder } from '../testing/practice.ts'

test('a line that throws in a timer, a promise or a socket is started anew, alone; a request to its server and a line that was stopped break nothing', async () => {
  const { child, lines } = startScript('faulty-lines.ts', [join(temporaryFolder(), 'practice.db'), randomBytes(32).toString('hex')])
  let starts: Record<string, number> = {}
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error('the process ended')
    starts = JSON.parse(value) as Record<string, number>
    if (['timer', 'promise', 'socket', 'late'].every((name) => (starts[name] ?? 0) >= 2)) break
  }
  // Whatever else would happen by mistake has had its time: some more rounds of the loop.
  for (let round = 0; round < 5; round += 1) starts = JSON.parse((await lines.next()).value as string) as Record<string, number>
  expect(starts).toEqual({ timer: 2, promise: 2, socket: 2, server: 1, late: 2, sound: 1 })
  expect(child.exitCode).toBeNull()
})
