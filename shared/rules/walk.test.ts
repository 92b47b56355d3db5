import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationView } from '../contract/views.ts'
import { HOUR, MINUTE } from '../time.ts'
import { proposedAt, stopsOf, URGENCIES, urgencyOf } from './walk.ts'

const NOW = Date.UTC(2026, 2, 2, 21)
const none = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

type Known = Partial<Pick<ConversationView, 'who' | 'waitingSince' | 'waitingFor' | 'promise' | 'repeat'>>
const waits = (id: string, known: Known = {}): ConversationView =>
  ({ id, who: { kind: 'unknown' }, waitingSince: NOW - HOUR, waitingFor: { ...none, texts: 1 }, promise: null, repeat: null, ...known }) as ConversationView
const promised = (dueAt: number): ConversationView['promise'] => ({ id: 'p', madeAt: NOW - HOUR, dueAt, by: 'Ana', byHand: true })
const person = (patientId: string): Known => ({ who: { kind: 'patient', patientId, name: patientId, initials: 'P' } as ConversationView['who'] })
const keys = (waiting: ConversationView[]): string[] => stopsOf(waiting, NOW).map(({ key }) => key)

describe('the order of the walk', () => {
  it('is late promises, many tries, promises due soon, failed texts, then the longest wait', () => {
    const waiting = [
      waits('text', { waitingSince: NOW - 3 * HOUR }),
      waits('failed', { waitingFor: { ...none, failed: 1 }, waitingSince: NOW - MINUTE }),
      waits('soon', { promise: promised(NOW + 5 * MINUTE) }),
      waits('tries', { waitingFor: { ...none, missed: 3 }, repeat: { count: 3, minutes: 20 }, waitingSince: NOW - 2 * MINUTE }),
      waits('late', { promise: promised(NOW - MINUTE) }),
      waits('later still', { promise: promised(NOW - HOUR) }),
      waits('old text', { waitingSince: NOW - 30 * HOUR }),
    ]
    expect(keys(waiting)).toEqual(['later still', 'late', 'tries', 'soon', 'failed', 'old text', 'text'])
  })

  it('takes two calls in a row, a promise that is far away, and tries that were answered for an ordinary wait', () => {
    expect(urgencyOf(waits('a', { waitingFor: { ...none, missed: 2 }, repeat: { count: 2, minutes: 5 } }), NOW)).toBe('waiting')
    expect(urgencyOf(waits('a', { promise: promised(NOW + HOUR) }), NOW)).toBe('waiting')
    expect(urgencyOf(waits('a', { repeat: { count: 4, minutes: 20 } }), NOW)).toBe('waiting')
  })

  it('is one stop for somebody who waits on two numbers, where the more urgent one is', () => {
    const waiting = [waits('+1', { ...person('maria'), waitingSince: NOW - HOUR }), waits('+2'), waits('+3', { ...person('maria'), promise: promised(NOW - MINUTE) })]
    expect(stopsOf(waiting, NOW).map(({ key, conversations }) => [key, conversations.map(({ id }) => id)])).toEqual([['maria', ['+3', '+1']], ['+2', ['+2']]])
  })

  it('loses nobody and shows nobody twice, in the same order however they came in', () => {
    const one = fc.record({
      patient: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
      waitingSince: fc.integer({ min: NOW - 48 * HOUR, max: NOW }),
      dueAt: fc.option(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), { nil: null }),
      tries: fc.integer({ min: 0, max: 5 }),
      failed: fc.integer({ min: 0, max: 1 }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.func(fc.integer()), (all, by) => {
        const waiting = all.map(({ patient, waitingSince, dueAt, tries, failed }, index) =>
          waits(`+${index}`, { ...(patient !== null && person(patient)), waitingSince, promise: dueAt === null ? null : promised(dueAt), repeat: tries > 1 ? { count: tries, minutes: 9 } : null, waitingFor: { ...none, missed: tries, failed } }),
        )
        const stops = stopsOf(waiting, NOW)
        expect(stops.flatMap(({ conversations }) => conversations.map(({ id }) => id)).toSorted()).toEqual(waiting.map(({ id }) => id).toSorted())
        expect(new Set(stops.map(({ key }) => key)).size).toBe(stops.length)
        const steps = stops.map(({ conversations: [first] }) => URGENCIES.indexOf(urgencyOf(first, NOW)))
        expect(steps).toEqual(steps.toSorted((a, b) => a - b))
        expect(stopsOf(waiting.toSorted((a, b) => by(a.id) - by(b.id)), NOW)).toEqual(stops)
      }),
    )
  })
})

describe('when the walk proposes itself', () => {
  const openings = [{ from: NOW - 8 * HOUR, to: NOW + HOUR }, { from: NOW + 15 * HOUR, to: NOW + 24 * HOUR }]

  it('is so long before the doors close', () => {
    expect(proposedAt(openings, 20, NOW)).toBe(NOW + 40 * MINUTE)
  })

  it('is never while they are closed, and where it was told never to', () => {
    expect(proposedAt(openings, 20, NOW + 2 * HOUR)).toBeNull()
    expect(proposedAt(openings, null, NOW)).toBeNull()
    expect(proposedAt([], 20, NOW)).toBeNull()
  })
})
