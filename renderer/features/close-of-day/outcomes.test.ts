import { expect, it } from 'vitest'
import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { HOUR } from '@shared/time.ts'
import { outcomesOf } from './outcomes.ts'

const NOW = Date.UTC(2026, 2, 2, 22)
const talk = (known: Partial<ConversationView>): ConversationView => ({ waitingSince: null, snoozedUntil: null, promise: null, assignedTo: null, closedBy: null, ...known }) as ConversationView
const closed = (type: 'call' | 'text' | 'resolved'): ConversationView => talk({ closedBy: { contactId: 'c', type, at: NOW, by: null } })
const due = (id: string, day: string): FollowUpView => ({ id, due: day }) as FollowUpView

it('counts how each was dealt with, and nobody who is still to be dealt with here', () => {
  const met = [
    closed('call'), closed('text'), closed('resolved'), talk({}),
    talk({ waitingSince: NOW - HOUR }), talk({ waitingSince: NOW - HOUR, assignedTo: 'me' }), talk({ waitingSince: NOW - HOUR, assignedTo: 'ben' }),
    talk({ waitingSince: NOW - HOUR, snoozedUntil: NOW + HOUR }),
  ]
  const metDue = [due('done', '2026-03-01'), due('moved', '2026-03-01'), due('open', '2026-03-02')]
  const followUps = { moved: due('moved', '2026-03-03'), open: due('open', '2026-03-02') }
  expect(outcomesOf({ met, metDue, followUps }, { me: 'me', now: NOW, today: '2026-03-02' })).toEqual({ called: 1, texted: 1, nothing: 1, otherwise: 1, handed: 1, tomorrow: 2, followUps: 1 })
})
