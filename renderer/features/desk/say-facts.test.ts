import { describe, expect, it, test } from 'vitest'
import type { ConversationView, PatientView, VisitView } from '@shared/contract/views.ts'
import { isHidden, sayFactsOf } from './say-facts.ts'

const NOW = Date.parse('2026-03-13T09:00:00-05:00')
const PRACTICE = { timeZone: 'America/Chicago', language: 'en' }
const NUMBER = '+15550100177'

const phone = (label: PatientView['phones'][number]['label'], number = NUMBER): PatientView['phones'][number] => ({ number, display: number, label, optedOutAt: null, mark: null })
const patient = (change: Partial<PatientView> = {}): PatientView => ({ givenName: 'Maria', preferredName: 'Mari', language: 'es', birthDate: '1968-03-24', phones: [phone('mobile')], visits: [], ...change }) as PatientView
const conversation = (change: Partial<ConversationView> = {}): ConversationView => ({ id: NUMBER, mark: null, missedAt: [], promise: null, verified: null, ...change }) as ConversationView
const visit = (change: Partial<VisitView>): VisitView => ({ id: 'v', at: NOW - 1, status: 'kept', clinician: '', reason: '', note: '', matter: null, ...change })
const facts = (about: Partial<PatientView> = {}, call: Partial<ConversationView> = {}) => sayFactsOf(patient(about), conversation(call), PRACTICE, NOW)

describe('who speaks', () => {
  test.each([
    ['them, at their own number', {}, {}, 'them'],
    ['a carer, at a carer’s number', { phones: [phone('carer')] }, {}, 'carer'],
    ['a carer, where the number is a facility’s', {}, { mark: { kind: 'facility' as const, name: 'Sunrise House' } }, 'carer'],
    ['somebody, at a number that is not theirs', { phones: [phone('mobile', '+15550100188')] }, {}, 'otherNumber'],
    ['somebody, at a number marked as shared', {}, { mark: { kind: 'shared' as const, name: '' } }, 'otherNumber'],
    ['somebody for a child, until the day of 14', { birthDate: '2012-03-14' }, {}, 'forChild'],
    ['they themselves from that day on', { birthDate: '2012-03-13' }, {}, 'them'],
  ])('%s', (_, about, call, speaker) => expect(facts(about, call).speaker).toBe(speaker))
})

it('takes the name they prefer, else the first, and the practice’s language where theirs is not known', () => {
  expect(facts()).toMatchObject({ name: { text: 'Mari', preferred: true }, language: 'es', languageIsTheirs: true })
  expect(facts({ preferredName: ' ', language: '' })).toMatchObject({ name: { text: 'Maria', preferred: false }, language: 'en', languageIsTheirs: false })
})

it('asks after the visit they came to last, never one that was called off or is to come', () => {
  const visits = [visit({ id: 'next', at: NOW + 1, status: 'booked' }), visit({ id: 'off', at: NOW - 1, status: 'cancelled' }), visit({ id: 'last', at: NOW - 2 }), visit({ id: 'before', at: NOW - 3 })]
  expect(facts({ visits }).lastVisit).toMatchObject({ id: 'last' })
})

it('counts a check until its time', () => {
  const check = (until: number | null) => facts({}, { verified: { how: 'birthDate', at: NOW - 1, by: 'Ana', until } }).verified
  expect([check(null), check(NOW + 1), check(NOW)]).toEqual([true, true, false])
})

it('hides a sensitive visit, past or to come, until it was checked who calls', () => {
  const sensitive = [visit({ note: 'Depression' }), visit({ matter: { en: 'arthritis' } }), visit({ status: 'booked', reason: 'HIV follow-up' })]
  expect(sensitive.map((one) => [isHidden(one, false), isHidden(one, true)])).toEqual([[true, false], [true, false], [true, false]])
  expect(isHidden(visit({ reason: 'Knee pain', matter: { en: 'knee' } }), false)).toBe(false)
})
