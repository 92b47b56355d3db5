import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ContactView } from '@shared/contract/views.ts'
import { eventSchemas, type NewEvent } from '@shared/events/index.ts'
import { effectOf, waitingState, type ContactFact } from '@shared/rules/waiting.ts'
import { MINUTE } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { conversationView, thread } from '../conversations/views.ts'
import type { LineFact } from '../lines/line.ts'
import { eventsOf } from '../lines/facts.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { everyKindOfEvent } from '../testing/story.ts'
import { allRows, unprojectedTables } from '../testing/tables.ts'
import type { WritableDB } from './database.ts'
import { rebuild } from './journal.ts'

const SEARCHES = ['', 'rosa', 'nunez', 'núñ', 'obrien', 'o brien', 'strasse', '0100177', '3/4/1967', 'undone', 'undoing', 'rosie 100']

/** The one handle; a rebuild is the journal's own business, so the core gives it out for reading only. */
const writable = (core: Core): WritableDB => core.db as WritableDB

describe('a rebuild', () => {
  test('gives the same rows as living through it did, whatever kind of event happened', async () => {
    const clock = testClock()
    const { core } = await temporaryPractice({ now: clock.now })
    const story = everyKindOfEvent(clock.at)
    const missing = Object.keys(eventSchemas).filter((kind) => !story.some((event) => event.kind === kind))
    expect(missing, 'kinds without a part in testing/story.ts').toEqual([])
    for (const event of story) core.record([event])
    const lived = allRows(core.db, SEARCHES)
    for (const [name, rows] of Object.entries(lived)) expect(JSON.stringify(rows), `${name} stayed empty and proves nothing`).not.toBe('[]')
    rebuild(writable(core))
    expect(allRows(core.db, SEARCHES)).toEqual(lived)
    rebuild(writable(core))
    expect(allRows(core.db, SEARCHES)).toEqual(lived)
  })

  test('gives the same rows when everything came in one batch', async () => {
    const clock = testClock()
    const one = await temporaryPractice({ now: clock.now })
    const each = await temporaryPractice({ now: clock.now })
    const story = everyKindOfEvent(clock.at)
    one.core.record(story)
    for (const event of story) each.core.record([event])
    const rows = ({ core }: { core: Core }): unknown => ({ ...allRows(core.db, SEARCHES), desks: null, hidden_names: null })
    expect(rows(one)).toEqual(rows(each))
  })

  test('covers every table but the journal and what is not practice data', async () => {
    const { core } = await temporaryPractice()
    expect(unprojectedTables(core.db)).toEqual(['drafts', 'journal', 'line_memory', 'media_bytes', 'meta'])
  })
})

const NUMBERS = ['+15550100177', '+15550100188', 'anonymous', null] as const
const BODIES = ['Can I come on Friday?', 'Thanks!', '👍', 'STOP', 'START', 'HELP', 'CANCEL', 'please stop texting me', 'yes'] as const
const START = Date.UTC(2026, 2, 10, 15, 0)

/** `at` is minutes beside the step's turn: most things come in order, some late. */
type Step = { fact: LineFact } | { desk: 'send' | 'sendAutomatic' | 'resolve' | 'reopen' | 'snooze' | 'note'; number: string; at: number } | { report: 'text.sending' | 'text.sent' | 'text.failed' | 'text.delivered' | 'text.unknown' | 'text.cancelled'; text: number; at: number }

const at = fc.integer({ min: -6, max: 2 })
const callId = fc.constantFrom('c1', 'c2', 'c3')
/** The id names the fact for good: the same call may be told of twice, with the same words or by another phone. */
const callFact = fc
  .tuple(callId, at, fc.constantFrom('ringing', 'ringing', 'answered', 'ended', 'missed', 'voicemail'), fc.constantFrom(...NUMBERS), fc.constantFrom('in', 'out'), fc.integer({ min: 0, max: 2 }))
  .map(([id, when, type, number, direction, phone]): Step => ({ fact: { id: `${id}:${type}:${phone}`, at: when, type, callId: id, number, direction, staff: null } as LineFact }))
const textFact = fc
  .tuple(fc.integer({ min: 0, max: 6 }), at, fc.constantFrom(...NUMBERS), fc.constantFrom(...BODIES))
  .map(([id, when, number, body]): Step => ({ fact: { id: `t${id}`, at: when, type: 'text', textId: `t${id}`, number, body } }))
const deskStep = fc
  .tuple(fc.constantFrom('send', 'sendAutomatic', 'resolve', 'reopen', 'reopen', 'snooze', 'note'), fc.constantFrom('+15550100177', '+15550100188'), at)
  .map(([desk, number, when]): Step => ({ desk, number, at: when }) as Step)
const report = fc
  .tuple(fc.constantFrom('text.sending', 'text.sent', 'text.failed', 'text.delivered', 'text.unknown', 'text.cancelled'), fc.integer({ min: 0, max: 5 }), at)
  .map(([kind, text, when]): Step => ({ report: kind, text, at: when }) as Step)
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: callFact }, { weight: 2, arbitrary: textFact }, { weight: 3, arbitrary: deskStep }, { weight: 2, arbitrary: report }), { maxLength: 60, size: 'max' })

function atItsTurn(step: Step, index: number): Step {
  const turn = (minutes: number): number => START + (index + minutes) * MINUTE
  return 'fact' in step ? { fact: { ...step.fact, at: turn(step.fact.at) } } : { ...step, at: turn(step.at) }
}

/** What a step puts into the journal, as things stand. `sent` are the ids of our texts so far. */
function eventsOfStep(core: Core, step: Step, index: number, sent: string[]): NewEvent[] {
  if ('fact' in step) return eventsOf(core.db, 'main', step.fact, step.fact.at) ?? []
  if ('report' in step) {
    const textId = sent[step.text % Math.max(1, sent.length)] ?? 'none'
    const bodies = { 'text.sending': { textId, lineId: 'main' }, 'text.sent': { textId, providerId: null }, 'text.failed': { textId, reason: 'no' }, 'text.delivered': { textId }, 'text.unknown': { textId, reason: 'no' }, 'text.cancelled': { textId, why: 'no' } }
    return [{ kind: step.report, body: bodies[step.report], at: step.at, actor: 'rule:outbox' } as NewEvent]
  }
  const by = { at: step.at, actor: 'desk' }
  const view = conversationView(core.db, step.number, step.at)
  const contactId = `x${index}`
  switch (step.desk) {
    case 'send':
    case 'sendAutomatic': {
      sent.push(contactId)
      const automatic = step.desk === 'sendAutomatic'
      return [{ kind: 'text.queued', body: { textId: contactId, conversationId: step.number, body: 'Hello', templateId: null, templateName: null, language: null, automatic, leavesAt: step.at + 5000 }, ...by }]
    }
    case 'resolve':
      return view ? [{ kind: 'conversation.resolved', body: { contactId, conversationId: step.number, reason: 'done' }, ...by }] : []
    case 'reopen':
      return view?.closedBy ? [{ kind: 'conversation.reopened', body: { conversationId: step.number, contactId: view.closedBy.contactId }, ...by }] : []
    case 'snooze':
      return view ? [{ kind: 'conversation.snoozed', body: { contactId, conversationId: step.number, until: step.at + 60_000 }, ...by }] : []
    case 'note':
      return view ? [{ kind: 'conversation.noted', body: { contactId, conversationId: step.number, body: 'note', handOffTo: null }, ...by }] : []
  }
}

/** What the waiting rule needs of a contact, read from what the window is shown, apart from the core's own bookkeeping. */
function factOf(contact: ContactView): ContactFact {
  const { id, at: when } = contact
  const fact = plainFactOf(contact)
  return 'closerUndone' in contact && contact.closerUndone && effectOf(fact) === 'closes' ? { id, at: when, type: 'other' } : fact
}

function plainFactOf(contact: ContactView): ContactFact {
  const { id, at: when } = contact
  switch (contact.type) {
    case 'call':
      return { id, at: when, type: 'call', direction: contact.direction, outcome: contact.state === 'ended' ? 'connected' : contact.state }
    case 'text': {
      if (contact.direction === 'in' && ['optOut', 'optIn'].includes(contact.consent) && !contact.mayMeanVisit) return { id, at: when, type: 'other' }
      if (contact.scheduled && contact.state === 'queued') return { id, at: when, type: 'other' }
      const state = contact.state === 'received' ? 'delivered' : contact.state
      return { id, at: when, type: 'text', direction: contact.direction, by: contact.automatic ? 'automatic' : 'person', body: contact.body, state }
    }
    case 'resolved':
      return { id, at: when, type: 'resolved', undone: contact.closerUndone }
    case 'note':
    case 'snoozed':
    case 'consent':
    case 'assigned':
    case 'promised':
      return { id, at: when, type: 'other' }
  }
}

function allContacts(core: Core, conversationId: string): ContactView[] {
  return thread(core.db, conversationId, undefined, 1_000_000).contacts
}

function conversationIds(core: Core): string[] {
  return (core.db.prepare('SELECT id FROM conversations').all() as { id: string }[]).map((row) => row.id)
}

/** Each conversation as the core keeps it, beside what the rules say about everything in it. */
function keptAndRuled(core: Core): { kept: unknown; ruled: unknown } {
  const both = conversationIds(core).map((id) => {
    const view = conversationView(core.db, id, START)
    const contacts = allContacts(core, id)
    const rule = waitingState(contacts.map(factOf))
    const { missed = 0, voicemails = 0, texts = 0, failed = 0 } = view?.waitingFor ?? {}
    const last = contacts.findLast((it) => it.type !== 'snoozed' && it.type !== 'consent' && it.type !== 'assigned') ?? contacts.at(-1)
    const has = (type: ContactView['type']): boolean => contacts.some((it) => it.type === type)
    return {
      kept: { id, since: view?.waitingSince, closedBy: view?.closedBy?.contactId ?? null, openings: missed + voicemails + texts + failed, last: view?.last?.id, calls: view?.hasCalls, texts: view?.hasTexts },
      // A conversation in which nothing passed should not be there at all.
      ruled: contacts.length > 0 && { id, since: rule.waitingSince, closedBy: rule.closedBy, openings: rule.openedBy.length, last: last?.id, calls: has('call'), texts: has('text') },
    }
  })
  return { kept: both.map((it) => it.kept), ruled: both.map((it) => it.ruled) }
}

describe('calls and texts in any order, repeated and mixed', () => {
  let core: Core
  beforeEach(async () => {
    core = (await temporaryPractice()).core
  })

  /** A clean file for each run would cost more than the run: everything is taken back instead. */
  function afresh(run: () => void): void {
    writable(core).exec('SAVEPOINT run')
    try {
      run()
    } finally {
      writable(core).exec('ROLLBACK TO run; RELEASE run')
    }
  }

  const play = (all: readonly Step[]): void => {
    const sent: string[] = []
    all.forEach((step, index) => core.record(eventsOfStep(core, atItsTurn(step, index), index, sent)))
  }

  test('leave exactly those waiting whom the waiting rule names over everything that passed', () => {
    fc.assert(
      fc.property(steps, (all) =>
        afresh(() => {
          play(all)
          const { kept, ruled } = keptAndRuled(core)
          expect(kept).toEqual(ruled)
        }),
      ),
      { numRuns: 200 },
    )
  })

  test('are rebuilt to the same rows', () => {
    fc.assert(
      fc.property(steps, (all) =>
        afresh(() => {
          play(all)
          const lived = allRows(core.db)
          rebuild(writable(core))
          expect(allRows(core.db)).toEqual(lived)
        }),
      ),
      { numRuns: 60 },
    )
  })

  test('told a second time change nothing at all', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(callFact, textFact), { maxLength: 25 }), (all) =>
        afresh(() => {
          play(all)
          const seq = core.lastSeq()
          const lived = allRows(core.db)
          play(all)
          expect(core.lastSeq()).toBe(seq)
          expect(allRows(core.db)).toEqual(lived)
        }),
      ),
      { numRuns: 60 },
    )
  })

  test('a call comes to the same end in whatever order its reports arrive', () => {
    const reports = fc.uniqueArray(fc.constantFrom('ringing', 'ringing again', 'answered', 'ended', 'missed', 'voicemail'), { minLength: 2 })
    const shuffled = reports.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
    const minute = { ringing: 0, 'ringing again': 1, answered: 2, missed: 3, voicemail: 4, ended: 5 }
    const tell = (order: readonly (keyof typeof minute)[]): unknown => {
      let rows: unknown
      afresh(() => {
        for (const type of order) {
          const fact = { id: type, at: START + minute[type] * MINUTE, type: type.split(' ')[0], callId: 'c', number: NUMBERS[0], direction: 'in' } as LineFact
          core.record(eventsOf(core.db, 'main', fact, START) ?? [])
        }
        rows = { calls: core.db.prepare('SELECT * FROM calls').all(), contacts: core.db.prepare('SELECT * FROM contacts').all(), waiting: core.db.prepare('SELECT id, waiting_since, closed_by FROM conversations').all() }
      })
      return rows
    }
    fc.assert(fc.property(shuffled, ([one, other]) => {
        expect(tell(other)).toEqual(tell(one))
      }), { numRuns: 60 })
  })
})

test('a loop that has been open for longer than any page still tells when it began, and one long closed who closed it', async () => {
  const { core } = await temporaryPractice()
  const conversationId = '+15550100177'
  const hear = (index: number): NewEvent => ({
    kind: 'text.received',
    body: { textId: `t${index}`, conversationId, display: conversationId, textable: true, body: 'Hello?', lineId: 'main', consent: 'none', mayMeanVisit: false },
    at: START + index,
    actor: 'line:main',
  })
  core.record(Array.from({ length: 450 }, (_, index) => hear(index)))
  expect(conversationView(core.db, conversationId, START)).toMatchObject({ waitingSince: START, waitingFor: { texts: 450 } })
  core.record([{ kind: 'conversation.resolved', body: { contactId: 'r', conversationId, reason: 'ok' }, at: START + 1000, actor: 'desk' }])
  core.record(Array.from({ length: 450 }, (_, index): NewEvent => ({ kind: 'conversation.noted', body: { contactId: `n${index}`, conversationId, body: 'n', handOffTo: null }, at: START + 2000 + index, actor: 'desk' })))
  expect(conversationView(core.db, conversationId, START)).toMatchObject({ waitingSince: null, closedBy: { contactId: 'r' } })
})
