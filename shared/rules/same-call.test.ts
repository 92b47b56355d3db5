import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SECOND } from '../time.ts'
import { mayBeOne, SAME_CALL_WITHIN, sameCalls, type ToldCall } from './same-call.ts'

/** `told('trunk', 5, 9)` rang from second 5 to 9. */
const told = (lineId: string, at: number, over: number | null = null): ToldCall => ({ id: `${lineId}@${at}`, lineId, at: at * SECOND, overAt: over === null ? null : over * SECOND })
const groups = (...calls: ToldCall[]): string[] => sameCalls(calls).map((group) => group.toSorted().join(' '))

describe('which calls are one', () => {
  it('are those of two lines within twenty seconds', () => {
    expect(groups(told('pbx', 0), told('trunk', -2))).toEqual(['pbx@0 trunk@-2'])
    expect(groups(told('pbx', 0), told('trunk', 20))).toEqual(['pbx@0 trunk@20'])
    expect(groups(told('pbx', 0), told('trunk', 21))).toHaveLength(2)
  })

  it('never two of one line', () => {
    expect(groups(told('pbx', 0), told('pbx', 1))).toEqual(['pbx@0', 'pbx@1'])
  })

  it('are not a call and the next one, dialled after it was over, whichever lines they came over', () => {
    expect(groups(told('pbx', 0, 6), told('trunk', 11))).toEqual(['pbx@0', 'trunk@11'])
    // A group of phones gives up and the next one rings, on another line of the practice.
    expect(groups(told('pbx', 0, 15), told('second', 15.2))).toHaveLength(1)
  })

  it('are laid beside each other in order, also where clocks differ by more than the time between two of them', () => {
    expect(groups(told('pbx', 0), told('pbx', 5), told('trunk', 4), told('trunk', 9))).toEqual(['pbx@0 trunk@4', 'pbx@5 trunk@9'])
  })

  it('are the nearest where one line missed some', () => {
    expect(groups(told('pbx', 0), told('pbx', 6), told('trunk', 5))).toEqual(['pbx@0', 'pbx@6 trunk@5'])
  })

  it('may be told by three lines', () => {
    expect(groups(told('pbx', 1), told('trunk', 0), told('sip', 2))).toEqual(['pbx@1 sip@2 trunk@0'])
  })

  const call = fc.record({ lineId: fc.constantFrom('pbx', 'trunk', 'sip'), at: fc.integer({ min: 0, max: 60 }), rings: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }) })
  const calls = fc
    .array(call, { maxLength: 9 })
    .map((all) => all.map(({ lineId, at, rings }, index): ToldCall => ({ id: `${index}`, lineId, at: at * SECOND, overAt: rings === null ? null : (at + rings) * SECOND })))

  it('hold every call once, no two of one line, and only what may be one', () => {
    fc.assert(
      fc.property(calls, (all) => {
        const byId = new Map(all.map((one) => [one.id, one]))
        const found = sameCalls(all)
        expect(found.flat().toSorted()).toEqual(all.map(({ id }) => id).toSorted())
        for (const group of found) {
          const members = group.flatMap((id) => byId.get(id) ?? [])
          for (const [index, one] of members.entries()) for (const other of members.slice(index + 1)) expect(mayBeOne(one, other)).toBe(true)
          expect(Math.max(...members.map(({ at }) => at)) - Math.min(...members.map(({ at }) => at))).toBeLessThanOrEqual(SAME_CALL_WITHIN)
        }
      }),
    )
  })

  it('do not depend on the order in which they were told', () => {
    fc.assert(
      fc.property(calls.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
        expect(sameCalls(shuffled)).toEqual(sameCalls(all))
      }),
    )
  })
})
