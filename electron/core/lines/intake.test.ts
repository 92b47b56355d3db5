import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { callStateOf, type CallRow } from '../conversations/calls.ts'
import type { Core } from '../core.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { createIntake } from './intake.ts'
import type { LineFact } from './line.ts'

const START = Date.UTC(2026, 2, 10, 15, 0)
const ring = (id: string, at = START, number = '+15550100177'): LineFact => ({ id: `${id}:ring`, at, type: 'ringing', callId: id, direction: 'in', number })
const text = (id: string, body: string, at = START): LineFact => ({ id, at, type: 'text', textId: id, number: '+15550100177', body })
const stranger: LineFact = { id: 'stranger', at: START, type: 'delivery', providerId: 'nobody', state: 'delivered' }

let core: Core
let heard: number[]
beforeEach(async () => {
  core = (await temporaryPractice({ now: testClock(START).now })).core
  heard = []
})
const intake = (over: Partial<Core> = {}) => createIntake(Object.assign(Object.create(core) as Core, over), { lineId: 'main', hears: 'phones', heard: (at) => void heard.push(at) })
const bodies = (): string[] => (core.db.prepare('SELECT body FROM texts ORDER BY rowid').all() as { body: string }[]).map(({ body }) => body)
const calls = (): string[] => (core.db.prepare('SELECT id FROM calls ORDER BY rowid').all() as { id: string }[]).map(({ id }) => id)

class DiskFull extends Error {
  code = 'SQLITE_FULL'
}

describe('facts that were taken', () => {
  test('are recorded in their order, all of them, however many come at once', async () => {
    const { take, drain } = intake()
    const all = Array.from({ length: 950 }, (_, index) => text(`t${index}`, `${index}`, START + index))
    for (const fact of all) take([fact])
    await drain()
    expect(bodies()).toEqual(all.map((_, index) => `${index}`))
  })

  test('leave room for everything else between batches', async () => {
    const { take, drain } = intake()
    take(Array.from({ length: 1000 }, (_, index) => ring(`c${index}`, START + index)))
    let turns = 0
    const count = (): void => {
      turns += 1
      setImmediate(count)
    }
    setImmediate(count)
    await drain()
    expect(turns).toBeGreaterThanOrEqual(9)
  })

  test('are neither lost nor doubled while the disk refuses, and keep their order', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] })
    try {
      let refuses = 0
      const record: Core['record'] = (events) => {
        refuses += 1
        // The third write and everything for some time after it.
        if (refuses >= 2 && refuses < 6) throw new DiskFull()
        return core.record(events)
      }
      const { take, drain } = intake({ record })
      take(Array.from({ length: 150 }, (_, index) => text(`t${index}`, `${index}`)))
      await vi.advanceTimersByTimeAsync(1)
      take([text('later', 'later')])
      const drained = drain()
      await vi.advanceTimersByTimeAsync(60_000)
      await drained
      expect(bodies()).toEqual([...Array.from({ length: 150 }, (_, index) => `${index}`), 'later'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('keep nobody waiting who stops the line while the disk refuses, and are there for the next try', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] })
    try {
      let full = true
      const record: Core['record'] = (events) => {
        if (full) throw new DiskFull()
        return core.record(events)
      }
      const { take, drain } = intake({ record })
      take([text('t1', 'one')])
      const drained = drain()
      await vi.advanceTimersByTimeAsync(20_000)
      await drained
      expect(bodies()).toEqual([])
      full = false
      await vi.advanceTimersByTimeAsync(20_000)
      expect(bodies()).toEqual(['one'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('cost nothing beside them when one cannot be kept, or tells of a text that is not ours', async () => {
    const { take, drain } = intake()
    const tooLong = ring('x'.repeat(5000))
    take([ring('c1'), tooLong, ring('c2'), stranger, ring('c3')])
    await drain()
    expect(calls()).toEqual(['main:c1', 'main:c2', 'main:c3'])
  })

  test('keep nobody waiting who stops the line, though the practice was closed', async () => {
    const practice = await temporaryPractice()
    const { take, drain } = createIntake(practice.core, { lineId: 'main', hears: 'phones', heard: () => undefined })
    take([ring('c1')])
    await practice.close()
    await expect(drain()).resolves.toBeUndefined()
  })

  test('say so once, when there are more than can be kept, and not for each of them', async () => {
    const warn = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const log = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    try {
      const { take } = intake()
      take(Array.from({ length: 100_000 }, () => ring('same')))
      for (let index = 0; index < 50; index += 1) take([ring('more')])
      const said = [...warn.mock.calls, ...log.mock.calls].filter((call) => JSON.stringify(call).includes('line.flooded'))
      expect(said).toHaveLength(1)
    } finally {
      warn.mockRestore()
      log.mockRestore()
    }
  })
})

describe('facts that are received', () => {
  test('are known the second time, also within one batch, and are no sign of life then', () => {
    const { receiveAll } = intake()
    expect(receiveAll([ring('c1', START - 5), ring('c1', START - 5)])).toEqual(['recorded', 'known'])
    expect(receiveAll([ring('c1', START - 5)])).toEqual(['known'])
    expect(heard).toEqual([START - 5])
  })

  test('are recorded all or none: one report about a text that is not ours leaves nothing', () => {
    expect(intake().receiveAll([ring('c1'), stranger, ring('c2')])).toEqual(['notRecorded', 'unknownText', 'notRecorded'])
    expect(calls()).toEqual([])
  })

  test('take effect one after the other: START after STOP in one batch is heard as such', () => {
    intake().receiveAll([text('t1', 'STOP', START), text('t2', 'START', START + 1)])
    expect(core.db.prepare('SELECT count(*) AS n FROM opt_outs').get()).toEqual({ n: 0 })
  })
})

test('whatever batches a call is told in, and however often, it comes to one record with the same end', async () => {
  const facts: LineFact[] = [ring('c'), { id: 'c:a', at: START + 5, type: 'answered', callId: 'c' }, { id: 'c:m', at: START + 6, type: 'missed', callId: 'c' }, { id: 'c:e', at: START + 9, type: 'ended', callId: 'c' }]
  const batches = fc.shuffledSubarray([...facts, ...facts], { minLength: 8 }).chain((all) => fc.tuple(fc.constant(all), fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 4 })))
  await fc.assert(
    fc.asyncProperty(batches, async ([all, cuts]) => {
      const practice = await temporaryPracticeForRun()
      const { take, drain } = createIntake(practice, { lineId: 'main', hears: 'phones', heard: () => undefined })
      const edges = [0, ...cuts.toSorted((a, b) => a - b), all.length]
      for (let index = 1; index < edges.length; index += 1) {
        take(all.slice(edges[index - 1], edges[index]))
        if (index % 2 === 0) await drain()
      }
      await drain()
      const rows = practice.db.prepare('SELECT * FROM calls').all() as CallRow[]
      expect(rows.map((row) => [callStateOf(row), row.answered_at, row.ended_at])).toEqual([['ended', START + 5, START + 9]])
      expect(practice.lastSeq()).toBe(4)
    }),
    { numRuns: 15 },
  )
})

async function temporaryPracticeForRun(): Promise<Core> {
  return (await temporaryPractice({ now: testClock(START).now })).core
}
