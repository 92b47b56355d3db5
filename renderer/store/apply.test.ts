import { expect, it } from 'vitest'
import type { ChangeSet, ConversationView, PatientView } from '@shared/contract/views.ts'
import { applyChanges } from './apply.ts'
import type { PracticeState } from './state.ts'

const state = { seq: 1, conversations: {}, threads: {}, patients: {} } as unknown as PracticeState
const card = { id: 'rosa' } as PatientView
const changes = (conversation: Partial<ConversationView>): ChangeSet => ({
  from: 1,
  seq: 2,
  upserts: { conversation: [{ id: '+1', who: { kind: 'patient', patientId: 'rosa', name: 'Rosa', initials: 'R', shares: 1 }, ringing: null, ...conversation } as ConversationView], patient: [card] },
  removals: [],
  stale: [],
})

it('keeps the card of whoever rings, so that it need not be asked for', () => {
  expect(applyChanges(state, changes({ ringing: { callId: 'c', since: 0, lineName: 'Main' } })).patients).toEqual({ rosa: card })
})

it('keeps no card of somebody who is neither shown nor ringing', () => {
  expect(applyChanges(state, changes({})).patients).toEqual({})
})
