import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { Kept, openLine } from './servers/twilio-line.ts'
import { startTwilio } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }
/** Settles once the double was asked for new texts `times` more times, so that what is there was seen. */
async function looks(double: { asked: { path: string; query: Record<string, string> }[] }, times = 2): Promise<void> {
  const count = (): number => double.asked.filter(({ path, query }) => path.endsWith('/Messages.json') && 'DateSent>' in query).length
  const before = count()
  await expect.poll(count, poll).toBeGreaterThan(before + times)
}

describe('texts that come in over Twilio', () => {
  it('are received once each, at their true time, however often Twilio is asked', async () => {
    const double = await startTwilio()
    const sent = Math.floor((Date.now() - HOUR) / 1000) * 1000
    const first = double.text({ body: 'Mañana a las 3 👍', sent })
    const { kept, sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toEqual([{ live: { untold: [] } }])
    double.text({ body: 'And one while it runs', from: '+15550100142' })
    await expect.poll(() => kept.bodies(), poll).toHaveLength(2)
    await looks(double, 5)
    expect(kept.of('text')[0]).toEqual({ id: `text:${first.sid}`, at: sent, type: 'text', textId: first.sid, number: '+15550100177', body: 'Mañana a las 3 👍' })
    expect(kept.told).toBe(2)
  })

  it('leave out what is older than a day on the first start, and what we sent ourselves', async () => {
    const double = await startTwilio()
    double.filters = 'day'
    double.text({ body: 'long ago', sent: Date.now() - 2 * DAY })
    double.text({ body: 'just too old', sent: Date.now() - DAY - MINUTE })
    double.text({ body: 'yesterday', sent: Date.now() - DAY + MINUTE })
    double.text({ body: 'ours', direction: 'outbound-api', to: '+15550100100', from: '+15550100101' })
    const { kept, sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    expect(kept.bodies()).toEqual(['yesterday'])
  })

  const hours = [0.5, 8, 14.2, 23.99] as const
  it.each((['day', 'second'] as const).flatMap((filters) => hours.map((hour) => [filters, hour] as const)))('are all there in their order after 3 days off, over many pages, where filters take the %s, at %d hours UTC', async (filters, hour) => {
    const double = await startTwilio()
    double.filters = filters
    const kept = new Kept()
    const now = Math.floor(Date.now() / DAY) * DAY + hour * HOUR
    const start = now - 3 * DAY
    let at = start
    const before = openLine(double, { kept, now: () => at })
    double.now = () => at
    await expect.poll(() => before.sink.said, poll).toHaveLength(1)
    await before.stop()
    for (let index = 0; index < 720; index += 1) double.text({ body: `${Math.floor(index / 10)}.${index % 10}`, sent: start + Math.floor(index / 10) * HOUR + (index % 10) * MINUTE })
    at = now
    const after = openLine(double, { kept, now: () => at })
    await expect.poll(() => after.sink.said, poll).toHaveLength(1)
    expect(kept.bodies()).toEqual(Array.from({ length: 720 }, (_, index) => `${Math.floor(index / 10)}.${index % 10}`))
    expect(kept.told).toBe(720)
  })

  it('are received that show in the list only minutes after they were sent', async () => {
    const double = await startTwilio()
    const { kept } = openLine(double)
    await looks(double)
    double.text({ body: 'late by 4 min', sent: Date.now() - 4 * MINUTE })
    await expect.poll(() => kept.bodies(), poll).toEqual(['late by 4 min'])
  })

  it('are received after a wake even if they show many hours late', async () => {
    const double = await startTwilio()
    const { kept, sink } = openLine(double)
    await looks(double)
    double.text({ body: 'late by 9 h', sent: Date.now() - 9 * HOUR })
    await looks(double)
    expect(kept.bodies()).toEqual([])
    const asleepSince = Date.now() - MINUTE
    sink.wake({ asleepSince })
    await expect.poll(() => kept.bodies(), poll).toEqual(['late by 9 h'])
    await expect.poll(() => sink.said, poll).toEqual([{ live: { untold: [] } }, { away: 'This PC was asleep.', since: asleepSince }, { live: { untold: [] } }])
  })

  it.each([-20 * MINUTE, 20 * MINUTE, 3 * HOUR])('are received when this PC is off by %d ms from Twilio', async (skew) => {
    const double = await startTwilio()
    double.skew = skew
    const { kept, sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    const { sent } = double.text({ body: 'now' })
    await expect.poll(() => kept.of('text').map(({ at }) => at), poll).toEqual([sent])
  })

  it('are received, and the mark stays behind, while the clock of this PC jumps ahead and back', async () => {
    const double = await startTwilio()
    let ahead = 0
    const kept = new Kept()
    const marks: number[] = []
    const set = kept.memory.set.bind(kept.memory)
    kept.memory.set = (name, value) => (name === 'textsRead' && marks.push(Number(value)), set(name, value))
    openLine(double, { kept, now: () => Date.now() + ahead })
    for (const jump of [2 * DAY, 0, -3 * DAY, 5 * HOUR]) {
      await looks(double)
      ahead = jump
      double.text({ body: String(jump) })
      await expect.poll(() => kept.bodies(), poll).toContain(String(jump))
    }
    expect(kept.bodies()).toHaveLength(4)
    expect(Math.max(...marks)).toBeLessThanOrEqual(Date.now() + SECOND)
  })

  it('wait for the text that Twilio is still putting together', async () => {
    const double = await startTwilio()
    const { kept } = openLine(double)
    const message = double.text({ body: 'first half', status: 'receiving' })
    await looks(double)
    expect(kept.bodies()).toEqual([])
    Object.assign(message, { body: 'first half, second half', status: 'received' })
    await expect.poll(() => kept.bodies(), poll).toEqual(['first half, second half'])
  })

  it('come over every number of ours, and the answer leaves from the number that was texted', async () => {
    const double = await startTwilio()
    const { kept, line } = openLine(double, { settings: { numbers: '+15550100100, +1 (555) 010-0101' } })
    double.text({ body: 'to the second', to: '+15550100101', from: '+15550100142' })
    double.text({ body: 'to the first', from: '+15550100143' })
    await expect.poll(() => kept.bodies(), poll).toHaveLength(2)
    await line.sendText?.({ textId: 't1', to: '+15550100142', body: 'Hi' })
    await line.sendText?.({ textId: 't2', to: '+15550100199', body: 'Hi' })
    expect(double.asked.filter(({ method }) => method === 'POST').map(({ form }) => form['From'])).toEqual(['+15550100101', '+15550100100'])
  })

  it('are received again from the mark on when the disk refused them', async () => {
    const double = await startTwilio()
    const kept = new Kept()
    let passed = 0
    const now = (): number => Date.now() + passed
    double.now = now
    const { sink } = openLine(double, { kept, now })
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    const mark = kept.memory.get('textsRead')
    kept.refuses = true
    double.text({ body: 'kept at last' })
    passed = 20 * MINUTE
    await expect.poll(() => sink.said.length, poll).toBe(2)
    sink.wake()
    await expect.poll(() => sink.said.length, poll).toBe(3)
    expect(JSON.stringify(sink.said[2])).toContain('disk')
    // A minute at most is what the mark may have gone on before.
    expect(Number(kept.memory.get('textsRead'))).toBeLessThan(Number(mark) + 2 * MINUTE)
    kept.refuses = false
    sink.wake()
    await expect.poll(() => sink.said.at(-1), poll).toEqual({ live: { untold: [] } })
    expect(kept.bodies()).toEqual(['kept at last'])
    await expect.poll(() => Number(kept.memory.get('textsRead')), poll).toBeGreaterThan(now() - MINUTE)
  })

  it('move the mark in memory at each look, and on the disk once a minute', async () => {
    const double = await startTwilio()
    const kept = new Kept()
    let writes = 0
    const set = kept.memory.set.bind(kept.memory)
    kept.memory.set = (name, value) => ((writes += 1), set(name, value))
    const { sink } = openLine(double, { kept })
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    const before = writes
    await looks(double, 20)
    expect(writes).toBe(before)
  })
})

describe('how a Twilio line stands', () => {
  it('says at once that the key is refused, and is live again when it is not', async () => {
    const double = await startTwilio()
    let refuse = true
    double.fault = () => (refuse ? { status: 401, code: 20_003 } : null)
    const { sink } = openLine(double)
    await expect.poll(() => sink.said.length, poll).toBeGreaterThan(0)
    expect(sink.said[0]).toEqual({ away: 'Twilio does not accept the key. Check the Account SID and the key in Settings.' })
    refuse = false
    await expect.poll(() => sink.said.at(-1), poll).toEqual({ live: { untold: [] } })
  })

  it('says nothing of one failed look, and says since when after two', async () => {
    const double = await startTwilio()
    const { sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    let failing = 1
    double.fault = () => ((failing -= 1) >= 0 ? { status: 500 } : null)
    await expect.poll(() => failing, poll).toBeLessThan(-3)
    expect(sink.said).toHaveLength(1)
    double.fault = () => 'drop'
    await expect.poll(() => sink.said, poll).toHaveLength(2)
    expect(sink.said[1]).toMatchObject({ away: expect.stringContaining('127.0.0.1'), since: expect.closeTo(Date.now(), -4) })
  })

  it('leaves Twilio alone for as long as a 429 says', async () => {
    const double = await startTwilio()
    const times: number[] = []
    double.fault = () => (times.push(Date.now()) === 1 ? { status: 429, headers: { 'retry-after': '1' } } : null)
    const { sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(SECOND - 20)
  })

  it('does not wait for a hanging look after the network changed, nor has two at once', async () => {
    const double = await startTwilio()
    let atOnce = 0
    let most = 0
    let hang = false
    double.fault = () => {
      atOnce += 1
      most = Math.max(most, atOnce)
      setImmediate(() => (atOnce -= 1))
      return hang ? 'hang' : null
    }
    const { sink, kept } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    hang = true
    const before = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(before)
    hang = false
    double.text({ body: 'after the change' })
    sink.wake()
    await expect.poll(() => kept.bodies(), poll).toEqual(['after the change'])
    expect(most).toBe(1)
  })

  it.each([
    ['another host', 'http://127.0.0.1:1/2010-04-01/Accounts/x/Messages.json'],
    ['another account', '/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json'],
    ['another host without its scheme', '//127.0.0.1:1/2010-04-01/x'],
  ])('opens no next page at %s', async (_where, next) => {
    const double = await startTwilio()
    double.fault = ({ query }) => ('DateSent>' in query ? { status: 200, body: JSON.stringify({ messages: [], next_page_uri: next }) } : null)
    const { sink } = openLine(double)
    await expect.poll(() => sink.said.length, poll).toBeGreaterThan(0)
    expect(sink.said[0]).toEqual({ away: 'Twilio named a next page at another address. It was not opened.' })
    expect(double.asked.every(({ path }) => !path.includes('AC0000'))).toBe(true)
  })

  it('gives up on an answer that never ends', async () => {
    const double = await startTwilio()
    let drips = true
    double.fault = ({ query }) => (drips && 'DateSent>' in query ? 'drip' : null)
    const { sink, kept } = openLine(double, { pace: { timeout: 150 } })
    await expect.poll(() => sink.said.length, poll).toBe(1)
    expect(sink.said[0]).toMatchObject({ away: 'Twilio did not answer in time. Rapport tries again by itself.' })
    drips = false
    double.text({ body: 'fine again' })
    await expect.poll(() => kept.bodies(), poll).toEqual(['fine again'])
  })

  it.each([['no JSON', '<html>'], ['another shape', '{"messages":{}}'], ['more than is taken in', `{"messages":["${'x'.repeat(5_000_000)}"]}`], ['nothing', '']])('survives an answer that is %s', async (_what, body) => {
    const double = await startTwilio()
    let broken = true
    double.fault = ({ query }) => (broken && 'DateSent>' in query ? { status: 200, body } : null)
    const { sink, kept } = openLine(double)
    await expect.poll(() => sink.said.length, poll).toBe(1)
    expect(JSON.stringify(sink.said[0])).toContain('cannot be read')
    broken = false
    double.text({ body: 'fine again' })
    await expect.poll(() => kept.bodies(), poll).toEqual(['fine again'])
  })

  it('asks three things in a look, over connections that stay', async () => {
    const double = await startTwilio()
    const { sink } = openLine(double)
    await expect.poll(() => sink.said, poll).toHaveLength(1)
    await looks(double, 10)
    const asked = double.asked.slice(-13, -1).map(({ query }) => Object.keys(query).filter((name) => name !== 'PageSize').join(' '))
    expect(new Set(asked)).toEqual(new Set(['To DateSent>', 'To StartTime>', 'To Status']))
    expect(asked.slice(0, 3)).toEqual(asked.slice(3, 6))
    // The pool may open a second one while the first still reads its answer.
    expect(double.connections).toBeLessThanOrEqual(2)
  })

  it('stops whole in the middle of a look', async () => {
    const double = await startTwilio()
    double.fault = () => 'hang'
    const { stop, sink } = openLine(double)
    await expect.poll(() => double.asked.length, poll).toBe(1)
    await stop()
    expect(sink.said).toEqual([])
  })
})
