import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../time.ts'
import { type ContactFact, effectOf, repeatCalls, urgency, waitingState } from './waiting.ts'

type Call = Extract<ContactFact, { type: 'call' }>
type Text = Extract<ContactFact, { type: 'text' }>

const call = (direction: Call['direction'], outcome: Call['outcome'], at = 0, id = `c${at}`): ContactFact => ({ id, at, type: 'call', direction, outcome })
const textIn = (body: string, at = 0, id = `t${at}`): ContactFact => ({ id, at, type: 'text', direction: 'in', by: 'person', body, state: 'delivered' })
const textOut = (by: Text['by'], state: Text['state'], at = 0, id = `t${at}`): ContactFact => ({ id, at, type: 'text', direction: 'out', by, body: 'Hello', state })

describe('effectOf', () => {
  test.each([
    [call('in', 'missed'), 'opens'], [call('in', 'voicemail'), 'opens'], [call('in', 'unknown'), 'opens'],
    [call('in', 'connected'), 'closes'], [call('in', 'ringing'), 'none'],
    [call('out', 'connected'), 'closes'], [call('out', 'missed'), 'none'], [call('out', 'voicemail'), 'none'],
    [call('out', 'unknown'), 'none'], [call('out', 'ringing'), 'none'],
    [textIn('Can I come on Friday'), 'opens'], [textIn(''), 'opens'], [textIn('Thanks!'), 'none'], [textIn('👍'), 'none'],
    [textOut('person', 'queued'), 'closes'], [textOut('person', 'sending'), 'closes'], [textOut('person', 'sent'), 'closes'],
    [textOut('person', 'delivered'), 'closes'], [textOut('person', 'cancelled'), 'none'], [textOut('person', 'failed'), 'opens'],
    [textOut('person', 'unknown'), 'opens'], [textOut('automatic', 'sent'), 'none'], [textOut('automatic', 'delivered'), 'none'],
    [textOut('automatic', 'queued'), 'none'], [textOut('automatic', 'sending'), 'none'], [textOut('automatic', 'cancelled'), 'none'],
    [textOut('automatic', 'failed'), 'opens'], [textOut('automatic', 'unknown'), 'opens'],
    [{ id: 'r', at: 0, type: 'resolved', undone: false }, 'closes'], [{ id: 'r', at: 0, type: 'resolved', undone: true }, 'none'],
    [{ id: 'o', at: 0, type: 'other' }, 'none'],
  ] satisfies [ContactFact, string][])('%j %s', (fact, effect) => {
    expect(effectOf(fact)).toBe(effect)
  })
})

describe('waitingState', () => {
  test('nothing that happened means nobody waits', () => {
    expect(waitingState([])).toEqual({ waitingSince: null, openedBy: [], closedBy: null })
  })

  test('waits since the oldest thing still open, and names all of them', () => {
    expect(waitingState([call('in', 'missed', 10), call('in', 'voicemail', 20), textIn('Please call me', 30)])).toEqual({
      waitingSince: 10, openedBy: ['c10', 'c20', 't30'], closedBy: null })
  })

  test('an automatic text-back leaves the missed caller waiting', () => {
    expect(waitingState([call('in', 'missed', 10), textOut('automatic', 'delivered', 20)]).waitingSince).toBe(10)
  })

  test('names the call that closed the loop, and not what came after it', () => {
    expect(waitingState([call('in', 'missed', 10), call('out', 'connected', 20), textOut('person', 'sent', 30)])).toEqual({
      waitingSince: null, openedBy: [], closedBy: 'c20' })
  })

  test('a bare thanks after the answer keeps it closed, a question opens it again', () => {
    const answered = [textIn('When?', 1), textOut('person', 'sent', 2)]
    expect(waitingState([...answered, textIn('Thank you', 3)])).toEqual({ waitingSince: null, openedBy: [], closedBy: 't2' })
    expect(waitingState([...answered, textIn('And where', 3)])).toEqual({ waitingSince: 3, openedBy: ['t3'], closedBy: null })
  })

  test('a reply that failed no longer answers, so the patient waits since the question', () => {
    expect(waitingState([textIn('When?', 1), textOut('person', 'failed', 2)])).toEqual({ waitingSince: 1, openedBy: ['t1', 't2'], closedBy: null })
  })

  test('a resolve that was undone closes nothing', () => {
    expect(waitingState([call('in', 'missed', 1), { id: 'r', at: 2, type: 'resolved', undone: true }]).waitingSince).toBe(1)
  })

  test('a conversation that only ever had answered calls was never open', () => {
    expect(waitingState([call('in', 'connected', 1), textOut('person', 'sent', 2)]).closedBy).toBeNull()
  })

  const fact = fc.oneof(
    fc.record({ id: fc.string(), at: fc.integer({ min: 0, max: 20 }), type: fc.constant('call' as const), direction: fc.constantFrom('in' as const, 'out' as const),
      outcome: fc.constantFrom('ringing' as const, 'connected' as const, 'missed' as const, 'voicemail' as const, 'unknown' as const) }),
    fc.record({ id: fc.string(), at: fc.integer({ min: 0, max: 20 }), type: fc.constant('text' as const), direction: fc.constantFrom('in' as const, 'out' as const),
      by: fc.constantFrom('person' as const, 'automatic' as const), body: fc.constantFrom('Hi there, a question', 'ok', 'gracias'),
      state: fc.constantFrom('queued' as const, 'sending' as const, 'sent' as const, 'delivered' as const, 'failed' as const, 'unknown' as const, 'cancelled' as const) }),
    fc.record({ id: fc.string(), at: fc.integer({ min: 0, max: 20 }), type: fc.constant('resolved' as const), undone: fc.boolean() }),
    fc.record({ id: fc.string(), at: fc.integer({ min: 0, max: 20 }), type: fc.constant('other' as const) }),
  )
  const facts = fc.uniqueArray(fact, { selector: (one) => one.id, maxLength: 15 })

  test('the order in which facts arrive does not matter', () => {
    fc.assert(
      fc.property(facts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
        expect(waitingState(shuffled)).toEqual(waitingState(all))
      }),
    )
  })

  test('somebody waits exactly when something opened after the last close', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const { waitingSince, openedBy, closedBy } = waitingState(all)
        const inOrder = all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        const afterClose = inOrder.slice(inOrder.findLastIndex((one) => effectOf(one) === 'closes') + 1)
        const open = afterClose.filter((one) => effectOf(one) === 'opens')
        expect(openedBy).toEqual(open.map((one) => one.id))
        expect(waitingSince).toBe(open[0]?.at ?? null)
        expect(waitingSince === null || closedBy === null).toBe(true)
        expect(closedBy === null || all.some((one) => one.id === closedBy && effectOf(one) === 'closes')).toBe(true)
      }),
    )
  })

  test('automatic texts that went out change nothing, wherever they are put', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 20 }), (all, at) => {
        expect(waitingState([...all, textOut('automatic', 'delivered', at, 'automatic-one')])).toEqual(waitingState(all))
      }),
    )
  })

  test('a person’s answer after everything else leaves nobody waiting', () => {
    fc.assert(
      fc.property(facts, (all) => {
        expect(waitingState([...all, textOut('person', 'queued', 21, 'the answer')]).waitingSince).toBeNull()
      }),
    )
  })
})

describe('repeatCalls', () => {
  const now = 10 * HOUR
  const ago = (...minutes: number[]) => minutes.map((one) => now - one * MINUTE)

  test('says the third call in 20 minutes', () => {
    expect(repeatCalls(ago(25, 12, 5), now)).toEqual({ count: 3, minutes: 20 })
  })

  test('one call is no repeat, nor are none', () => {
    expect(repeatCalls(ago(5), now)).toBeNull()
    expect(repeatCalls([], now)).toBeNull()
  })

  test('a gap of 30 minutes holds the chain, a longer one ends it', () => {
    expect(repeatCalls(ago(35, 5), now)).toEqual({ count: 2, minutes: 30 })
    expect(repeatCalls([now - 35 * MINUTE - 1, now - 5 * MINUTE], now)).toBeNull()
    expect(repeatCalls(ago(100, 20, 5), now)).toEqual({ count: 2, minutes: 15 })
  })

  test('is forgotten when the newest call is more than an hour old', () => {
    expect(repeatCalls(ago(70, 60), now)).toEqual({ count: 2, minutes: 10 })
    expect(repeatCalls(ago(70, 61), now)).toBeNull()
  })

  test('two calls within seconds are one minute', () => {
    expect(repeatCalls([now - 1000, now - 500], now)).toEqual({ count: 2, minutes: 1 })
  })

  test('does not depend on the order, and an older call never shortens the chain', () => {
    const times = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 8 })
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 200 }), (minutes, older) => {
        const calls = ago(...minutes)
        const chain = repeatCalls(calls, now)
        expect(repeatCalls(calls.toReversed(), now)).toEqual(chain)
        expect(repeatCalls([...calls, ...ago(100 + older)], now)?.count ?? 0).toBeGreaterThanOrEqual(chain?.count ?? 0)
      }),
    )
  })
})

test('late after 30 minutes or with the second missed call', () => {
  expect(urgency(0, 1, 30 * MINUTE - 1)).toBe('waiting')
  expect(urgency(0, 0, 30 * MINUTE)).toBe('late')
  expect(urgency(0, 2, 1)).toBe('late')
})
