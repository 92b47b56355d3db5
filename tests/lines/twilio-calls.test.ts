import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { Kept, openLine } from './servers/twilio-line.ts'
import { startTwilio, type DoubleCall, type TwilioDouble } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }

async function live() {
  const double = await startTwilio()
  const opened = openLine(double)
  await expect.poll(() => opened.sink.said, poll).toHaveLength(1)
  return { double, ...opened }
}

const ended = (call: DoubleCall, status: string, duration: number | null): void => void Object.assign(call, { status, duration, end: Date.now() - 5 * SECOND })
const leg = (double: TwilioDouble, parent: DoubleCall, given: Partial<DoubleCall>): DoubleCall => double.call({ direction: 'outbound-dial', parent: parent.sid, from: parent.from, to: 'sip:101@practice.sip.twilio.com', ...given })

describe('calls to Twilio numbers', () => {
  it('are seen ringing at their true time, with the name the carrier gives, before Twilio knows a start', async () => {
    const { double, kept } = await live()
    const call = double.call({ start: null, created: Math.floor(Date.now() / 1000 - 3) * 1000, callerName: 'RAMIREZ MARIA' })
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing'])
    expect(kept.of('ringing')[0]).toMatchObject({ at: call.created, direction: 'in', number: '+15550100177', callerName: 'RAMIREZ MARIA' })
  })

  it.each([
    ['no-answer', 'Nobody answered.'],
    ['busy', 'The line was busy.'],
    ['canceled', 'The caller hung up before anybody answered.'],
    ['failed', 'Twilio could not connect the call.'],
  ])('are missed when they end as %s', async (status, why) => {
    const { double, kept } = await live()
    const call = double.call({ start: Date.now() - 30 * SECOND })
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing'])
    ended(call, status, null)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'missed'])
    expect(kept.of('missed')[0]).toMatchObject({ why, at: Math.floor((call.end ?? 0) / 1000) * 1000 })
  })

  it('are answered by the phone whose leg was, from the moment it was', async () => {
    const { double, kept } = await live()
    const call = double.call({ status: 'in-progress', start: Date.now() - 60 * SECOND })
    leg(double, call, { status: 'no-answer', to: 'sip:102@practice.sip.twilio.com' })
    const desk = leg(double, call, { status: 'ringing', start: Date.now() - 50 * SECOND })
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing'])
    desk.status = 'in-progress'
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered'])
    expect(kept.of('answered')[0]).toMatchObject({ phone: '101' })
    ended(desk, 'completed', 20)
    ended(call, 'completed', 55)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered', 'ended'])
  })

  it('that a menu took and no phone picked up are missed, though Twilio calls them completed', async () => {
    const { double, kept } = await live()
    const call = double.call({ start: Date.now() - 60 * SECOND })
    leg(double, call, { status: 'no-answer' })
    leg(double, call, { status: 'busy', to: 'client:ana' })
    ended(call, 'completed', 50)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'missed'])
    expect(kept.of('missed')[0]?.why).toBe('It was put through, and nobody picked up.')
  })

  it('without legs to phones are answered as the trunk tells it', async () => {
    const { double, kept } = await live()
    const call = double.call({ direction: 'trunking-originating', start: Date.now() - 60 * SECOND })
    ended(call, 'completed', 40)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered', 'ended'])
    expect(kept.of('answered')[0]?.at).toBe(Math.floor((call.end ?? 0) / 1000) * 1000 - 40 * SECOND)
  })

  it.each([
    ['a message', [{ source: 'RecordVerb', status: 'completed', seconds: 21 }], ['ringing', 'voicemail', 'ended']],
    ['a message that is not counted yet', [{ source: 'RecordVerb', status: 'processing', seconds: null }], ['ringing', 'voicemail', 'ended']],
    ['no message', [{ source: 'RecordVerb', status: 'absent', seconds: 0 }], ['ringing', 'missed']],
    ['nothing, and were only recorded', [{ source: 'StartCallRecordingAPI', status: 'completed', seconds: 40 }], ['ringing', 'answered', 'ended']],
  ])('that Twilio\'s voicemail took, and that left it %s, come out as that', async (_what, recordings, told) => {
    const { double, kept } = await live()
    const call = double.call({ start: Date.now() - 60 * SECOND, recordings })
    ended(call, 'completed', 40)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(told)
  })

  it('that a phone took are answered, whatever was recorded of them', async () => {
    const { double, kept } = await live()
    const call = double.call({ start: Date.now() - 60 * SECOND, recordings: [{ source: 'RecordVerb', status: 'completed', seconds: 3 }] })
    leg(double, call, { status: 'completed', duration: 20, end: Date.now() - 5 * SECOND })
    ended(call, 'completed', 40)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered', 'ended'])
  })

  it('are told also where the key may not see recordings', async () => {
    const { double, kept } = await live()
    double.fault = ({ path }) => (path.includes('Recordings') ? { status: 403, code: 20_403 } : null)
    const call = double.call({ start: Date.now() - 60 * SECOND })
    ended(call, 'completed', 40)
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered', 'ended'])
  })

  it('leave out legs, calls that go out, and calls to other numbers', async () => {
    const { double, kept } = await live()
    double.call({ direction: 'outbound-api' })
    double.call({ direction: 'outbound-dial', parent: `CA${'a'.repeat(32)}` })
    double.call({ direction: 'trunking-terminating' })
    double.call({ to: '+15550100199' })
    double.call({ from: 'client:ana' })
    const call = double.call()
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing'])
    expect(kept.facts.size).toBe(1)
  })

  it.each(['+266696687', '+86282452253', 'Anonymous', 'Restricted', ''])('from the withheld number %j keep it as it was written', async (from) => {
    const { double, kept } = await live()
    const call = double.call({ from })
    await expect.poll(() => kept.of('ringing').map(({ callId, number }) => [callId, number]), poll).toEqual([[call.sid, from || null]])
  })

  it('that end while Rapport is off are told to their end, also long ones and after 3 days', async () => {
    const double = await startTwilio()
    const kept = new Kept()
    let at = Date.now() - 3 * DAY
    double.now = () => at
    const before = openLine(double, { kept, now: () => at })
    const long = double.call({ status: 'in-progress', start: at - HOUR })
    leg(double, long, { status: 'in-progress', start: at - HOUR })
    await expect.poll(() => kept.call(long.sid), poll).toEqual(['ringing', 'answered'])
    await before.stop()
    Object.assign(long, { status: 'completed', duration: 7200, end: at + HOUR })
    const away = [1, 30, 60].map((hours) => double.call({ start: at + hours * HOUR, end: at + hours * HOUR + 30 * SECOND, status: 'no-answer', duration: null }))
    at = Date.now()
    const after = openLine(double, { kept, now: () => at })
    await expect.poll(() => after.sink.said, poll).toHaveLength(1)
    expect(kept.call(long.sid)).toEqual(['ringing', 'answered', 'ended'])
    expect(away.map(({ sid }) => kept.call(sid))).toEqual([['ringing', 'missed'], ['ringing', 'missed'], ['ringing', 'missed']])
  })

  it('are told once and to their end, however long they last', async () => {
    const double = await startTwilio()
    let passed = 0
    const now = (): number => Date.now() + passed
    double.now = now
    const { kept } = openLine(double, { now })
    const call = double.call({ status: 'in-progress', start: now() - 4 * MINUTE })
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing'])
    passed = MINUTE
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered'])
    // Longer ago than any look but the first goes back.
    passed = 30 * MINUTE
    const asked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(asked + 20)
    Object.assign(call, { status: 'completed', duration: 2000, end: now() - 5 * SECOND })
    await expect.poll(() => kept.call(call.sid), poll).toEqual(['ringing', 'answered', 'ended'])
    expect(kept.told).toBe(3)
    expect(kept.memory.get('openCalls')).toBe('[]')
  })

  it('are not asked for where the line is for texts only', async () => {
    const double = await startTwilio()
    double.call()
    const { sink } = openLine(double, { settings: { calls: false } })
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    expect(double.asked.some(({ path }) => path.includes('Calls'))).toBe(false)
  })
})
