import { expect, it } from 'vitest'
import { MOST_FOLLOW_UPS, type ChangeSet, type ConversationView, type FollowUpView, type PatientView } from '@shared/contract/views.ts'
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

it('lets a nameless call go once its number is known', () => {
  const ringing = { ...state, conversations: { 'withheld:c': { id: 'withheld:c' }, '+1': { id: '+1' } }, threads: { 'withheld:c': { contacts: {}, more: false } } } as unknown as PracticeState
  const next = applyChanges(ringing, { from: 1, seq: 2, upserts: {}, removals: [{ type: 'conversation', id: 'withheld:c' }], stale: [] })
  expect(next).toMatchObject({ conversations: { '+1': { id: '+1' } }, threads: {} })
  expect(Object.keys(next.conversations)).toEqual(['+1'])
})

it('holds of thousands of follow-ups those that are due next', () => {
  const held = Object.fromEntries(Array.from({ length: MOST_FOLLOW_UPS }, (_, index) => [`f${index}`, { id: `f${index}`, due: index === 0 ? '2027-12-31' : '2027-01-01' } as FollowUpView]))
  const next = applyChanges({ ...state, followUps: held }, { from: 1, seq: 2, upserts: { followUp: [{ id: 'soon', due: '2026-12-01' } as FollowUpView] }, removals: [], stale: [] })
  expect(Object.keys(next.followUps)).toHaveLength(MOST_FOLLOW_UPS)
  expect([next.followUps['soon'] !== undefined, next.followUps['f0']]).toEqual([true, undefined])
})
