import { describe, expect, test } from 'vitest'
import { createReader, type Block } from '../../electron/core/lines/asterisk/reader.ts'
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

const incoming = { number: CALLER, direction: 'in', phone: null, why: null }

/** Composed from Asterisk's documentation, see the README beside them. */
const composed: { name: string; is: unknown[]; settings?: Record<string, string>; greeting?: string }[] = [
  { name: '20-blind-transfer', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }] },
  { name: '21-attended-transfer', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }] },
  { name: '22-queue-abandoned', is: [{ ...incoming, state: 'missed', why: 'The caller left the queue.' }] },
  { name: '23-phones-offline', is: [{ ...incoming, state: 'missed', why: 'No phone could be reached.' }] },
  { name: '24-second-phone-later', is: [{ ...incoming, state: 'ended', phone: 'Desk two' }] },
  {
    name: '25-two-calls-at-once',
    is: [
      { ...incoming, state: 'ended', phone: 'Desk one' },
      { ...incoming, number: '+15550100142', state: 'missed', why: 'Nobody answered.' },
    ],
  },
  { name: '26-national-number', is: [{ ...incoming, state: 'missed', why: 'The caller hung up before anybody answered.' }] },
  { name: '27-withheld', is: [{ ...incoming, number: 'withheld', state: 'missed', why: 'The caller hung up before anybody answered.' }] },
  { name: '28-unknown-number', is: [{ ...incoming, number: 'withheld', state: 'missed', why: 'The caller hung up before anybody answered.' }] },
  { name: '29-voicemail', is: [{ ...incoming, state: 'voicemail' }] },
  { name: '30-voicemail-without-dialplan-events', is: [{ ...incoming, state: 'voicemail' }] },
  { name: '31-voicemail-then-a-person', is: [{ ...incoming, state: 'ended', phone: 'Desk two' }] },
  { name: '32-ring-group-freepbx', is: [{ ...incoming, state: 'ended', phone: 'Ana' }] },
  { name: '33-ring-group-nobody-freepbx', is: [{ ...incoming, state: 'missed', why: 'Nobody answered.' }] },
  { name: '34-queue-through-local-agents', is: [{ ...incoming, state: 'ended', phone: 'Ben' }] },
  { name: '35-masquerade', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }] },
  { name: '36-parked', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }] },
  { name: '37-picked-up-for-another', is: [{ ...incoming, state: 'ended', phone: '102' }] },
  { name: '38-number-known-late', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }] },
  { name: '39-internal-call', is: [] },
  { name: '40-click-to-call', is: [{ ...incoming, number: '+15550100142', direction: 'out', state: 'ended', phone: '101' }] },
  { name: '41-outbound-busy', is: [{ ...incoming, number: '+15550100142', direction: 'out', state: 'missed', why: 'The line was busy.' }], settings: { dialPrefix: '9' } },
  { name: '42-outbound-second-trunk', is: [{ ...incoming, number: '+15550100142', direction: 'out', state: 'ended', phone: '101' }] },
  { name: '43-hung-up-in-the-menu', is: [{ ...incoming, state: 'missed', why: 'The caller hung up before a phone rang.' }] },
  { name: '44-asterisk-13', is: [{ ...incoming, state: 'ended', phone: 'Desk one' }], greeting: 'Asterisk Call Manager/2.9.0\r\n' },
  { name: '45-forwarded-outside', is: [{ ...incoming, state: 'ended', phone: 'a phone outside' }] },
  { name: '46-web-phone-freepbx', is: [{ ...incoming, state: 'ended', phone: 'Ana' }] },
  { name: '47-queue-nobody-free', is: [{ ...incoming, state: 'missed', why: 'Nobody in the queue was free.' }] },
]

/** A call after everything else that a line hears: when it is in the journal, so is all before it. */
const LAST = 'composed/27-withheld.txt'

describe('a composed call comes out right', () => {
  for (const { name, is, settings, greeting } of composed) {
    test(`${name} leaves what happened`, async () => {
      const ami = await startAmi({ now, greeting })
      const line = await openAsteriskLine(ami.port(), { now, settings })
      await expect.poll(() => ami.listeners()).toBe(1)
      await ami.say(recording(`composed/${name}.txt`), recording(LAST).replaceAll('1795343627', '1795345999').replaceAll('00000041', '00000099'))
      await expect.poll(() => line.rows().some((row) => row.id.includes('1795345999') && row.missed_at !== null)).toBe(true)
      expect(line.outcomes((row) => !row.id.includes('1795345999'))).toEqual(is)
    })
  }
})

describe('a recorded call comes out right', () => {
  for (const { name, is } of recorded) {
    test(`${name} leaves what happened`, async () => {
      const ami = await startAmi({ now })
      const line = await openAsteriskLine(ami.port(), { now })
      await expect.poll(() => ami.listeners()).toBe(1)
      await ami.say(recording(name))
      await expect.poll(() => line.outcomes()).toEqual(is)
    })
  }

  test('15-reconnect-mid-call-CoreShowChannels.txt leaves a call that rings since a second', async () => {
    const ami = await startAmi({ now })
    ami.channels = recordedChannels('15-reconnect-mid-call-CoreShowChannels.txt')
    const line = await openAsteriskLine(ami.port(), { now })
    await expect.poll(() => line.outcomes()).toEqual([{ number: CALLER, direction: 'in', state: 'ringing', phone: null, why: null }])
    expect(line.rows()[0]?.ringing_at).toBe(AFTER - 1000)
    expect(line.status().state).toBe('live')
  })
})

test('who answered is the person whose extension it was', async () => {
  const ami = await startAmi({ now })
  const line = await openAsteriskLine(ami.port(), { now })
  await line.call('staff.save', { staffId: null, name: 'Ben', extension: '101' })
  const { staffId } = await line.call('staff.save', { staffId: null, name: 'Ana', extension: '102' })
  await expect.poll(() => ami.listeners()).toBe(1)
  await ami.say(recording('01-answered.txt'))
  await expect.poll(() => line.rows()[0]?.ended_at).toBe(1_795_341_934_727)
  expect(line.rows()).toEqual([expect.objectContaining({ answered_staff: staffId, ringing_at: 1_795_341_931_216, answered_at: 1_795_341_933_219 })])
})

describe('however the network cuts it, a recording yields the same journal', () => {
  const names = [...recorded.map(({ name }) => name), ...composed.filter(({ greeting }) => greeting === undefined).map(({ name }) => `composed/${name}.txt`)]

  /** The journal that a recording leaves in a practice of its own. */
  async function journalOf(name: string, pieces: (text: string) => (string | Uint8Array)[]): Promise<string[]> {
    const ami = await startAmi({ now })
    const line = await openAsteriskLine(ami.port(), { now })
    await expect.poll(() => ami.listeners()).toBe(1)
    const text = recording(name) + recording(LAST).replaceAll('1795343627', '1795345999').replaceAll('00000041', '00000099')
    await ami.say(...pieces(text))
    await expect.poll(() => line.rows().some((row) => row.id.includes('1795345999') && row.missed_at !== null)).toBe(true)
    return line.journal()
  }

  const byteByByte = (text: string): Uint8Array[] => Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte))

  for (const { name } of recorded) {
    test(`${name}: in one packet, byte by byte, and cut in two`, async () => {
      const whole = await journalOf(name, (text) => [text])
      expect(whole.length).toBeGreaterThan(3)
      expect(await journalOf(name, byteByByte)).toEqual(whole)
      for (const share of [0.13, 0.5, 0.771]) {
        expect(await journalOf(name, (text) => [text.slice(0, text.length * share), text.slice(text.length * share)])).toEqual(whole)
      }
    })
  }

  test('cut in two at every byte, every recording gives the same blocks to the same tracker', () => {
    const differing: string[] = []
    for (const name of names) {
      const bytes = Buffer.from(recording(name))
      const blocks = (pieces: readonly Uint8Array[]): string[] => {
        const reader = createReader(() => expect.fail('a good block was called bad'))
        return pieces.flatMap((piece) => reader.push(piece)).map(written)
      }
      const ends = blockEnds(bytes)
      const all = blocks([bytes])
      expect(ends).toHaveLength(all.length)
      // A cut changes at most the block it falls into and the one behind it; so these are read anew for each.
      for (const [index, end] of ends.entries()) {
        const from = ends[index - 1] ?? 0
        const until = ends[index + 1] ?? bytes.length
        const here = all.slice(index, index + 2)
        for (let cut = from; cut <= end; cut += 1) {
          if (blocks([bytes.subarray(from, cut), bytes.subarray(cut, until)]).join('\n') !== here.join('\n')) differing.push(`${name} cut at ${cut}`)
        }
      }
    }
    expect(differing).toEqual([])
  })
})

function blockEnds(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf('\r\n\r\n'); at >= 0; at = bytes.indexOf('\r\n\r\n', at + 4)) ends.push(at + 4)
  return ends
}

function written(block: Block): string {
  return KEYS.map((key) => `${key}=${block.all(key).join('|')}`).join(' ')
}
const KEYS = ['Event', 'Timestamp', 'Channel', 'ChannelState', 'CallerIDNum', 'CallerIDName', 'Context', 'Exten', 'Uniqueid', 'Linkedid', 'DestChannel', 'DestUniqueid', 'DialStatus', 'BridgeUniqueid', 'Cause', 'Device', 'State']
