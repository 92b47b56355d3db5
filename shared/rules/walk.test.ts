import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationView, FollowUpView } from '../contract/views.ts'
import { HOUR, MINUTE } from '../time.ts'
import { dueBy, onlyCalled, proposedAt, stopsOf, stopUrgency, URGENCIES, urgencyOf } from './walk.ts'

const NOW = Date.UTC(2026, 2, 2, 21)
const none = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

type Known = Partial<Pick<ConversationView, 'who' | 'waitingSince' | 'waitingFor' | 'promise' | 'repeat' | 'sensitive' | 'textable' | 'optedOutAt'>>
const waits = (id: string, known: Known = {}): ConversationView =>
  ({ id, who: { kind: 'unknown' }, waitingSince: NOW - HOUR, waitingFor: { ...none, texts: 1 }, promise: null, repeat: null, sensitive: false, textable: true, optedOutAt: null, ...known }) as ConversationView
const promised = (dueAt: number): ConversationView['promise'] => ({ id: 'p', madeAt: NOW - HOUR, dueAt, by: 'Ana', byHand: true })
const person = (patientId: string): Known => ({ who: { kind: 'patient', patientId, name: patientId, initials: 'P' } as ConversationView['who'] })
const followUp = (id: string, patientId: string, due: string): FollowUpView => ({ id, patientId, due, name: patientId, number: `+${id}` }) as FollowUpView
const keys = (waiting: ConversationView[]): string[] => stopsOf(waiting, [], NOW).map(({ key }) => key)

describe('the order of the walk', () => {
  it('is late promises, many tries, delicate matters, promises due soon, failed texts, then the longest wait', () => {
    const waiting = [
      waits('text', { waitingSince: NOW - 3 * HOUR }),
      waits('failed', { waitingFor: { ...none, failed: 1 }, waitingSince: NOW - MINUTE }),
      waits('soon', { promise: promised(NOW + 5 * MINUTE) }),
      waits('delicate', { sensitive: true, waitingSince: NOW - MINUTE }),
      waits('tries', { waitingFor: { ...none, missed: 3 }, repeat: { count: 3, minutes: 20 }, waitingSince: NOW - 2 * MINUTE }),
      waits('late', { promise: promised(NOW - MINUTE) }),
      waits('later still', { promise: promised(NOW - HOUR) }),
      waits('old text', { waitingSince: NOW - 30 * HOUR }),
    ]
    expect(keys(waiting)).toEqual(['later still', 'late', 'tries', 'delicate', 'soon', 'failed', 'old text', 'text'])
  })

  it('takes two calls in a row, a promise that is far away, and tries that were answered for an ordinary wait', () => {
    expect(urgencyOf(waits('a', { waitingFor: { ...none, missed: 2 }, repeat: { count: 2, minutes: 5 } }), NOW)).toBe('waiting')
    expect(urgencyOf(waits('a', { promise: promised(NOW + HOUR) }), NOW)).toBe('waiting')
    expect(urgencyOf(waits('a', { repeat: { count: 4, minutes: 20 } }), NOW)).toBe('waiting')
  })

  it('is one stop for somebody who waits on two numbers, where the more urgent one is', () => {
    const waiting = [waits('+1', { ...person('maria'), waitingSince: NOW - HOUR }), waits('+2'), waits('+3', { ...person('maria'), promise: promised(NOW - MINUTE) })]
    expect(stopsOf(waiting, [], NOW).map(({ key, conversations }) => [key, conversations.map(({ id }) => id)])).toEqual([['maria', ['+3', '+1']], ['+2', ['+2']]])
  })

  it('ends with what was to be done for people who do not wait, the longest overdue first, and names it with whoever waits', () => {
    const due = [followUp('a', 'ben', '2026-03-02'), followUp('b', 'maria', '2026-03-01'), followUp('c', 'zoe', '2026-02-20')]
    const stops = stopsOf([waits('+2'), waits('+1', { ...person('maria'), waitingSince: NOW - 2 * HOUR })], due, NOW)
    expect(stops.map(({ key, conversations, followUps }) => [key, conversations.length, followUps.map(({ id }) => id)])).toEqual([['maria', 1, ['b']], ['+2', 1, []], ['zoe', 0, ['c']], ['ben', 0, ['a']]])
    expect(stops.map((stop) => stopUrgency(stop, NOW))).toEqual(['waiting', 'waiting', 'due', 'due'])
  })

  it('takes for due what was to be done by today for somebody with a number', () => {
    const all = [followUp('late', 'a', '2026-02-20'), followUp('today', 'b', '2026-03-02'), followUp('coming', 'c', '2026-03-03'), { ...followUp('no number', 'd', '2026-03-01'), number: null }]
    expect(dueBy('2026-03-02', all).map(({ id }) => id)).toEqual(['late', 'today'])
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
        const stops = stopsOf(waiting, [], NOW)
        expect(stops.flatMap(({ conversations }) => conversations.map(({ id }) => id)).toSorted()).toEqual(waiting.map(({ id }) => id).toSorted())
        expect(new Set(stops.map(({ key }) => key)).size).toBe(stops.length)
        const steps = stops.map((stop) => URGENCIES.indexOf(stopUrgency(stop, NOW)))
        expect(steps).toEqual(steps.toSorted((a, b) => a - b))
        expect(stopsOf(waiting.toSorted((a, b) => by(a.id) - by(b.id)), [], NOW)).toEqual(stops)
      }),
    )
  })
})

describe('one text for several', () => {
  const called = (id: string, known: Known = {}): ConversationView => waits(id, { waitingFor: { ...none, missed: 1 }, ...known })
  const together = (...waiting: ConversationView[]): string[] => onlyCalled(stopsOf(waiting, [], NOW)).map(({ id }) => id)

  it('is for whoever only called', () => {
    expect(together(called('+1'), called('+2', { waitingFor: { ...none, missed: 4 } }))).toEqual(['+1', '+2'])
  })

  it.each<[string, Known]>([
    ['wrote too', { waitingFor: { ...none, missed: 1, texts: 1 } }],
    ['left a voicemail', { waitingFor: { ...none, missed: 1, voicemails: 1 } }],
    ['did not get a text of ours', { waitingFor: { ...none, missed: 1, failed: 1 } }],
    ['was promised a call', { promise: promised(NOW + HOUR) }],
    ['asked for no texts', { optedOutAt: NOW }],
    ['cannot get texts', { textable: false }],
    ['only wrote', { waitingFor: { ...none, texts: 1 } }],
  ])('is not for whoever %s', (_what, known) => {
    expect(together(called('+1', known))).toEqual([])
  })

  it('is not for somebody who waits on two numbers, nor for whom something is due only', () => {
    expect(together(called('+1', person('maria')), called('+2', person('maria')))).toEqual([])
    expect(onlyCalled(stopsOf([], [followUp('a', 'ben', '2026-03-02')], NOW))).toEqual([])
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
