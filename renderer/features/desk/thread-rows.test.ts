import { describe, expect, it } from 'vitest'
import type { ContactView, VisitView } from '@shared/contract/views.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'
import { rowsOf } from './thread-rows.ts'

const ZONE = 'America/Chicago'
/** Thursday 13 March 2025, 10:00 in Chicago. */
const NOW = Date.UTC(2025, 2, 13, 15)

function call(id: string, at: number, state: 'missed' | 'ended' = 'missed', direction: 'in' | 'out' = 'in'): ContactView {
  return { type: 'call', id, conversationId: 'x', at, direction, state, ringSeconds: 20, talkSeconds: null, answeredAt: null, answeredBy: null, voicemail: null, lineName: 'Main line', alsoOn: [], closerUndone: false, textBack: null, checked: [] }
}

function text(id: string, at: number): ContactView {
  return { type: 'text', id, conversationId: 'x', at, direction: 'in', body: id, state: 'received', failure: null, leavesAt: null, by: null, automatic: false, templateName: null, templateVersion: null, scheduled: false, failureKind: null, promisedAt: null, consent: 'none', mayMeanVisit: false, media: [], closerUndone: false }
}

const visit = (id: string, at: number, status: VisitView['status'] = 'kept'): VisitView => ({ id, at, status, clinician: 'Dr. Chen', reason: 'Knee', note: '', matter: null })

const shown = (contacts: ContactView[], visits: VisitView[] = []): string[] =>
  rowsOf(contacts, visits, NOW, ZONE).map((row) => {
    if (row.kind === 'day') return 'day'
    if (row.kind === 'calls') return row.calls.map(({ id }) => id).join('+')
    return row.kind === 'visit' ? `visit ${row.visit.id}` : row.contact.id
  })

describe('the rows of a thread', () => {
  it('are oldest first, whatever order they came in, with a day before each new day', () => {
    expect(shown([text('today', NOW), text('before', NOW - DAY), text('later', NOW + MINUTE)])).toEqual(['day', 'before', 'day', 'today', 'later'])
  })

  it('turn the day at midnight in the practice’s time zone, not in Greenwich', () => {
    const midnight = Date.UTC(2025, 2, 13, 5)
    expect(shown([text('eve', midnight - MINUTE), text('night', midnight + MINUTE)])).toEqual(['day', 'eve', 'day', 'night'])
    const greenwich = Date.UTC(2025, 2, 13, 0)
    expect(shown([text('a', greenwich - MINUTE), text('b', greenwich + MINUTE)])).toEqual(['day', 'a', 'b'])
  })

  it('put calls missed in a row together, until anything else passed between', () => {
    expect(shown([call('a', NOW), call('b', NOW + MINUTE), text('t', NOW + 2 * MINUTE), call('c', NOW + 3 * MINUTE)])).toEqual(['day', 'a+b', 't', 'c'])
  })

  it('never put an answered call, or one of ours, with missed ones', () => {
    expect(shown([call('a', NOW), call('b', NOW + 1, 'ended'), call('c', NOW + 2), call('d', NOW + 3, 'missed', 'out')])).toEqual(['day', 'a', 'b', 'c', 'd'])
  })

  it('do not put calls of two days together', () => {
    expect(shown([call('a', NOW - DAY), call('b', NOW)])).toEqual(['day', 'a', 'day', 'b'])
  })

  it('show kept visits among what passed, not cancelled ones, nor those to come, nor long before the first contact', () => {
    const visits = [visit('kept', NOW - HOUR), visit('cancelled', NOW - HOUR, 'cancelled'), visit('to come', NOW + DAY), visit('old', NOW - 30 * DAY)]
    expect(shown([text('t', NOW - 2 * HOUR)], visits)).toEqual(['day', 't', 'visit kept'])
  })

  it('leave what they were given as it was', () => {
    const contacts = [call('b', NOW + 1), call('a', NOW)]
    const before = structuredClone(contacts)
    rowsOf(contacts, [], NOW, ZONE)
    expect(contacts).toEqual(before)
  })
})
