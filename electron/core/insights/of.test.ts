import { expect, test } from 'vitest'
import type { EventBody, EventKind, NewEvent } from '@shared/events/index.ts'
import { FIGURES } from '@shared/rules/figures.ts'
import { periodAt } from '@shared/rules/periods.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { listOf } from './list.ts'
import { insightsOf } from './of.ts'

const ROSA = '+15550100177'
const FELIX = '+15550100163'
const OWN = '+15550100142'
/** A Tuesday, 9:00 in Chicago. */
const NINE = Date.UTC(2026, 2, 10, 14)
const NOW = NINE + 10 * HOUR

const event = <K extends EventKind>(kind: K, body: EventBody<K>, at: number, actor = 'line:main'): NewEvent => ({ kind, body, at, actor }) as NewEvent
const ring = (callId: string, number: string, at: number, lineId = 'main'): NewEvent =>
  event('call.ringing', { callId, conversationId: number, display: number, textable: true, direction: 'in', callerName: null, lineId }, at)
const missed = (callId: string, number: string, at: number, rang = 20 * SECOND): NewEvent[] => [ring(callId, number, at), event('call.missed', { callId, why: null }, at + rang)]
const answered = (callId: string, number: string, at: number, lineId = 'main', staffId: string | null = null): NewEvent[] => [
  ring(callId, number, at, lineId), event('call.answered', { callId, staffId, phone: null }, at + 5 * SECOND), event('call.ended', { callId }, at + MINUTE),
]
const asks = (textId: string, number: string, at: number, body = 'Can I come at three?'): NewEvent =>
  event('text.received', { textId, conversationId: number, display: number, textable: true, body, lineId: 'main', consent: body === 'STOP' ? 'optOut' : 'none', mayMeanVisit: false }, at)
const sends = (textId: string, number: string, at: number, more: Partial<EventBody<'text.queued'>> = {}): NewEvent[] => [
  event('text.queued', { textId, conversationId: number, body: 'Yes', templateId: null, templateName: null, language: null, automatic: false, leavesAt: at, ...more }, at, more.automatic ? 'rule:text-back' : 'ana'),
  event('text.sending', { textId, lineId: 'main' }, at + SECOND, 'rule:outbox'),
  event('text.sent', { textId, providerId: null }, at + 2 * SECOND, 'rule:outbox'),
]
const promised = (promiseId: string, number: string, at: number, dueAt: number): NewEvent => event('promise.made', { promiseId, conversationId: number, dueAt }, at, 'ana')

const today = periodAt('day', '2026-03-10', 'America/Chicago')

async function looked(events: NewEvent[], span: { from: number; to: number } = today) {
  const { core } = await temporaryPractice({ now: () => NOW })
  core.record([event('practice.changed', { timeZone: 'America/Chicago' }, NINE - 90 * DAY, 'ana'), event('line.saved', { lineId: 'main', kind: 'http', name: 'Main line', enabled: false, settings: {} }, NINE - 90 * DAY, 'ana'), ...events])
  const list = (figure: (typeof FIGURES)[number]) => listOf(core.db, figure, span, 5000, 0, NOW).entries
  return { ...insightsOf(core.db, span, NOW), list, core }
}

test('an empty practice counts nothing, on every day of the span', async () => {
  const week = periodAt('week', '2026-03-10', 'America/Chicago')
  const { counts, waits, byDay, byLine, byHour } = await looked([], week)
  expect(Object.values(counts).every((count) => count === 0)).toBe(true)
  expect(waits).toEqual({ recovered: null, textsReplied: null })
  expect(byDay.map(({ day, callsIn }) => [day, callsIn])).toEqual(week.days.map((day) => [day, 0]))
  expect([byLine, byHour]).toEqual([[], []])
})

test('a missed caller is reached again by a call or by a person’s text, not by an automatic one, and how fast is told', async () => {
  const { counts, waits, list } = await looked([
    ...missed('c1', ROSA, NINE),
    ...sends('auto', ROSA, NINE + MINUTE, { automatic: true }),
    ...answered('c2', ROSA, NINE + 10 * MINUTE),
    ...missed('c3', FELIX, NINE),
    ...sends('mine', FELIX, NINE + 30 * MINUTE),
    ...missed('c4', FELIX, NINE + HOUR),
    event('conversation.resolved', { contactId: 'r', conversationId: FELIX, reason: 'Came in' }, NINE + 2 * HOUR, 'ana'),
  ])
  expect(counts).toMatchObject({ callsIn: 4, answered: 1, missed: 3, abandoned: 0, recovered: 2, notReached: 1, textBacks: 1, textBacksAnswered: 1 })
  expect(waits.recovered).toEqual({ median: 10 * MINUTE, p90: 30 * MINUTE })
  expect(list('recovered').map(({ id, waited }) => [id, waited])).toEqual([['c3', 30 * MINUTE], ['c1', 10 * MINUTE]])
  expect(list('notReached').map(({ id, conversationId, name, display }) => [id, conversationId, name, display])).toEqual([['c4', FELIX, null, FELIX]])
})

test('a caller who hung up within ten seconds counts apart too, unless they spoke to the machine or nobody knows how long it rang', async () => {
  const { counts, list } = await looked([
    ...missed('short', ROSA, NINE, 9 * SECOND),
    ...missed('ten', ROSA, NINE + HOUR, 10 * SECOND),
    ...missed('long', ROSA, NINE + 2 * HOUR, 11 * SECOND),
    ...missed('told', ROSA, NINE + 3 * HOUR, 0),
    ...missed('said', ROSA, NINE + 4 * HOUR, 5 * SECOND), event('call.voicemail', { callId: 'said', seconds: 4, transcript: null }, NINE + 4 * HOUR + 20 * SECOND),
    ring('rings', ROSA, NINE + 5 * HOUR),
  ])
  expect(counts).toMatchObject({ callsIn: 6, missed: 5, abandoned: 2, answered: 0 })
  expect(list('abandoned').map(({ id }) => id)).toEqual(['ten', 'short'])
})

test('the first text that waits is answered by a person’s next word; thanks and STOP wait for nobody', async () => {
  const { counts, waits } = await looked([
    asks('t1', ROSA, NINE), asks('t2', ROSA, NINE + MINUTE), ...sends('auto', ROSA, NINE + 2 * MINUTE, { automatic: true }), ...sends('r1', ROSA, NINE + 7 * MINUTE),
    asks('t3', ROSA, NINE + HOUR, 'thanks'),
    asks('t4', ROSA, NINE + 2 * HOUR), ...answered('c1', ROSA, NINE + 2 * HOUR + 3 * MINUTE),
    asks('t5', FELIX, NINE), asks('t6', OWN, NINE, 'STOP'),
  ])
  expect(counts).toMatchObject({ textsIn: 6, textsReplied: 2, textsNotReplied: 1 })
  expect(waits.textsReplied).toEqual({ median: 3 * MINUTE, p90: 7 * MINUTE })
})

test('a text back is answered by a call or text of theirs, and not by STOP', async () => {
  const { counts } = await looked([
    ...sends('a1', ROSA, NINE, { automatic: true }), asks('t1', ROSA, NINE + MINUTE, 'thanks'),
    ...sends('a2', FELIX, NINE, { automatic: true }), asks('t2', FELIX, NINE + MINUTE, 'STOP'),
    ...sends('a3', OWN, NINE, { automatic: true }), ...missed('c', OWN, NINE + 5 * DAY),
  ])
  expect(counts).toMatchObject({ textBacks: 3, textBacksAnswered: 1 })
})

test('a promise is kept by a call or text until then, late after; one taken back, moved in time or still to come counts for nothing', async () => {
  const { counts, list } = await looked([
    promised('kept', ROSA, NINE, NINE + HOUR), ...answered('c1', ROSA, NINE + 30 * MINUTE),
    promised('late', FELIX, NINE, NINE + HOUR), ...answered('c2', FELIX, NINE + 2 * HOUR),
    promised('back', FELIX, NINE + 3 * HOUR, NINE + 4 * HOUR), event('promise.released', { promiseId: 'back', conversationId: FELIX }, NINE + 3.5 * HOUR, 'ana'),
    promised('moved', OWN, NINE, NINE + HOUR), promised('later', OWN, NINE + MINUTE, NOW + HOUR),
    ...sends('said', ROSA, NINE + 5 * HOUR, { promisedAt: NINE + 6 * HOUR }),
  ])
  expect(counts).toMatchObject({ promisesKept: 1, promisesLate: 2 })
  expect(list('promisesLate').map(({ id }) => id)).toEqual(['said', 'late'])
})

test('blocked numbers and our own count nowhere', async () => {
  const { counts } = await looked([
    ...missed('c1', OWN, NINE), asks('t1', OWN, NINE + HOUR), promised('p', OWN, NINE, NINE + HOUR),
    event('number.marked', { number: OWN, mark: { kind: 'blocked', name: '' } }, NINE + 2 * HOUR, 'ana'),
  ])
  expect(Object.values(counts).every((count) => count === 0)).toBe(true)
})

test('days, hours and lines are the practice’s own, also where the clocks change', async () => {
  // 8 March 2026: 1:30 AM is followed by 3:30 AM in Chicago.
  const week = periodAt('week', '2026-03-08', 'America/Chicago')
  const { byDay, byHour, byLine } = await looked(
    [...answered('a', ROSA, Date.UTC(2026, 2, 8, 7, 30)), ...answered('b', ROSA, Date.UTC(2026, 2, 8, 8, 30), 'other'), ...missed('c', ROSA, Date.UTC(2026, 2, 9, 4, 59)), ...missed('next week', ROSA, Date.UTC(2026, 2, 9, 5))],
    week,
  )
  expect(byDay.at(-1)).toEqual({ day: '2026-03-08', callsIn: 3, answered: 2, missed: 1, textsIn: 0 })
  expect(byHour).toEqual([{ weekday: 6, hour: 1, callsIn: 1, missed: 0 }, { weekday: 6, hour: 3, callsIn: 1, missed: 0 }, { weekday: 6, hour: 23, callsIn: 1, missed: 1 }])
  expect(byLine.map(({ name, callsIn, missed: notAnswered }) => [name, callsIn, notAnswered])).toEqual([['Main line', 2, 1], ['Phone', 1, 0]])
})

test('a list comes in pages, the newest first, and says how many there are', async () => {
  const { core } = await looked([...Array(7).keys()].flatMap((i) => missed(`c${i}`, ROSA, NINE + i * HOUR)))
  const page = (offset: number) => listOf(core.db, 'missed', today, 3, offset, NOW)
  expect([0, 3, 6].map((offset) => page(offset).entries.map(({ id }) => id))).toEqual([['c6', 'c5', 'c4'], ['c3', 'c2', 'c1'], ['c0']])
  expect([page(0).total, page(9).total, page(9).entries.length]).toEqual([7, 7, 0])
})

test('who began to wait was dealt with the same day if they were answered, resolved or put off beyond midnight, and nobody is left from a day that goes on', async () => {
  const midnight = today.to
  const off = (contactId: string, number: string, at: number, until: number): NewEvent => event('conversation.snoozed', { contactId, conversationId: number, until }, at, 'ana')
  const events = [
    ...missed('answered', '+15550100201', NINE), ...answered('a', '+15550100201', midnight - MINUTE),
    ...missed('late', '+15550100202', NINE), ...answered('b', '+15550100202', midnight + MINUTE),
    ...missed('resolved', '+15550100203', NINE), event('conversation.resolved', { contactId: 'r', conversationId: '+15550100203', reason: 'Came in' }, NINE + HOUR, 'ana'),
    asks('tomorrow', '+15550100204', NINE), off('o1', '+15550100204', NINE + HOUR, midnight + 9 * HOUR),
    asks('afternoon', '+15550100205', NINE), off('o2', '+15550100205', NINE + HOUR, NINE + 5 * HOUR),
    asks('wrote again', '+15550100206', NINE), off('o3', '+15550100206', NINE + HOUR, midnight + 9 * HOUR), asks('more', '+15550100206', NINE + 2 * HOUR),
    asks('brought back', '+15550100207', NINE), off('o4', '+15550100207', NINE + HOUR, midnight + 9 * HOUR), event('conversation.unsnoozed', { conversationId: '+15550100207' }, NINE + 2 * HOUR, 'ana'),
    asks('to be sent', '+15550100208', NINE), event('text.queued', { textId: 's', conversationId: '+15550100208', body: 'Yes', templateId: null, templateName: null, language: null, automatic: false, leavesAt: midnight + 9 * HOUR, scheduled: true }, NINE + HOUR, 'ana'),
  ]
  const { core } = await looked(events)
  const [dealt, left] = [['tomorrow', 'to be sent', 'resolved', 'answered'], ['wrote again', 'late', 'brought back', 'afternoon']]
  const listed = (figure: 'dealtSameDay' | 'leftOver', now: number): string[] => listOf(core.db, figure, today, 50, 0, now).entries.map(({ id }) => id)
  expect(insightsOf(core.db, today, midnight).counts).toMatchObject({ waited: 8, dealtSameDay: 4, leftOver: 4 })
  expect([listed('dealtSameDay', midnight), listed('leftOver', midnight)]).toEqual([dealt, left])
  expect(insightsOf(core.db, today, midnight - 1).counts).toMatchObject({ waited: 8, dealtSameDay: 4, leftOver: 0 })
  expect(listed('leftOver', midnight - 1)).toEqual([])
})

test('answered again is counted where it is known who answered both times, within thirty days', async () => {
  const { counts, list } = await looked([
    ...answered('before', ROSA, NINE - 30 * DAY, 'main', 'ana'), ...answered('same', ROSA, NINE, 'main', 'ana'), ...answered('nobody', ROSA, NINE + HOUR), ...answered('other', ROSA, NINE + 2 * HOUR, 'main', 'ben'),
    ...sends('text', ROSA, NINE + 3 * HOUR), ...sends('auto', ROSA, NINE + 4 * HOUR, { automatic: true }),
    ...answered('long ago', FELIX, NINE - 30 * DAY - 1, 'main', 'ana'), ...answered('first', FELIX, NINE, 'main', 'ana'),
  ])
  expect(counts).toMatchObject({ answeredAgain: 3, answeredBySame: 1 })
  expect([list('answeredAgain').map(({ id }) => id), list('answeredBySame').map(({ id }) => id)]).toEqual([['text', 'other', 'same'], ['same']])
})

test('what is told late, moved to another number or taken back counts where it belongs', async () => {
  const { core } = await looked([...missed('c', 'withheld:c', NINE), asks('t', ROSA, NINE + HOUR)])
  const counts = (): Partial<Record<(typeof FIGURES)[number], number>> => insightsOf(core.db, today, NOW).counts
  expect(counts()).toMatchObject({ missed: 1, notReached: 1, textsNotReplied: 1, waited: 2 })
  // Another phone of the group saw the number, and the call began to ring earlier.
  core.record([ring('c', ROSA, NINE - MINUTE)])
  expect(listOf(core.db, 'missed', today, 50, 0, NOW).entries.map(({ id, conversationId, at }) => [id, conversationId, at])).toEqual([['c', ROSA, NINE - MINUTE]])
  expect(counts()).toMatchObject({ missed: 1, textsNotReplied: 1, waited: 1 })
  core.record(answered('late', ROSA, NINE + 30 * MINUTE))
  expect(counts()).toMatchObject({ recovered: 1, notReached: 0, textsNotReplied: 1, waited: 2 })
  core.record([event('conversation.reopened', { conversationId: ROSA, contactId: 'late' }, NINE + 2 * HOUR, 'ana')])
  expect(counts()).toMatchObject({ recovered: 0, notReached: 1, waited: 1 })
})

test('a wait of many days ends when it is answered, and who answered may be told later than the next answer', async () => {
  const { core } = await looked([asks('t', ROSA, NINE - 6 * DAY), ...answered('c1', FELIX, NINE - HOUR), ...answered('c2', FELIX, NINE, 'main', 'ana')])
  const kept = (): unknown[] => core.db.prepare('SELECT id, took, closed_at FROM counted ORDER BY at, id').raw().all()
  expect(kept()).toEqual([['t', null, null], ['c1', null, null], ['c2', null, null]])
  core.record([...sends('r', ROSA, NINE), event('call.answered', { callId: 'c1', staffId: 'ana', phone: null }, NINE - HOUR + 6 * SECOND)])
  expect(kept()).toEqual([['t', null, NINE], ['c1', null, null], ['c2', null, null]])
  expect(insightsOf(core.db, today, NOW).counts).toMatchObject({ answeredAgain: 1, answeredBySame: 1 })
})
