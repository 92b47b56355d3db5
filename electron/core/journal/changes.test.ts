import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { changeSet, type ChangeSet, type Snapshot } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import type { Core } from '../core.ts'
import { snapshotOf } from '../desk.ts'
import { noFields } from '../people/phones.ts'
import { patientCard } from '../people/queries.ts'
import { temporaryPractice, testClock, type Announced } from '../testing/practice.ts'
import { everyKindOfEvent, HOME, NEW_NUMBER, ROSA, storyTeller } from '../testing/story.ts'
import type { WritableDB } from './database.ts'
import { changesSince } from './changes.ts'

const clock = testClock()
let core: Core
let announced: Announced[]

beforeEach(async () => {
  clock.at = testClock().at
  ;({ core, announced } = await temporaryPractice({ now: clock.now }))
})

const changeSets = (): ChangeSet[] => announced.filter((it) => it.name === 'changes').map((it) => it.body as ChangeSet)

/** What a window holds: everything by type and id, as the snapshot and the changes tell it. */
type Held = Map<string, Map<string, unknown>>

function heldAfter(snapshot: Snapshot): Held {
  const byId = (all: readonly { id: string }[]): Map<string, unknown> => new Map(all.map((one) => [one.id, one]))
  return new Map<string, Map<string, unknown>>([
    ['conversation', byId(snapshot.conversations)],
    ['template', byId(snapshot.templates)],
    ['staff', byId(snapshot.staff)],
    ['line', byId(snapshot.lines)],
    ['import', byId(snapshot.imports)],
    ['practice', new Map([['practice', snapshot.practice]])],
  ])
}

function apply(held: Held, changes: ChangeSet): void {
  for (const [type, upserts] of Object.entries(changes.upserts)) {
    const known = held.get(type)
    for (const one of upserts) known?.set('id' in one ? one.id : 'practice', one)
  }
  for (const { type, id } of changes.removals) held.get(type)?.delete(id)
}

/** As plain data: the order in which things came to be known means nothing. */
function plain(held: Held): unknown {
  return Object.fromEntries([...held].map(([type, byId]) => [type, Object.fromEntries([...byId].sort(([a], [b]) => (a < b ? -1 : 1)))]))
}

describe('change sets, applied one after the other', () => {
  test('give what a fresh snapshot gives, after each event of a whole morning', () => {
    const held = heldAfter(snapshotOf(core))
    for (const event of everyKindOfEvent(clock.at)) {
      const seen = announced.length
      core.record([event])
      for (const { body } of announced.slice(seen)) {
        expect(changeSet.safeParse(body).error).toBeUndefined()
        apply(held, body as ChangeSet)
      }
      expect({ after: event.kind, held: plain(held) }).toEqual({ after: event.kind, held: plain(heldAfter(snapshotOf(core))) })
    }
  })

  test('follow each other without a gap, and a repeated event tells nobody anything', () => {
    const story = everyKindOfEvent(clock.at)
    for (const event of story) core.record([event])
    let at = 0
    for (const { from, seq } of changeSets()) {
      expect(from).toBe(at)
      expect(seq).toBeGreaterThan(from)
      at = seq
    }
    expect(at).toBe(core.lastSeq())
    const told = announced.length
    for (const event of story) if (event.sourceKey) core.record([event])
    expect(announced).toHaveLength(told)
  })

  test('give the same whatever the window missed, in any batches', () => {
    const story = everyKindOfEvent(clock.at)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 30 }), fc.infiniteStream(fc.boolean()), (batches, sleeps) => {
        ;(core.db as WritableDB).exec('SAVEPOINT run')
        try {
          const held = heldAfter(snapshotOf(core))
          let at = core.lastSeq()
          let next = 0
          for (const size of batches) {
            core.record(story.slice(next, (next += size)))
            if (sleeps.next().value) continue
            const { reset, changes } = changesSince(core, at)
            expect(reset).toBe(false)
            expect(changes?.from ?? at).toBe(at)
            if (changes) apply(held, changes)
            at = changes?.seq ?? at
            expect(at).toBe(core.lastSeq())
            expect(plain(held)).toEqual(plain(heldAfter(snapshotOf(core))))
          }
        } finally {
          ;(core.db as WritableDB).exec('ROLLBACK TO run; RELEASE run')
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('a window that asks for what it missed', () => {
  test('gets one change set that is the missed ones merged', () => {
    const story = everyKindOfEvent(clock.at)
    core.record(story.slice(0, 40))
    const since = core.lastSeq()
    const seen = changeSets().length
    for (const event of story.slice(40)) core.record([event])
    const missed = changeSets().slice(seen)
    const merged: Record<string, Set<string>> = {}
    for (const { upserts } of missed) {
      for (const [type, all] of Object.entries(upserts)) for (const one of all) (merged[type] ??= new Set()).add('id' in one ? one.id : type)
    }
    const { changes } = changesSince(core, since)
    expect(changes).toMatchObject({ from: since, seq: core.lastSeq(), stale: [] })
    const got = Object.fromEntries(Object.entries(changes?.upserts ?? {}).map(([type, all]) => [type, new Set(all.map((one) => ('id' in one ? one.id : type)))]))
    const gone = new Set(changes?.removals.map((it) => `${it.type} ${it.id}`))
    for (const [type, ids] of Object.entries(merged)) {
      for (const id of ids) expect(got[type]?.has(id) || gone.has(`${type} ${id}`), `${type} ${id}`).toBe(true)
    }
    for (const [type, ids] of Object.entries(got)) for (const id of ids) expect(merged[type]?.has(id), `${type} ${id}`).toBe(true)
  })

  test('gets nothing when it missed nothing', () => {
    core.record(everyKindOfEvent(clock.at))
    expect(changesSince(core, core.lastSeq())).toEqual({ reset: false, changes: null })
  })

  test('starts over when it is far behind, or ahead of a file that was restored', () => {
    const { events, tell } = storyTeller(clock.at)
    for (let index = 0; index < 2001; index += 1) tell('staff.cameToDesk', { staffId: null })
    core.record(events)
    expect(changesSince(core, 0)).toEqual({ reset: true, changes: null })
    expect(changesSince(core, 1).reset).toBe(false)
    expect(changesSince(core, core.lastSeq() + 1)).toEqual({ reset: true, changes: null })
  })
})

describe('very many changes at once', () => {
  const person = (index: number, number: string): NewEvent => ({
    kind: 'patient.created',
    body: { patientId: `p${index}`, fields: { ...noFields, givenName: 'P', phones: [{ number, display: number, label: 'mobile' }] }, importId: 'i' },
    at: clock.at,
    actor: 'ana',
  })

  const numbers = Array.from({ length: 61 }, (_, index) => `+1555010${1000 + index}`)
  const people = numbers.map((number, index) => person(index, number))

  test('name people and conversations as stale instead of listing them', () => {
    const { events, tell } = storyTeller(clock.at)
    for (const conversationId of numbers) {
      tell('call.ringing', { callId: `call ${conversationId}`, conversationId, display: conversationId, textable: true, direction: 'in', callerName: null, lineId: 'main' })
    }
    core.record([...events, ...people])
    const [changes] = changeSets()
    expect(changes?.stale.toSorted()).toEqual(['conversation', 'patient'])
    expect(changes?.upserts).toEqual({})
    expect(changes?.removals).toEqual([])
  })

  test('leave the feed alone where none of their numbers ever called', () => {
    core.record(people)
    const [changes] = changeSets()
    expect(changes?.stale).toEqual(['patient'])
    expect(changes?.removals).toEqual([])
  })

  test('up to sixty are listed', () => {
    core.record(Array.from({ length: 60 }, (_, index) => person(index, ROSA)))
    const [changes] = changeSets()
    expect(changes?.stale).toEqual([])
    expect(changes?.upserts.patient).toHaveLength(60)
  })
})

describe('whom a change concerns', () => {
  const mobile = (number: string) => ({ number, display: number, label: 'mobile' as const })
  beforeEach(() => {
    const { events, tell } = storyTeller(clock.at)
    tell('patient.created', { patientId: 'rosa', fields: { ...noFields, givenName: 'Rosa', familyName: 'Grant', phones: [mobile(ROSA), mobile(HOME)] }, importId: null })
    tell('patient.created', { patientId: 'felix', fields: { ...noFields, givenName: 'Felix', familyName: 'Grant', phones: [mobile(HOME)] }, importId: null })
    tell('text.queued', { textId: 't', conversationId: ROSA, body: 'Hi', templateId: null, templateName: null, language: null, automatic: false, leavesAt: clock.at })
    core.record(events)
    announced.length = 0
  })
  const told = (): ChangeSet => changeSets().at(-1) ?? expect.fail('nothing was told')

  test('a number taken from a person takes their name from its conversation on screen', () => {
    core.record([{ kind: 'patient.changed', body: { patientId: 'rosa', changes: { phones: [mobile(NEW_NUMBER)] }, importId: null }, at: clock.at, actor: 'ana' }])
    expect(told().upserts.conversation).toMatchObject([{ id: ROSA, who: { kind: 'new' } }])
  })

  test('a removed person leaves the feed and every card of their household', () => {
    core.record([{ kind: 'patient.removed', body: { patientId: 'rosa', importId: null }, at: clock.at, actor: 'ana' }])
    expect(told().upserts.conversation).toMatchObject([{ id: ROSA, who: { kind: 'new' } }])
    expect(told().upserts.patient).toEqual([{ ...patientCard(core.db, 'felix'), household: [] }])
    expect(told().removals).toEqual([{ type: 'patient', id: 'rosa' }])
    expect(changesSince(core, told().from).changes).toEqual(told())
  })

  test('a new name is told to the cards that show it as household', () => {
    core.record([{ kind: 'patient.changed', body: { patientId: 'felix', changes: { givenName: 'Félix' }, importId: null }, at: clock.at, actor: 'ana' }])
    expect(told().upserts.patient?.find((card) => card.id === 'rosa')?.household).toMatchObject([{ fullName: 'Félix Grant' }])
  })

  test('an opt-out is told to the card that shows the number', () => {
    core.record([{ kind: 'number.optedOut', body: { contactId: 'c', conversationId: ROSA, how: 'asked' }, at: clock.at, actor: 'ana' }])
    expect(told().upserts.patient?.[0]?.phones[0]).toMatchObject({ number: ROSA, optedOutAt: clock.at })
  })

  test('a call whose number becomes known leaves its nameless conversation', () => {
    const ring = (conversationId: string, phone: number): NewEvent => ({
      kind: 'call.ringing',
      body: { callId: 'c1', conversationId, display: conversationId, textable: true, direction: 'in', callerName: null, lineId: 'main' },
      at: clock.at + phone,
      actor: 'line:main',
    })
    core.record([ring('withheld:c1', 1)])
    expect(told().upserts.conversation).toMatchObject([{ id: 'withheld:c1', ringing: { callId: 'c1' } }])
    core.record([ring(ROSA, 2)])
    expect(told().upserts.conversation).toMatchObject([{ id: ROSA, ringing: { callId: 'c1' } }])
    expect(told().removals).toEqual([{ type: 'conversation', id: 'withheld:c1' }])
    core.record([ring('withheld:c1', 3)])
    expect(snapshotOf(core).conversations.map((it) => it.id)).toEqual([ROSA])
  })
})

describe('a caller', () => {
  const created = (patientId: string): NewEvent => ({
    kind: 'patient.created',
    body: { patientId, fields: { ...noFields, givenName: patientId, phones: [{ number: ROSA, display: ROSA, label: 'mobile' }] }, importId: null },
    at: clock.at,
    actor: 'ana',
  })
  const rings = (callId: string): NewEvent => ({
    kind: 'call.ringing',
    body: { callId, conversationId: ROSA, display: ROSA, textable: true, direction: 'in', callerName: null, lineId: 'main' },
    at: clock.at,
    actor: 'line:main',
  })

  test('is announced with their card at the first ring, and without it once the phone is picked up', () => {
    core.record([created('rosa')])
    core.record([rings('c')])
    expect(changeSets().at(-1)?.upserts.patient).toEqual([patientCard(core.db, 'rosa')])
    core.record([{ kind: 'call.answered', body: { callId: 'c', staffId: null, phone: null }, at: clock.at, actor: 'line:main' }])
    expect(changeSets().at(-1)?.upserts.patient).toBeUndefined()
  })

  test('brings no card where several people share the number: who it is, is for a person to say', () => {
    core.record([created('rosa'), created('felix')])
    core.record([rings('c')])
    expect(changeSets().at(-1)?.upserts.patient).toBeUndefined()
  })
})
