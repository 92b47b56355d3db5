import { describe, expect, it } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { temporaryPractice, testClock } from '../../testing/practice.ts'
import { unseenGaps } from '../gaps.ts'
import { gatewayLine } from '../gateway/index.ts'
import type { LineModule } from '../line.ts'
import { lineById } from '../queries.ts'
import { sinkInto } from '../testing/sink.ts'
import { httpLine } from './index.ts'
import { afterTest, openLine } from './testing/http-line.ts'

/** What the lines that listen say of the time in which nobody could post to them. */

const at = Date.UTC(2026, 2, 10, 15)

async function alone<S>(line: LineModule<S>) {
  const sink = sinkInto(() => undefined)
  const stop = new AbortController()
  const running = await line.start(line.settings.parse({ port: 0 }), sink, stop.signal)
  afterTest(async () => {
    stop.abort()
    await running.done
  })
  return sink
}

describe.each([
  { kind: 'http', start: () => alone(httpLine), untold: ['calls', 'texts'] },
  { kind: 'gateway', start: () => alone(gatewayLine), untold: ['texts'] },
])('the $kind line', ({ start, untold }) => {
  it('says what nobody can tell about the time in which the PC slept', async () => {
    const sink = await start()
    sink.wake({ asleepSince: at })
    expect(sink.said.slice(1)).toEqual([{ away: 'This PC was asleep.', since: at }, { live: { untold } }])
  })

  it('says nothing when only the network changed, which it does not need', async () => {
    const sink = await start()
    sink.wake({ asleepSince: null })
    expect(sink.said).toEqual([{ live: { untold, address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) } }])
  })
})

it('a text that a gateway kept while the PC was off counts in the recap of that time', async () => {
  const clock = testClock(at)
  const { lineId, token, folder, key, close } = await openLine('gateway', { now: clock.now })
  await close()
  clock.at += 10 * MINUTE
  const { core } = await temporaryPractice({ now: clock.now, folder, key })
  clock.at += MINUTE
  const line = lineById(core.db, lineId)
  const address = `${line && core.lines.view(line).status.address}/v1/gateway/${token}?from=%2B15550100142&id=1&ts=${(at + 5 * MINUTE) / 1000}&charset=UTF-8`
  expect((await fetch(address, { method: 'POST', body: 'Kept' })).status).toBe(200)
  expect(unseenGaps(core.db)).toEqual([expect.objectContaining({ lineId, from: at, until: at + 10 * MINUTE, texts: 1, untold: ['texts'] })])
})
