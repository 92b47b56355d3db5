import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GapView } from '@shared/contract/views.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { temporaryPractice, testClock, type Announced } from '../testing/practice.ts'
import { eventsOf } from './facts.ts'
import { unseenGaps } from './gaps.ts'
import type { LineFact } from './line.ts'
import { lineMemory } from './memory.ts'
import { createStanding, type Standing } from './standing.ts'

/** 10:00 on a Tuesday in New York, where a new practice is until it says otherwise; it opens from 8:00 to 17:00. */
const MORNING = Date.UTC(2026, 2, 10, 14, 0)

let core: Core
let announced: Announced[]
let clock: { at: number }
let refuses = false
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const test = testClock(MORNING)
  clock = test
  refuses = false
  const practice = await temporaryPractice({ now: test.now })
  announced = practice.announced
  core = Object.assign(Object.create(practice.core) as Core, {
    record: ((events) => {
      if (refuses) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
      return practice.core.record(events)
    }) satisfies Core['record'],
  })
  core.record([{ kind: 'line.saved', body: { lineId: 'main', kind: 'http', name: 'Main line', enabled: true, settings: {} }, at: MORNING, actor: 'desk' }])
})
afterEach(() => {
  vi.useRealTimers()
})

/** As after a start of the app: nothing is known but what is on the disk. */
const started = (): Standing => {
  const standing = createStanding(core, lineMemory(core.db as WritableDB))
  standing.starting('main')
  return standing
}
const pass = (time: number): void => {
  clock.at += time
  vi.advanceTimersByTime(Math.min(time, 2 * MINUTE))
}
const gaps = (): Pick<GapView, 'from' | 'until' | 'untold' | 'whileClosed'>[] => unseenGaps(core.db).map(({ from, until, untold, whileClosed }) => ({ from, until, untold, whileClosed }))
const hear = (fact: LineFact, lineId = 'main'): void => void core.record(eventsOf(core.db, lineId, fact, clock.at) ?? [])
const missed = (callId: string, at: number): void => {
  hear({ id: `${callId}:r`, at, type: 'ringing', callId, direction: 'in', number: '+15550100177' })
  hear({ id: `${callId}:m`, at: at + 1, type: 'missed', callId })
}

describe('the time a line was away', () => {
  test('is none when it is live for the first time', () => {
    started().live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([])
  })

  test('is from when it was last known to work until it is back, kept through every try between', () => {
    const standing = started()
    standing.live('main', {})
    pass(10 * MINUTE)
    standing.away('main', 'lost', clock.at - 20 * SECOND)
    const lost = clock.at - 20 * SECOND
    expect(standing.of('main')).toMatchObject({ state: 'reconnecting', since: lost })
    for (let tries = 0; tries < 3; tries += 1) {
      pass(MINUTE)
      standing.away('main', 'still lost')
      expect(standing.of('main').since).toBe(lost)
    }
    standing.live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([{ from: lost, until: clock.at, untold: ['calls'], whileClosed: false }])
  })

  test('is not told where it was so short that a call still rings', () => {
    const standing = started()
    standing.live('main', {})
    standing.away('main', 'lost')
    pass(14 * SECOND)
    standing.live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([])
  })

  test('is known to half a minute where the app was killed', () => {
    started().live('main', {})
    for (let marks = 0; marks < 10; marks += 1) pass(30 * SECOND)
    const last = clock.at
    // Killed here: nobody says goodbye.
    clock.at += 3 * MINUTE
    started().live('main', { untold: ['texts'] })
    expect(gaps()).toEqual([{ from: last, until: clock.at, untold: ['texts'], whileClosed: false }])
  })

  test('may go over midnight, and over a change of the clocks', () => {
    // Summer time begins in New York on March 8, 2026 at 2:00.
    clock.at = Date.UTC(2026, 2, 7, 21, 0)
    const standing = started()
    standing.live('main', {})
    standing.off('main', false)
    const from = clock.at
    clock.at = Date.UTC(2026, 2, 9, 12, 30)
    started().live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([{ from, until: clock.at, untold: ['calls'], whileClosed: false }])
  })

  test('is nothing where the clock was set back meanwhile, and counts on from there', () => {
    const standing = started()
    standing.live('main', {})
    standing.away('main', 'lost')
    clock.at -= HOUR
    standing.live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([])
    standing.away('main', 'lost again')
    const from = clock.at
    pass(MINUTE)
    standing.live('main', {})
    expect(gaps()).toEqual([{ from, until: clock.at, untold: [], whileClosed: false }])
  })

  test('is nothing where the clock jumped while the line stood', () => {
    const standing = started()
    standing.live('main', {})
    clock.at += 5 * HOUR
    pass(30 * SECOND)
    standing.away('main', 'lost')
    pass(5 * SECOND)
    standing.live('main', { untold: ['calls'] })
    expect(gaps()).toEqual([])
  })

  test('is told where the line was switched off for an hour, and nothing where it was not in use for weeks', () => {
    const standing = started()
    standing.live('main', {})
    for (const time of [30 * DAY, HOUR]) {
      standing.off('main', true)
      clock.at += time
      standing.starting('main')
      standing.live('main', { untold: ['calls', 'texts'] })
    }
    expect(gaps()).toMatchObject([{ from: clock.at - HOUR, until: clock.at }])
  })

  test('is told however long the PC was off, which nobody chose for the line', () => {
    const standing = started()
    standing.live('main', {})
    const from = clock.at
    standing.off('main', false)
    clock.at += 3 * DAY
    started().live('main', { untold: ['calls'] })
    expect(gaps()).toMatchObject([{ from, until: clock.at }])
  })

  test('is told later where the disk is full, and not lost when the app is killed before', () => {
    const standing = started()
    standing.live('main', {})
    standing.away('main', 'lost')
    const from = clock.at
    pass(5 * MINUTE)
    refuses = true
    standing.live('main', { untold: ['calls'] })
    expect(standing.of('main').state).toBe('live')
    pass(MINUTE)
    expect(gaps()).toEqual([])
    // Killed and started again while the disk still refuses: one longer time away, for its mark stood still.
    const after = started()
    after.live('main', { untold: ['calls'] })
    const until = clock.at
    refuses = false
    pass(30 * SECOND)
    expect(gaps()).toContainEqual({ from, until, untold: ['calls'], whileClosed: false })
  })

  test('counts what its provider told late, also a call that another line told first', () => {
    const standing = started()
    standing.live('main', {})
    standing.away('main', 'lost')
    const at = clock.at + 30 * SECOND
    pass(3 * MINUTE)
    hear({ id: 't:r', at, type: 'ringing', callId: 't', direction: 'in', number: '+15550100177' }, 'trunk')
    missed('c1', at)
    hear({ id: 't1', at, type: 'text', textId: 't1', number: '+15550100188', body: 'Hello' })
    standing.live('main', {})
    missed('late', at + 60 * SECOND)
    expect(unseenGaps(core.db)).toMatchObject([{ calls: 2, missed: 2, texts: 1 }])
  })
})

test('a call that two lines told counts once where both were away, and in the one that was', () => {
  const standing = started()
  standing.live('main', {})
  standing.live('trunk', {})
  const both = (callId: string): void => {
    for (const lineId of ['main', 'trunk']) hear({ id: `${callId}:r`, at: clock.at, type: 'ringing', callId, direction: 'in', number: '+15550100177' }, lineId)
  }
  for (const lineId of ['main', 'trunk']) {
    standing.starting(lineId)
    standing.live(lineId, {})
    standing.away(lineId, 'lost')
  }
  pass(MINUTE)
  both('c1')
  pass(MINUTE)
  standing.live('main', {})
  pass(MINUTE)
  both('c2')
  pass(MINUTE)
  standing.live('trunk', {})
  expect(unseenGaps(core.db).map(({ lineId, calls }) => [lineId, calls])).toEqual(expect.arrayContaining([['main', 1], ['trunk', 1]]))
})

describe('a night with the PC off', () => {
  const EVENING = Date.UTC(2026, 2, 10, 22, 0)
  const NEXT = Date.UTC(2026, 2, 11, 11, 45)

  function night(untold: ('calls' | 'texts')[], meanwhile: () => void = () => undefined): void {
    clock.at = EVENING
    const standing = started()
    standing.live('main', {})
    standing.off('main', false)
    standing.stop()
    clock.at = NEXT
    meanwhile()
    started().live('main', { untold })
  }

  test('is no news where its provider tells what came and nothing did; nobody is asked to see it, then or later', () => {
    night([])
    expect(gaps()).toEqual([])
    clock.at += 11 * MINUTE
    vi.advanceTimersByTime(30 * SECOND)
    expect(core.db.prepare('SELECT count(*) AS n FROM line_gaps WHERE seen = 0').get()).toEqual({ n: 0 })
  })

  test('is told, as a night, where something came', () => {
    night([], () => missed('c1', EVENING + HOUR))
    expect(unseenGaps(core.db)).toMatchObject([{ missed: 1, whileClosed: true }])
  })

  test('is told once, as a night, where its provider cannot tell', () => {
    night(['calls', 'texts'])
    expect(gaps()).toEqual([{ from: EVENING, until: NEXT, untold: ['calls', 'texts'], whileClosed: true }])
    clock.at += HOUR
    vi.advanceTimersByTime(30 * SECOND)
    expect(gaps()).toHaveLength(1)
  })

  test('is a failure where the practice never said when it is open', () => {
    const never = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    core.record([{ kind: 'practice.changed', body: { hours: never }, at: clock.at, actor: 'desk' } as never])
    night([])
    expect(gaps()).toMatchObject([{ whileClosed: false }])
  })

  test('is a failure where it lasted into the opening hours', () => {
    clock.at = EVENING
    const standing = started()
    standing.live('main', {})
    standing.off('main', false)
    clock.at = NEXT + HOUR
    started().live('main', {})
    expect(gaps()).toMatchObject([{ whileClosed: false }])
  })
})

describe('the last event of a line', () => {
  test('is when it happened, not when it was told, and never in the future', () => {
    const standing = started()
    standing.live('main', {})
    standing.heard('main', clock.at - 2 * DAY)
    expect(standing.of('main').lastEventAt).toBe(clock.at - 2 * DAY)
    standing.heard('main', clock.at + HOUR)
    expect(standing.of('main').lastEventAt).toBe(clock.at)
    standing.heard('main', clock.at - HOUR)
    expect(standing.of('main').lastEventAt).toBe(clock.at)
  })

  test('is known again after a restart', () => {
    missed('c1', clock.at - HOUR)
    expect(started().of('main').lastEventAt).toBe(clock.at - HOUR)
  })
})

test('windows hear how a line stands whenever it changes', () => {
  const standing = started()
  announced.length = 0
  standing.live('main', { address: '127.0.0.1:1' })
  standing.away('main', 'lost')
  standing.failed('main', 'gone')
  standing.off('main', true)
  expect(announced.filter(({ name }) => name === 'lineStatus').map(({ body }) => (body as { state: string }).state)).toEqual(['live', 'reconnecting', 'failed', 'off'])
})
