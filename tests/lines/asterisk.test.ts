import { describe, expect, test } from 'vitest'
import { openAsteriskLine } from './servers/asterisk-line.ts'
import { recordedChannels, recording, startAmi } from './servers/asterisk.ts'

/** An hour after the recordings were made, so that their times are in the past wherever the test runs. */
const AFTER = 1_795_346_000_000
const now = (): number => AFTER

const CALLER = '+15550100199'

const recorded = [
  { name: '01-answered.txt', is: [{ number: CALLER, direction: 'in', state: 'ended', phone: 'Desk two', why: null }] },
  { name: '02-missed-noanswer.txt', is: [{ number: CALLER, direction: 'in', state: 'missed', phone: null, why: 'Nobody answered.' }] },
  { name: '03-caller-abandons.txt', is: [{ number: CALLER, direction: 'in', state: 'missed', phone: null, why: 'The caller hung up before anybody answered.' }] },
  { name: '04-busy.txt', is: [{ number: CALLER, direction: 'in', state: 'missed', phone: null, why: 'The phones were busy.' }] },
  { name: '06-queue-answered.txt', is: [{ number: CALLER, direction: 'in', state: 'ended', phone: 'Desk two', why: null }] },
  { name: '13-outbound-from-desk.txt', is: [{ number: '+15550100188', direction: 'out', state: 'ended', phone: '101', why: null }] },
] as const

describe('a recorded call comes out right', () => {
  for (const { name, is } of recorded) {
    test(name, async () => {
      const ami = await startAmi({ now })
      const line = await openAsteriskLine(ami.port(), { now })
      await expect.poll(() => ami.listeners()).toBe(1)
      await ami.say(recording(name))
      await expect.poll(line.outcomes).toEqual(is)
    })
  }

  test('15-reconnect-mid-call-CoreShowChannels.txt', async () => {
    const ami = await startAmi({ now })
    ami.channels = recordedChannels('15-reconnect-mid-call-CoreShowChannels.txt')
    const line = await openAsteriskLine(ami.port(), { now })
    await expect.poll(line.outcomes).toEqual([{ number: CALLER, direction: 'in', state: 'ringing', phone: null, why: null }])
    expect(line.rows()[0]?.ringing_at).toBe(AFTER - 1000)
    expect(line.status().state).toBe('live')
  })
})
