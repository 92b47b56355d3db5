import { describe, expect, it } from 'vitest'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { conversationView } from '../conversations/views.ts'
import { eventsOf } from '../lines/facts.ts'

describe('the journal', () => {
  it('takes a missed call in once and makes its caller wait', async () => {
    const clock = testClock()
    const { core } = await temporaryPractice({ now: clock.now })
    const facts = [
      { id: 'a', at: clock.at, type: 'ringing', callId: 'c1', direction: 'in', number: '(555) 010-0177' },
      { id: 'b', at: clock.at + 20_000, type: 'missed', callId: 'c1' },
    ] as const
    for (const fact of [...facts, ...facts]) core.record(eventsOf(core.db, 'main', fact, clock.at) ?? [])
    expect(core.lastSeq()).toBe(2)
    expect(conversationView(core.db, '+15550100177', clock.at)).toMatchObject({ waitingSince: clock.at, waitingFor: { missed: 1 } })
  })
})
