import { beforeEach, expect, it } from 'vitest'
import { DAY, MINUTE } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { noFields } from '../people/phones.ts'
import { deskAt, LINE, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { contactsOfPerson } from './of-person.ts'

const [MOBILE, HOME, SHARED] = ['+15550100177', '+15550100178', '+15550100119']
const clock = testClock()
const NOW = clock.at
let core: Core
let desk: Desk

const phone = (number: string) => ({ number, display: number, label: 'mobile' as const })

beforeEach(async () => {
  clock.at = NOW
  ;({ core } = await temporaryPractice({ now: clock.now }))
  desk = deskAt(core)
  const person = (patientId: string, givenName: string, numbers: string[]) => ({ kind: 'patient.created' as const, body: { patientId, fields: { ...noFields, givenName, phones: numbers.map(phone) }, importId: null }, at: NOW, actor: 'ana' })
  core.record([
    { kind: 'line.saved', body: { lineId: LINE, kind: 'http', name: 'Main', enabled: false, settings: {} }, at: NOW, actor: 'ana' },
    person('rosa', 'Rosa', [MOBILE, HOME, SHARED]),
    person('felix', 'Felix', [SHARED]),
  ])
})

const recent = (patientId = 'rosa') => contactsOfPerson(core.db, patientId, clock.at).recent.map((contact) => (contact.type === 'text' ? contact.body : contact.type === 'call' ? contact.state : contact.type))
const text = (from: string, body: string, at: number) => desk.tell({ type: 'text', at, textId: `t ${body}`, number: from, body })
const call = (id: string, direction: 'in' | 'out', number: string, at: number, answered: boolean) => {
  desk.tell({ type: 'ringing', at, callId: id, direction, number })
  if (answered) desk.tell({ type: 'answered', at: at + 1000, callId: id })
  desk.tell({ type: answered ? 'ended' : 'missed', at: at + 20_000, callId: id })
}

it('are the newest five over all of their numbers, without a call that still rings', () => {
  for (let at = 4; at >= 1; at -= 1) text(MOBILE, `mobile ${at}`, NOW - at * MINUTE)
  for (let at = 3; at >= 1; at -= 1) text(HOME, `home ${at}`, NOW - at * MINUTE - 1)
  desk.tell({ type: 'ringing', at: NOW, callId: 'now', direction: 'in', number: MOBILE })
  expect(recent()).toEqual(['mobile 1', 'home 1', 'mobile 2', 'home 2', 'mobile 3'])
})

it('over a number that two share are those of whoever was chosen, while that held', async () => {
  clock.at = NOW - 3 * DAY
  text(SHARED, 'who is this', clock.at)
  expect([recent('rosa'), recent('felix')]).toEqual([[], []])
  await desk.done('conversations.identify', { conversationId: SHARED, patientId: 'felix' })
  expect([recent('rosa'), recent('felix')]).toEqual([[], ['who is this']])
  clock.at = NOW - DAY
  text(SHARED, 'another day', clock.at)
  expect(recent('felix')).toEqual(['who is this'])
  await desk.done('conversations.identify', { conversationId: SHARED, patientId: 'rosa' })
  expect([recent('rosa'), recent('felix')]).toEqual([['another day'], ['who is this']])
})

it('tell when they pick up our calls, and when the last contact was before today', () => {
  call('o1', 'out', MOBILE, NOW - 2 * DAY, true)
  call('o2', 'out', MOBILE, NOW - DAY, false)
  call('i1', 'in', MOBILE, NOW - MINUTE, false)
  expect(contactsOfPerson(core.db, 'rosa', NOW)).toMatchObject({ attempts: [{ at: NOW - DAY, reached: false }, { at: NOW - 2 * DAY, reached: true }], lastBefore: NOW - DAY })
})

it('come with what was handed over, until somebody has taken care of it', async () => {
  text(MOBILE, 'Can I move Friday?', NOW - MINUTE)
  await desk.done('conversations.note', { conversationId: MOBILE, body: 'Dr. Chen has Thursday', handOffTo: 'front desk' })
  const handoff = () => contactsOfPerson(core.db, 'rosa', clock.at).handoff
  expect(handoff()).toMatchObject({ type: 'note', body: 'Dr. Chen has Thursday', to: 'front desk' })
  clock.at = NOW + MINUTE
  await desk.done('conversations.resolve', { conversationId: MOBILE, reason: 'Moved' })
  expect(handoff()).toBeNull()
})

it('are found by indexes alone, in a practice of any size', () => {
  const plan = (statement: string, ...parameters: unknown[]) => (core.db.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(...parameters) as { detail: string }[]).map(({ detail }) => detail)
  expect(plan(`SELECT id FROM contacts WHERE conversation_id = 'x' AND at >= 1 AND at < 9 AND type IN ('call', 'text') ORDER BY at DESC LIMIT 400`).join()).not.toMatch(/SCAN|TEMP B-TREE/)
  expect(plan(`SELECT conversation_id FROM choices WHERE patient_id = 'x'`).join()).toContain('choices_by_patient')
})
