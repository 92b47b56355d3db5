import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { createIntake } from '../../electron/core/lines/intake.ts'
import { runTwilio } from '../../electron/core/lines/twilio/run.ts'
import { sinkInto } from '../../electron/core/lines/testing/sink.ts'
import { thread } from '../../electron/core/conversations/views.ts'
import { temporaryPractice } from '../../electron/core/testing/practice.ts'
import { Kept, openLine, settingsFor } from './servers/twilio-line.ts'
import { startTwilio, TwilioDouble } from './servers/twilio.ts'

const poll = { timeout: 20_000, interval: 5 }
const NUMBER = '+15550100177'

it('loses and doubles nothing in the journal while Twilio and Rapport are killed 50 times each', async () => {
  const double = await startTwilio()
  const { core } = await temporaryPractice()
  // What is new shows up to 300 ms late, in any order.
  let lag = 0
  double.showsLate = () => (lag = (lag + 97) % 300)
  let heard = 0
  const memory = new Map<string, string>()
  const open = () => {
    const intake = createIntake(core, { lineId: 'line', hears: 'trunk', heard: () => (heard += 1) })
    const sink = sinkInto(() => undefined, { receiveAll: intake.receiveAll, receive: (fact) => intake.receiveAll([fact])[0] ?? 'known', memory: { get: (name) => memory.get(name) ?? null, set: (name, value) => void memory.set(name, value) } })
    const controller = new AbortController()
    const line = runTwilio(settingsFor(double), sink, controller.signal, { every: 5, random: () => 0 })
    return { stop: async () => (controller.abort(), await line.done), sink }
  }
  const texts: string[] = []
  const calls: string[] = []
  const arrive = (): void => {
    texts.push(double.text({ body: `text ${texts.length}` }).sid)
    const call = double.call({ start: Date.now() - 2 * SECOND })
    calls.push(call.sid)
    setImmediate(() => Object.assign(call, { status: 'no-answer', end: Date.now() }))
  }
  let line = open()
  for (let round = 0; round < 50; round += 1) {
    arrive()
    // From not at all to in the middle of a look.
    const asked = double.asked.length + (round % 4)
    await expect.poll(() => double.asked.length, poll).toBeGreaterThanOrEqual(asked)
    await double.kill()
    arrive()
    if (round % 2 === 0) {
      await line.stop()
      await double.start()
      line = open()
    } else {
      await double.start()
      // Not to wait out the backoff 25 times.
      line.sink.wake()
      await line.stop()
      line = open()
    }
  }
  const shown = () => thread(core.db, NUMBER, undefined, 1000).contacts
  await expect.poll(() => shown().length, poll).toBe(200)
  const idle = heard
  const then = double.asked.length
  await expect.poll(() => double.asked.length, poll).toBeGreaterThan(then + 10)
  expect(shown().filter(({ type }) => type === 'text').map(({ id }) => id).toSorted()).toEqual(texts.map((sid) => `line:${sid}`).toSorted())
  expect(shown().filter((it) => it.type === 'call' && it.state === 'missed').map(({ id }) => id).toSorted()).toEqual(calls.map((sid) => `line:${sid}`).toSorted())
  // Reading the same again is no sign of life.
  expect(heard).toBe(idle)
  await line.stop()
})

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('text' as const), late: fc.integer({ min: 0, max: 4 * MINUTE }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('call' as const), status: fc.constantFrom('ringing', 'no-answer', 'busy', 'canceled', 'completed') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(), status: fc.constantFrom('no-answer', 'completed', 'canceled') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), time: fc.integer({ min: 1, max: 20 * HOUR }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), after: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
)

it('gives each text and call exactly once, however looks, restarts, faults and arrivals fall together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.constantFrom('day' as const, 'second' as const), fc.integer({ min: -HOUR, max: HOUR }), async (steps, filters, skew) => {
      const double = await new TwilioDouble().start()
      let passed = 0
      const now = (): number => Date.now() + passed
      Object.assign(double, { filters, skew, now })
      const kept = new Kept()
      const texts: string[] = []
      const open = () => openLine(double, { kept, now, pace: { every: 1 } })
      let line = open()
      const looks = async (times: number): Promise<void> => {
        const count = (): number => double.asked.filter(({ query }) => query['Status'] === 'ringing').length
        const before = count()
        await expect.poll(count, poll).toBeGreaterThanOrEqual(before + times)
      }
      try {
        await looks(1)
        for (const it of steps) {
          if (it.do === 'text') texts.push(double.text({ body: String(texts.length), sent: double.clock - it.late }).sid)
          else if (it.do === 'call') double.call({ status: it.status, ...(it.status !== 'ringing' && { end: double.clock - 5 * SECOND, start: double.clock - 20 * SECOND, duration: it.status === 'completed' ? 10 : null }) })
          else if (it.do === 'end') {
            const ringing = double.calls.filter(({ status }) => status === 'ringing')
            Object.assign(ringing[it.which % Math.max(1, ringing.length)] ?? {}, { status: it.status, end: double.clock - 5 * SECOND, duration: it.status === 'completed' ? 10 : null })
          } else if (it.do === 'look') await looks(it.times)
          else if (it.do === 'restart') {
            await line.stop()
            line = open()
          } else if (it.do === 'kill') {
            await double.kill()
            await double.start()
            line.sink.wake()
          } else if (it.do === 'pass') {
            await looks(2)
            await line.stop()
            passed += it.time
            line = open()
          } else if (it.do === 'fail') {
            let left = it.after
            double.fault = () => ((left -= 1) === -1 ? { status: 503, headers: { 'retry-after': '0' } } : null)
            await looks(1)
          } else line.sink.wake({ asleepSince: now() - SECOND })
        }
        double.fault = () => null
        for (const call of double.calls) if (call.status === 'ringing') Object.assign(call, { status: 'no-answer', end: double.clock - 5 * SECOND })
        line.sink.wake()
        const outcomes = () => double.calls.map(({ sid }) => kept.call(sid).toSorted().join(' '))
        const expected = double.calls.map(({ status }) => (status === 'completed' ? 'answered ended ringing' : 'missed ringing'))
        await expect.poll(outcomes, poll).toEqual(expected)
        await expect.poll(() => kept.of('text').map(({ textId }) => textId).toSorted(), poll).toEqual(texts.toSorted())
      } finally {
        await line.stop()
        await double.kill()
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
}, 110_000)
