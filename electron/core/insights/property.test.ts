import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventBody, EventKind, NewEvent } from '@shared/events/index.ts'
import { isBareThanks } from '@shared/rules/bare-thanks.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { fillKinds } from '../conversations/fill-kinds.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { rebuild } from '../journal/journal.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { countAll } from './counting.ts'
import { listOf } from './list.ts'
import { insightsOf } from './of.ts'

/** Counted once more, from what the journal says and in plain loops: it shares no line with the SQL. */

const ZONE = 'America/Chicago'
/** The days before and after the change of clocks, from midnight to midnight. */
const START = Date.UTC(2026, 2, 7, 6)
const SPAN = { from: START + DAY, to: START + 3 * DAY - HOUR }
/** When the days of the span end: the first has 23 hours. */
const MIDNIGHTS = [START + 2 * DAY - HOUR, SPAN.to]
const NOW = START + 8 * DAY

const event = <K extends EventKind>(kind: K, body: EventBody<K>, at: number, actor: string): NewEvent => ({ kind, body, at, actor }) as NewEvent

const SLOTS_A_DAY = DAY / (5 * MINUTE)

const step = fc.record({
  number: fc.integer({ min: 0, max: 1 }),
  line: fc.constantFrom('main', 'other'),
  /** Steps of five minutes, each at its own time: most in the two days that are looked at, some in the week around. */
  slot: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: SLOTS_A_DAY, max: 3 * SLOTS_A_DAY }) }, fc.integer({ min: 0, max: 8 * SLOTS_A_DAY })),
  what: fc.constantFrom('answered', 'missed', 'short', 'voicemail', 'ringing', 'trunk', 'called', 'calledInVain', 'asks', 'thanks', 'stop', 'replies', 'fails', 'cancelled', 'textBack', 'resolves', 'promises', 'promisesByText', 'takesBack', 'reopens', 'putsOff', 'bringsBack', 'later'),
  who: fc.constantFrom('ana', 'ana', 'ben', null),
  hours: fc.integer({ min: 1, max: 40 }),
})
/** Somebody says in between what the first number is, and may take it back at the end. */
const marks = fc.constantFrom('no', 'no', 'no', 'blocked', 'taken back')
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const numberOf = (run: number, number: number): string => `+1555${String(run).padStart(3, '0')}01${String(number).padStart(2, '0')}`

function eventsOf({ number, line, slot, what, who, hours }: Step, run: number): NewEvent[] {
  const at = START + slot * 5 * MINUTE
  const id = `${run}-${slot}`
  const conversationId = numberOf(run, number)
  const ring = (direction: 'in' | 'out', trunk = false) => event('call.ringing', { callId: id, conversationId, display: conversationId, textable: true, direction, callerName: null, lineId: line, ...(trunk && { trunk }) }, at, `line:${line}`)
  const missed = (after: number) => event('call.missed', { callId: id, why: null }, at + after, `line:${line}`)
  const answered = (trunk = false) => event('call.answered', { callId: id, staffId: who, phone: null, ...(trunk && { trunk }) }, at + 6 * SECOND, `line:${line}`)
  const ended = event('call.ended', { callId: id }, at + MINUTE, `line:${line}`)
  const heard = (body: string, consent: 'none' | 'optOut' = 'none') => [event('text.received', { textId: id, conversationId, display: conversationId, textable: true, body, lineId: line, consent, mayMeanVisit: false }, at, `line:${line}`)]
  const queued = (actor: string, more: Partial<EventBody<'text.queued'>> = {}) => event('text.queued', { textId: id, conversationId, body: 'Yes', templateId: null, templateName: null, language: null, automatic: false, leavesAt: at + 5 * SECOND, ...more }, at, actor)
  const sent = event('text.sent', { textId: id, providerId: null }, at + 6 * SECOND, 'rule:outbox')
  switch (what) {
    case 'answered': return [ring('in'), answered(), ended]
    case 'missed': return [ring('in'), missed(25 * SECOND)]
    case 'short': return [ring('in'), missed(7 * SECOND)]
    case 'voicemail': return [ring('in'), missed(7 * SECOND), event('call.voicemail', { callId: id, seconds: 9, transcript: null }, at + 40 * SECOND, `line:${line}`)]
    case 'ringing': return [ring('in')]
    case 'trunk': return [ring('in', true), answered(true), ended]
    case 'called': return [ring('out'), answered(), ended]
    case 'calledInVain': return [ring('out'), missed(25 * SECOND)]
    case 'asks': return heard('Can I come at three?')
    case 'thanks': return heard('thanks')
    case 'stop': return heard('STOP', 'optOut')
    case 'replies': return [queued(who ?? 'desk'), sent]
    case 'fails': return [queued('ana'), event('text.failed', { textId: id, reason: 'no' }, at + 6 * SECOND, 'rule:outbox')]
    case 'cancelled': return [queued('ana'), event('text.cancelled', { textId: id, why: 'undone' }, at + 2 * SECOND, 'ana')]
    case 'textBack': return [queued('rule:text-back', { automatic: true }), sent]
    case 'resolves': return [event('conversation.resolved', { contactId: id, conversationId, reason: 'Came in' }, at, 'ana')]
    case 'promises': return [event('promise.made', { promiseId: id, conversationId, dueAt: at + 20 * HOUR }, at, 'ana')]
    case 'promisesByText': return [queued('ana', { promisedAt: at + 6 * HOUR }), sent]
    case 'takesBack': return [event('promise.released', { promiseId: id, conversationId }, at + MINUTE, 'ana')]
    case 'putsOff': return [event('conversation.snoozed', { contactId: id, conversationId, until: at + hours * HOUR }, at, 'ana')]
    case 'bringsBack': return [...eventsOf({ number, line, slot, what: 'putsOff', who, hours }, run), event('conversation.unsnoozed', { conversationId }, at + 5 * HOUR, 'ana')]
    case 'later': return [queued('ana', { scheduled: true, leavesAt: at + hours * HOUR })]
    case 'reopens': return [ring('out'), answered(), ended, event('conversation.reopened', { conversationId, contactId: id }, at + 2 * MINUTE, 'ana')]
  }
}

/** What happened in one conversation, as the journal has it. */
type Thing = { id: string; at: number; number: string; what: 'in' | 'out' | 'ours' | 'theirs' | 'machine' | 'resolve' | 'promise' | 'putOff'; staff?: string | null; until?: number; endedAt?: number; later?: boolean; answered?: number; missed?: number; over?: boolean; voicemail?: boolean; body?: string; stop?: boolean; state?: string; undone?: boolean; dueAt?: number; released?: boolean }

function thingsIn(db: ReadableDB, run: number): Thing[] {
  const things = new Map<string, Thing>()
  const rows = db.prepare(`SELECT at, actor, kind, body FROM journal ORDER BY seq`).all() as { at: number; actor: string; kind: EventKind; body: string }[]
  for (const { at, actor, kind, body: json } of rows) {
    const body = JSON.parse(json) as Record<string, string & number>
    if (kind === 'conversation.unsnoozed') {
      const newest = [...things.values()].filter((it) => it.what === 'putOff' && it.number === body['conversationId']).toSorted((a, b) => a.at - b.at).at(-1)
      if (newest) newest.endedAt ??= at
    }
    const id = String(body['callId'] ?? body['textId'] ?? body['promiseId'] ?? body['contactId'] ?? '')
    if (!id.startsWith(`${run}-`)) continue
    const number = String(body['conversationId'] ?? '')
    const known = things.get(id)
    if (kind === 'call.ringing') things.set(id, { id, at, number, what: body['direction'] === 'in' ? 'in' : 'out' })
    if (kind === 'text.received') things.set(id, { id, at, number, what: 'theirs', body: body['body'] ?? '', stop: body['consent'] === 'optOut' })
    if (kind === 'text.queued') things.set(id, { id, at, number, what: actor.startsWith('rule:') ? 'machine' : 'ours', staff: actor === 'desk' ? null : actor, state: 'queued', ...(body['scheduled'] ? { later: true, until: body['leavesAt'] ?? 0 } : {}), ...(body['promisedAt'] ? { dueAt: body['promisedAt'] } : {}) })
    if (kind === 'conversation.resolved') things.set(id, { id, at, number, what: 'resolve' })
    if (kind === 'conversation.snoozed') things.set(id, { id, at, number, what: 'putOff', until: body['until'] ?? 0 })
    if (kind === 'promise.made') things.set(id, { id, at, number, what: 'promise', dueAt: body['dueAt'] ?? 0 })
    if (!known) continue
    if (kind === 'call.answered') Object.assign(known, { answered: at, staff: body['trunk'] ? null : body['staffId'] })
    if (kind === 'call.missed') known.missed = at
    if (kind === 'call.ended') known.over = true
    if (kind === 'call.voicemail') known.voicemail = true
    if (kind === 'text.sent') known.state = 'sent'
    if (kind === 'text.failed') known.state = 'failed'
    if (kind === 'text.cancelled') known.state = 'cancelled'
    if (kind === 'conversation.reopened') known.undone = true
    if (kind === 'promise.released') known.released = true
  }
  return [...things.values()].sort((a, b) => a.at - b.at)
}

function countedByHand(things: readonly Thing[]): Record<FigureId, string[]> {
  const found = Object.fromEntries(FIGURES.map((id) => [id, []])) as unknown as Record<FigureId, string[]>
  const spoke = (it: Thing): boolean => it.undone !== true && ((it.answered !== undefined && (it.what === 'in' || it.what === 'out')) || (it.what === 'ours' && (it.state === 'sent' || (it.state === 'queued' && !it.later))))
  const waits = (it: Thing): boolean => it.what === 'theirs' && !it.stop && !isBareThanks(it.body ?? '')
  const unanswered = (it: Thing): boolean => it.what === 'in' && it.answered === undefined && (it.missed !== undefined || it.over === true || it.voicemail === true)
  const opens = (it: Thing): boolean => waits(it) || unanswered(it) || (it.what === 'ours' && it.state === 'failed')
  /** Whether somebody who waited was put off at a midnight, from all that passed between. */
  const putOffAt = (midnight: number, between: readonly Thing[]): boolean => {
    let until = 0
    for (const it of between) {
      if (opens(it)) until = 0
      if (it.what === 'putOff') until = it.endedAt !== undefined && it.endedAt < midnight ? 0 : (it.until ?? 0)
    }
    return until >= midnight || between.some((it) => it.later && it.state === 'queued' && (it.until ?? 0) >= midnight)
  }
  for (const number of new Set(things.map((it) => it.number))) {
    const here = things.filter((it) => it.number === number)
    let waiting: Thing | null = null
    const settle = (began: Thing, closed: number): void => {
      const midnight = MIDNIGHTS.find((end) => began.at < end) ?? 0
      if (began.at < SPAN.from || began.at >= SPAN.to) return
      const between = here.filter((it) => it.at > began.at && it.at < midnight)
      found.waited.push(began.id)
      found[closed < midnight || putOffAt(midnight, between) ? 'dealtSameDay' : 'leftOver'].push(began.id)
    }
    let [by, byAt] = [null as string | null, 0]
    for (const it of here) {
      if (opens(it)) waiting ??= it
      const closes = spoke(it) || (it.what === 'resolve' && !it.undone)
      if (closes && waiting) {
        settle(waiting, it.at)
        waiting = null
      }
      if (!spoke(it) || !it.staff) continue
      if (by !== null && it.at - byAt <= 30 * DAY && it.at >= SPAN.from && it.at < SPAN.to) for (const id of by === it.staff ? ['answeredAgain', 'answeredBySame'] as const : ['answeredAgain'] as const) found[id].push(it.id)
      ;[by, byAt] = [it.staff, it.at]
    }
    if (waiting) settle(waiting, Infinity)
  }
  for (const it of things) {
    const after = things.filter((other) => other.number === it.number && other.at > it.at)
    const soon = (until: number): boolean => after.some((other) => other.at <= until && spoke(other))
    const within = it.at >= SPAN.from && it.at < SPAN.to
    const put = (id: FigureId): void => void found[id].push(it.id)
    if (it.what === 'in' && within) {
      put('callsIn')
      if (it.answered !== undefined) put('answered')
      else if (it.missed !== undefined || it.over || it.voicemail) {
        put('missed')
        if (!it.voicemail && it.missed !== undefined && it.missed - it.at <= 10_000) put('abandoned')
        put(soon(it.at + 4 * DAY) ? 'recovered' : 'notReached')
      }
    }
    if (it.what === 'theirs' && within) {
      put('textsIn')
      const before = things.filter((other) => other.number === it.number && other.at < it.at)
      // Back to the last word of ours or a resolve: did another text wait there already?
      const closed = before.findLastIndex((other) => spoke(other) || other.what === 'resolve')
      const waited = before.slice(closed + 1).some((other) => waits(other) || (other.state === 'failed' && other.what === 'ours'))
      if (waits(it) && !waited) put(soon(it.at + 4 * DAY) ? 'textsReplied' : 'textsNotReplied')
    }
    if (it.what === 'machine' && within) {
      put('textBacks')
      if (after.some((other) => other.at <= it.at + 4 * DAY && (other.what === 'in' || (other.what === 'theirs' && !other.stop)))) put('textBacksAnswered')
    }
    const { dueAt } = it
    if (dueAt !== undefined && dueAt >= SPAN.from && dueAt < SPAN.to && !it.released && it.state !== 'cancelled' && it.state !== 'failed') {
      if (after.some((other) => other.what === 'promise' && !other.released && other.at <= dueAt)) continue
      if (soon(dueAt)) put('promisesKept')
      else if (dueAt <= NOW) put('promisesLate')
    }
  }
  return found
}

test('whatever happens, every figure is what the journal says, its list holds just these, and the days, hours and lines add up', async () => {
  const { core } = await temporaryPractice({ now: () => NOW })
  core.record([event('practice.changed', { timeZone: ZONE }, START, 'ana'), ...['main', 'other'].map((lineId) => event('line.saved', { lineId, kind: 'http', name: lineId, enabled: false, settings: {} }, START, 'ana'))])
  let run = 0
  const expected: Record<FigureId, string[]>[] = []
  const seen = new Set<FigureId>()
  const callsOn = new Map<string, number>()
  fc.assert(
    fc.property(fc.uniqueArray(step, { minLength: 3, maxLength: 60, size: 'max', selector: ({ slot }) => slot }), fc.nat(), marks, (steps, turn, mark) => {
      run += 1
      // A promise taken back is one that was made first.
      const events = steps.flatMap((one) => (one.what === 'takesBack' ? [...eventsOf({ ...one, what: 'promises' }, run), ...eventsOf(one, run)] : eventsOf(one, run)))
      // In any order of conversations; what belongs to one thing stays in its order.
      const told = turn % 2 === 0 ? events : events.toSorted((a, b) => a.at - b.at)
      const marked = (kind: 'blocked' | 'internal' | null): NewEvent => event('number.marked', { number: numberOf(run, 0), mark: kind && { kind, name: '' } }, NOW, 'ana')
      const half = Math.floor(told.length / 2)
      core.record(mark === 'no' ? told : [...told.slice(0, half), marked(turn % 3 ? 'blocked' : 'internal'), ...told.slice(half), ...(mark === 'taken back' ? [marked(null)] : [])])
      const things = thingsIn(core.db, run).filter(({ number }) => mark !== 'blocked' || number !== numberOf(run, 0))
      expected.push(countedByHand(things))
      const { counts, byDay, byHour, byLine } = insightsOf(core.db, SPAN, NOW)
      for (const figure of FIGURES) {
        const ids = expected.flatMap((one) => one[figure]).toSorted()
        const { entries, total } = listOf(core.db, figure, SPAN, 5000, 0, NOW)
        expect([figure, ...entries.map(({ id }) => id).toSorted()]).toEqual([figure, ...ids])
        expect([figure, counts[figure], total]).toEqual([figure, ids.length, ids.length])
        if (ids.length > 0) seen.add(figure)
      }
      for (const figure of ['callsIn', 'missed'] as const) for (const parts of [byDay, byHour, byLine]) expect(parts.reduce((sum, part) => sum + part[figure], 0)).toBe(counts[figure])
      for (const { what, at } of things) if (what === 'in') callsOn.set(dayKey(at, ZONE), (callsOn.get(dayKey(at, ZONE)) ?? 0) + 1)
      expect(byDay.map(({ day, callsIn }) => [day, callsIn])).toEqual(['2026-03-08', '2026-03-09'].map((day) => [day, callsOn.get(day) ?? 0]))
    }),
    { numRuns: 20, endOnFailure: true },
  )
  expect([...seen].toSorted()).toEqual([...FIGURES].toSorted())
  // Whatever order it was lived through in, it is what it would be if all of it were counted at once, or told again from the journal.
  const db = core.db as WritableDB
  const rows = (): unknown[][] => ['SELECT * FROM contacts', 'SELECT * FROM counted'].map((sql) => db.prepare(sql).all())
  const lived = rows()
  db.exec('UPDATE contacts SET kind = NULL; DELETE FROM contact_kinds; DELETE FROM counted')
  fillKinds(db)
  db.exec(countAll)
  expect(rows()).toEqual(lived)
  rebuild(db)
  expect(rows()).toEqual(lived)
})
