import { describe, expect, it } from 'vitest'
import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { handoverOf } from './handover.ts'

const NOW = Date.UTC(2026, 2, 3, 13)
const CLOSED = NOW - 16 * HOUR
const OPENED = NOW - HOUR
const timeZone = 'America/New_York'
const talk = (id: string, known: Partial<ConversationView>): ConversationView => ({ id, waitingSince: null, snoozedUntil: null, promise: null, optedOutAt: null, ...known }) as ConversationView
const promise = (dueAt: number): ConversationView['promise'] => ({ id: 'p', madeAt: CLOSED, dueAt, by: 'Ana', byHand: true })
const ids = (all: readonly ConversationView[]): string[] => all.map(({ id }) => id)

describe('what whoever comes to the desk takes over', () => {
  const conversations = [
    talk('night', { waitingSince: NOW - 2 * HOUR }),
    talk('this morning', { waitingSince: OPENED }),
    talk('evening', { waitingSince: CLOSED }),
    talk('before', { waitingSince: CLOSED - MINUTE, promise: promise(NOW + HOUR) }),
    talk('put off to today', { waitingSince: CLOSED - 30 * HOUR, snoozedUntil: NOW - MINUTE }),
    talk('put off to tomorrow', { waitingSince: CLOSED - HOUR, snoozedUntil: NOW + 24 * HOUR }),
    talk('promised', { promise: promise(NOW + 2 * HOUR) }),
    talk('promised tomorrow', { promise: promise(NOW + 24 * HOUR) }),
    talk('stopped', { optedOutAt: NOW - HOUR }),
    talk('stopped long ago', { optedOutAt: CLOSED - HOUR }),
  ]
  const followUps = [{ due: '2026-03-03', patientId: 'a' }, { due: '2026-03-01', patientId: 'a' }, { due: '2026-03-04', patientId: 'b' }] as FollowUpView[]
  const handed = (closing: number | null, opened: number | null = OPENED) => handoverOf({ conversations, followUps, closing, opened, now: NOW, timeZone })

  it('is told apart by when the doors closed, each person in one list, the longest wait first', () => {
    const { came, today, left, promised, optedOut, followUpsDue } = handed(CLOSED)
    expect([ids(came), ids(today), ids(left), ids(promised), ids(optedOut), followUpsDue]).toEqual([['evening', 'night'], ['this morning'], ['put off to today', 'before'], ['promised'], ['stopped'], 1])
  })

  it('came while closed, as long as the doors are', () => {
    expect(ids(handed(CLOSED, null).came)).toEqual(['evening', 'night', 'this morning'])
    expect(handed(CLOSED, null).today).toEqual([])
  })

  it('is all from before where the doors never closed', () => {
    const { came, today, left, optedOut } = handed(null, null)
    expect([ids(came), ids(today), left.length, ids(optedOut)]).toEqual([[], [], 5, []])
  })
})
