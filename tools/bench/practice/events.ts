import type { NewEvent } from '@shared/events/index.ts'
import { MINUTE, SECOND } from '@shared/time.ts'
import talk from '../../../resources/demo/talk.json' with { type: 'json' }
import type { Random } from '../../../electron/core/lines/demo/random.ts'
import { starterTemplateEvents } from '../../../electron/core/practice/starter.ts'
import { layOut, PRACTICE_NOW, type Passed, type Sizes, YEARS } from './model.ts'
import { household, numberOf, visitsOf } from './people.ts'

/** The journal of the generated practice, event by event. */

export const LINE = 'main'
const IMPORT = 'import-1'
const STAFF = ['ana', 'ben', 'carla', 'dev', 'elif', 'frank', 'grace', 'hana']
const WORDS = talk.exchanges.en

type Place = { conversationId: string; display: string; textable: boolean }

export function* practiceEvents(random: Random, sizes: Sizes): Generator<NewEvent> {
  const since = PRACTICE_NOW - (YEARS * 365 + 30) * 24 * 60 * MINUTE
  yield* house(random.fork('house'), since)
  const places: Place[] = []
  const shared: { place: Place; patientIds: string[] }[] = []
  yield* patients(random.fork('people'), sizes, since, places, shared)
  // One in seven numbers belongs to nobody the practice knows.
  for (const known = places.length; places.length < known * 1.17; ) places.push(placeOf(places.length + sizes.patients * 4))
  // Who calls often is not who was imported first.
  yield* passed(random, sizes, random.fork('order').shuffle(places))
  const later = random.fork('later')
  for (const { place, patientIds } of shared) {
    if (later.chance(0.4)) yield { kind: 'conversation.identified', body: { conversationId: place.conversationId, patientId: later.pick(patientIds) }, at: PRACTICE_NOW, actor: later.pick(STAFF) }
  }
}

function* house(random: Random, at: number): Generator<NewEvent> {
  const from = { at, actor: 'rule:bench' }
  yield { kind: 'practice.changed', body: { name: 'Bench Street Clinic', phone: '(555) 010-0100', timeZone: 'America/Chicago', country: 'US' }, ...from }
  for (const name of STAFF) yield { kind: 'staff.saved', body: { staffId: name, name: `${name[0]?.toUpperCase()}${name.slice(1)} Example`, initials: name.slice(0, 2).toUpperCase() }, ...from }
  yield { kind: 'line.saved', body: { lineId: LINE, kind: 'http', name: 'Main line', enabled: false, settings: {} }, ...from }
  yield* starterTemplateEvents({ newId: random.id }, at)
}

function* patients(random: Random, sizes: Sizes, at: number, places: Place[], shared: { place: Place; patientIds: string[] }[]): Generator<NewEvent> {
  let numbers = 0
  let created = 0
  const from = { at, actor: 'ana' }
  yield { kind: 'import.started', body: { importId: IMPORT, fileName: 'patients.csv' }, ...from }
  while (created < sizes.patients) {
    // A household takes the number they share first.
    const home = placeOf(numbers)
    const members = household(random, () => numberOf(numbers++)).slice(0, sizes.patients - created)
    for (const member of members) {
      created += 1
      yield { kind: 'patient.created', body: { patientId: member.id, fields: { ...member.fields, externalId: `P-${100_000 + created}` }, importId: IMPORT }, ...from }
      for (const visit of visitsOf(random, member)) yield { kind: 'visit.recorded', body: visit, ...from }
      if (random.chance(0.05)) yield { kind: 'patient.changed', body: { patientId: member.id, changes: { timeOfDay: 'morning', email: 'new@example.org' }, importId: null }, at: at + random.int(1, YEARS * 365) * 24 * 60 * MINUTE, actor: random.pick(STAFF) }
    }
    places.push(home)
    if (members.length > 1) shared.push({ place: home, patientIds: members.map((member) => member.id) })
  }
  yield { kind: 'import.ended', body: { importId: IMPORT, state: 'done', created, changed: 0, unchanged: 0, skipped: 0 }, ...from }
}

function placeOf(index: number): Place {
  const { number, display } = numberOf(index)
  return { conversationId: number, display, textable: true }
}

function* passed(random: Random, sizes: Sizes, places: readonly Place[]): Generator<NewEvent> {
  const words = random.fork('words')
  let count = 0
  for (const it of layOut(random.fork('calls'), sizes, places.length)) {
    const place = places[it.number]
    if (place) yield* contact(words, it, place, String(++count).padStart(8, '0'))
  }
}

function* contact(random: Random, { at, contact: kind }: Passed, place: Place, id: string): Generator<NewEvent> {
  const actor = `line:${LINE}`
  const staffId = random.pick(STAFF)
  const callId = `${LINE}:call:${id}`
  const ring = (direction: 'in' | 'out'): NewEvent => ({ kind: 'call.ringing', body: { callId, ...place, direction, callerName: null, lineId: LINE }, at, actor, sourceKey: `${LINE}:call.ringing:${id}` })
  const over = at + random.int(5, 28) * SECOND
  switch (kind) {
    case 'answered':
    case 'called':
      yield ring(kind === 'called' ? 'out' : 'in')
      yield { kind: 'call.answered', body: { callId, staffId, phone: null }, at: over, actor, sourceKey: `${LINE}:call.answered:${id}` }
      yield { kind: 'call.ended', body: { callId }, at: over + random.int(30, 400) * SECOND, actor, sourceKey: `${LINE}:call.ended:${id}` }
      return
    case 'missed':
    case 'voicemail':
      yield ring('in')
      yield { kind: 'call.missed', body: { callId, why: null }, at: over, actor, sourceKey: `${LINE}:call.missed:${id}` }
      if (kind === 'voicemail') yield { kind: 'call.voicemail', body: { callId, ...random.pick(talk.voicemails.en) }, at: over + 20 * SECOND, actor, sourceKey: `${LINE}:call.voicemail:${id}` }
      return
    case 'asked':
    case 'thanked':
      yield {
        kind: 'text.received',
        body: { textId: `${LINE}:text:${id}`, ...place, body: kind === 'asked' ? random.pick(WORDS).ask : random.pick(talk.thanks.en), lineId: LINE, consent: 'none', mayMeanVisit: false },
        at,
        actor,
        sourceKey: `${LINE}:text.received:${id}`,
      }
      return
    case 'replied':
    case 'texted back': {
      const automatic = kind === 'texted back'
      const textId = `${LINE}:out:${id}`
      const body = automatic ? talk.textBack.en : random.pick(WORDS).reply
      yield { kind: 'text.queued', body: { textId, conversationId: place.conversationId, body, templateId: null, templateName: null, language: 'en', automatic, leavesAt: at + 5 * SECOND }, at, actor: automatic ? 'rule:text-back' : staffId }
      yield { kind: 'text.sending', body: { textId, lineId: LINE }, at: at + 5 * SECOND, actor: 'rule:outbox' }
      yield { kind: 'text.sent', body: { textId, providerId: `p${id}` }, at: at + 6 * SECOND, actor: 'rule:outbox' }
      yield { kind: 'text.delivered', body: { textId }, at: at + 9 * SECOND, actor, sourceKey: `${LINE}:text.delivered:${id}` }
      return
    }
    case 'resolved':
      yield { kind: 'conversation.resolved', body: { contactId: `mark:${id}`, conversationId: place.conversationId, reason: 'Spoke at the desk' }, at, actor: staffId }
      return
    case 'noted':
      yield { kind: 'conversation.noted', body: { contactId: `mark:${id}`, conversationId: place.conversationId, body: 'Moved to next week, prefers mornings.', handOffTo: null }, at, actor: staffId }
  }
}
