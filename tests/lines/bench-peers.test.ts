import { describe, expect, it, onTestFinished } from 'vitest'
import { moduleOf } from '../../electron/core/lines/modules.ts'
import { temporaryPractice } from '../../electron/core/testing/practice.ts'
import { PEERS } from '../../tools/bench/lines/connected.ts'

/** The bench's ends of the lines are no real servers; here each meets its line, so that a figure never goes missing unseen. */

const NUMBERS = ['+15550100171', '+15550100172', '+15550100173']

for (const kind of PEERS) {
  describe.skipIf(moduleOf(kind.kind) === null)(`the bench’s peer of the ${kind.kind} line`, () => {
    it('signs it in, has one call or text recorded from beginning to end, and then a flood of them', async () => {
      const peer = await kind.open()
      onTestFinished(() => peer.close())
      const { core } = await temporaryPractice()
      core.record([{ kind: 'line.saved', body: { lineId: 'line', kind: kind.kind, name: 'Bench', enabled: true, settings: peer.settings }, at: Date.now(), actor: 'rule:bench' }])
      await core.lines.restart('line')
      await peer.connected

      const kinds = (number: string): string[] => core.db.prepare(`SELECT kind FROM journal WHERE actor = 'line:line' AND json_extract(body, '$.conversationId') = ?`).pluck().all(number) as string[]
      const count = (event: string): number => Number(core.db.prepare(`SELECT count(*) FROM journal WHERE actor = 'line:line' AND kind = ?`).pluck().get(event))
      const patient = { timeout: 20_000 }

      await peer.ring('+15550100170', 'one')
      await expect.poll(() => kinds('+15550100170'), patient).toEqual([kind.shows === 'call' ? 'call.ringing' : 'text.received'])
      await peer.finish('+15550100170', 'one')
      await expect.poll(() => count('call.ended') + count('call.missed'), patient).toBe(kind.shows === 'call' ? 1 : 0)

      const before = count('call.missed') + count('text.received')
      await peer.flood(NUMBERS, 'many')
      await expect.poll(() => count('call.missed') + count('text.received') - before, patient).toBe(NUMBERS.length)
      expect(NUMBERS.map((number) => kinds(number).length)).toEqual(NUMBERS.map(() => 1))
    })
  })
}
