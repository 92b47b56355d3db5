import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { callStateOf, type CallRow } from '../conversations/calls.ts'
import { linesOfCall } from '../conversations/told.ts'
import { conversationView } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { rebuild } from '../journal/journal.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { allRows } from '../testing/tables.ts'
import { eventsOf } from './facts.ts'
import type { LineFact, LineModule } from './line.ts'

const START = Date.UTC(2026, 2, 10, 15, 0)
const NUMBER = '+15550100177'
/** One number as carriers and phone systems write it. */
const WRITTEN = ['+15550100177', '5550100177', '(555) 010-0177', '0015550100177', 'sip:+15550100177@trunk.example', 'tel:+1-555-010-0177', '15550100177'] as const

type Heard = { lineId: string; hears: LineModule['hears']; fact: LineFact }

/** Times of a real call in seconds: it rings, and is answered or not, until it is over. */
type Real = { at: number; answered: number | null; over: number; number: string | null }
type Line = { lineId: string; hears: LineModule['hears']; written: string; /** Its clock beside the true time, s. */ clock: number; /** Its word for an unanswered end. */ ends: 'missed' | 'ended' }

let core: Core
const writable = (): WritableDB => core.db as WritableDB

beforeEach(async () => {
  core = (await temporaryPractice()).core
})

/** A clean file for each run would cost more than the run: everything is taken back instead. */
function afresh<T>(run: () => T): T {
  writable().exec('SAVEPOINT run')
  try {
    return run()
  } finally {
    writable().exec('ROLLBACK TO run; RELEASE run')
  }
}

const tell = (all: readonly Heard[]): void => {
  for (const { lineId, hears, fact } of all) core.record(eventsOf(core.db, lineId, fact, fact.at, hears) ?? [])
}

function factsOf(line: Line, real: Real, index: number): Heard[] {
  const callId = `c${index}`
  const fact = (name: string, second: number, more: object): Heard => ({ lineId: line.lineId, hears: line.hears, fact: { id: `${callId}:${name}`, at: START + (second + line.clock) * SECOND, callId, ...more } as LineFact })
  const number = real.number === null ? 'anonymous' : line.written
  return [
    fact('ring', real.at, { type: 'ringing', direction: 'in', number }),
    ...(real.answered === null ? [fact('end', real.over, { type: line.ends })] : [fact('answer', real.answered, { type: 'answered', phone: `phone of ${line.lineId}` }), fact('end', real.over, { type: 'ended' })]),
  ]
}

const outcome = (): { at: number | null; state: string; lines: string[] }[] =>
  (core.db.prepare('SELECT * FROM calls ORDER BY ringing_at, ended_at, id').all() as CallRow[]).map((call) => ({ at: call.ringing_at, state: callStateOf(call), lines: linesOfCall(core.db, call.id) }))

const pbx: Line = { lineId: 'pbx', hears: 'phones', written: NUMBER, clock: 0, ends: 'missed' }
const trunk: Line = { lineId: 'trunk', hears: 'trunk', written: NUMBER, clock: -1, ends: 'missed' }

describe('one call told by two lines', () => {
  const real = fc.record({ answered: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }), over: fc.integer({ min: 11, max: 200 }) }).map((it): Real => ({ ...it, at: 0, number: NUMBER }))
  const line = (known: Line) => fc.record({ written: fc.constantFrom(...WRITTEN), clock: fc.integer({ min: -6, max: 6 }), ends: fc.constantFrom('missed' as const, 'ended' as const) }).map((change): Line => ({ ...known, ...change }))
  /** Every fact once, some again, in any order. */
  const told = fc.tuple(real, line(pbx), line(trunk)).chain(([call, one, other]) => {
    const all = [...factsOf(one, call, 0), ...factsOf(other, call, 0)]
    return fc.tuple(fc.constant(call), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))
  })

  test('is one record with the right outcome, in any order, repeated and delayed, however each writes the number', () => {
    fc.assert(
      fc.property(told, ([call, all]) =>
        afresh(() => {
          tell(all)
          expect(outcome()).toEqual([{ at: expect.any(Number), state: call.answered === null ? 'missed' : 'ended', lines: ['pbx', 'trunk'] }])
          expect(conversationView(core.db, NUMBER, START)?.waitingSince === null).toBe(call.answered !== null)
          expect(core.db.prepare('SELECT count(*) AS n FROM contacts').get()).toEqual({ n: 1 })
        }),
      ),
      { numRuns: 300 },
    )
  })

  test('comes to the same rows and rebuilds to them, in whatever order it was told', () => {
    fc.assert(
      fc.property(told, ([, all]) =>
        afresh(() => {
          tell(all)
          const lived = allRows(core.db)
          rebuild(writable())
          expect(allRows(core.db)).toEqual(lived)
        }),
      ),
      { numRuns: 60 },
    )
  })

  test('stands answered by who picked up, though the trunk took the menu for an answer at once', () => {
    tell(factsOf(trunk, { at: 0, answered: 0, over: 90, number: NUMBER }, 0))
    tell(factsOf(pbx, { at: 12, answered: 20, over: 90, number: NUMBER }, 0))
    expect(core.db.prepare('SELECT answered_at, answered_phone FROM calls').all()).toEqual([{ answered_at: START + 20 * SECOND, answered_phone: 'phone of pbx' }])
  })

  test('is missed where nobody picked up, though the trunk took the queue for an answer', () => {
    tell([...factsOf(trunk, { at: 0, answered: 0, over: 40, number: NUMBER }, 0), ...factsOf(pbx, { at: 5, answered: null, over: 40, number: NUMBER }, 0)])
    expect(outcome()).toMatchObject([{ state: 'missed' }])
  })

  test('counts as a sign of life for each of the lines', () => {
    tell([...factsOf(trunk, { at: 0, answered: null, over: 40, number: NUMBER }, 0), ...factsOf(pbx, { at: 1, answered: null, over: 40, number: NUMBER }, 0)])
    expect(core.db.prepare('SELECT line_id, events FROM line_hours ORDER BY line_id').all()).toEqual([
      { line_id: 'pbx', events: 1 },
      { line_id: 'trunk', events: 1 },
    ])
  })
})

describe('calls that are not one', () => {
  /** Each rings a few seconds after the one before was over. */
  const redials = fc
    .array(fc.record({ rings: fc.integer({ min: 2, max: 15 }), answered: fc.boolean(), pause: fc.integer({ min: 5, max: 12 }) }), { minLength: 2, maxLength: 4 })
    .map((all) => {
      let at = 0
      return all.map(({ rings, answered, pause }): Real => {
        const call = { at, answered: answered ? at + 1 : null, over: at + rings, number: NUMBER }
        at += rings + pause
        return call
      })
    })
  const told = redials.chain((calls) => {
    const all = calls.flatMap((call, index) => [...factsOf(pbx, call, index), ...factsOf(trunk, call, index)])
    return fc.tuple(fc.constant(calls), fc.shuffledSubarray(all, { minLength: all.length }))
  })

  test('a caller who rings again seconds later stays so many calls, each with its own end, in any order over two lines', () => {
    fc.assert(
      fc.property(told, ([calls, all]) =>
        afresh(() => {
          tell(all)
          expect(outcome()).toEqual(calls.map(({ at, answered }) => ({ at: START + (at - 1) * SECOND, state: answered === null ? 'missed' : 'ended', lines: ['pbx', 'trunk'] })))
          expect(conversationView(core.db, NUMBER, START)?.waitingSince === null).toBe(calls.at(-1)?.answered !== null)
          const lived = allRows(core.db)
          rebuild(writable())
          expect(allRows(core.db)).toEqual(lived)
        }),
      ),
      { numRuns: 200 },
    )
  })

  test('a missed call on the second line is not taken for the answered one just over on the first, in any order', () => {
    const all = [...factsOf(pbx, { at: 0, answered: 2, over: 8, number: NUMBER }, 0), ...factsOf({ ...pbx, lineId: 'second' }, { at: 13, answered: null, over: 18, number: NUMBER }, 0)]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) =>
        afresh(() => {
          tell(order)
          expect(outcome()).toMatchObject([{ state: 'ended' }, { state: 'missed' }])
          expect(conversationView(core.db, NUMBER, START)?.waitingSince).toBe(START + 13 * SECOND)
        }),
      ),
      { numRuns: 60 },
    )
  })

  test('two callers who withhold their number stay two, over two lines too', () => {
    tell([...factsOf(pbx, { at: 0, answered: null, over: 8, number: null }, 0), ...factsOf(trunk, { at: 0, answered: null, over: 8, number: null }, 1)])
    expect(outcome()).toHaveLength(2)
  })

  test('a call in and a call out at once stay two', () => {
    tell(factsOf(pbx, { at: 0, answered: null, over: 8, number: NUMBER }, 0))
    tell([{ lineId: 'trunk', hears: 'trunk', fact: { id: 'out', at: START, type: 'ringing', callId: 'o', direction: 'out', number: NUMBER } }])
    expect(outcome()).toHaveLength(2)
  })

  test('a guess that a call was lost parts nothing: only its line may say when it was over', () => {
    tell([factsOf(pbx, { at: 0, answered: null, over: 8, number: NUMBER }, 0)[0], factsOf({ ...trunk, clock: 10 }, { at: 0, answered: null, over: 8, number: NUMBER }, 0)[0]].flatMap((it) => it ?? []))
    expect(outcome()).toHaveLength(1)
    core.record([{ kind: 'call.missed', body: { callId: 'pbx:c0', why: 'lost' }, at: START, actor: 'rule:lost-call' }])
    expect(outcome()).toMatchObject([{ state: 'missed' }])
  })
})

test('windows hear that a call joined another, and that it left again', async () => {
  const { core: practice, announced } = await temporaryPractice()
  const hear = (lineId: string, fact: LineFact): string[] => {
    announced.length = 0
    practice.record(eventsOf(practice.db, lineId, fact, START) ?? [])
    const { upserts, removals } = (announced.find(({ name }) => name === 'changes')?.body ?? {}) as { upserts: { contact?: { id: string }[] }; removals: { type: string; id: string }[] }
    return [...(upserts.contact ?? []).map(({ id }) => id), ...removals.map(({ id }) => `-${id}`)].toSorted()
  }
  const ring = (callId: string, second: number): LineFact => ({ id: `${callId}:ring`, at: START + second * SECOND, type: 'ringing', callId, direction: 'in', number: NUMBER })
  expect(hear('pbx', ring('c1', 0))).toEqual(['pbx:c1'])
  expect(hear('trunk', ring('c2', 9))).toEqual(['-trunk:c2', 'pbx:c1'])
  // The first was over long before the other rang: they were two all the time.
  expect(hear('pbx', { id: 'c1:end', at: START + 3 * SECOND, type: 'missed', callId: 'c1' })).toEqual(['pbx:c1', 'trunk:c2'])
})
