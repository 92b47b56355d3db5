import { parseAddress, type CountryCode } from '@shared/rules/address.ts'
import { conversationById } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { practiceOf } from '../practice/queries.ts'
import { mergeEvents, mergePreview, unmergeEvents } from './merge.ts'
import { survivorOf } from './merged.ts'
import { patientById, phonesOf } from './queries.ts'

const MOST_PHONES = 8

/** One person's records and numbers: joined, taken apart, and numbers given to somebody while their call runs. */
export const mergeHandlers: Handlers<'people.mergePreview' | 'people.merge' | 'people.unmerge' | 'people.tellApart' | 'people.addNumber' | 'people.removeNumber'> = {
  'people.mergePreview': (core, { a, b }) => mergePreview(core.db, a, b) ?? gone(),
  'people.merge'(core, { from, into, taken }, caller) {
    const events = mergeEvents(core, from, into, caller.actor, taken)
    if (events.length === 0) return gone()
    core.record(events)
    return {}
  },
  'people.unmerge'(core, { from }, caller) {
    const events = unmergeEvents(core, from, caller.actor)
    if (!events) throw new Refusal('conflict', 'These two records cannot be taken apart now: the person they were joined to was joined to another record since. Take that apart first.')
    core.record(events)
    return {}
  },
  'people.tellApart'(core, { a, b, apart }, caller) {
    core.record([{ kind: 'patient.toldApart', body: { a: known(core, a), b: known(core, b), apart }, at: core.now(), actor: caller.actor }])
    return {}
  },
  /** Gives the number of a conversation to somebody, who it is then with; what passed so far is theirs. */
  'people.addNumber'(core, { patientId, conversationId, label }, caller) {
    const id = known(core, patientId)
    const conversation = conversationById(core.db, conversationId)
    if (!conversation) throw new Refusal('notFound', 'This conversation is no longer here.')
    const address = parseAddress(conversationId, practiceOf(core.db).country as CountryCode)
    if (address.kind !== 'phone') throw new Refusal('blocked', 'This caller sent no phone number, so there is none to add. Choose “Only this time”.')
    const phones = phonesOf(core.db, id)
    const by = { at: core.now(), actor: caller.actor }
    const has = phones.some(({ number }) => number === address.key)
    if (!has && phones.length >= MOST_PHONES) throw new Refusal('conflict', `They have ${MOST_PHONES} numbers already. Remove one first, or choose “Only this time”.`)
    core.record([
      ...(has ? [] : [{ kind: 'patient.changed' as const, body: { patientId: id, changes: { phones: [...phones, { number: address.key, display: address.display, label }] }, importId: null }, ...by }]),
      { kind: 'conversation.identified', body: { conversationId, patientId: id }, ...by },
    ])
    return {}
  },
  'people.removeNumber'(core, { patientId, number }, caller) {
    const id = known(core, patientId)
    const phones = phonesOf(core.db, id)
    const rest = phones.filter((phone) => phone.number !== number)
    if (rest.length < phones.length) core.record([{ kind: 'patient.changed', body: { patientId: id, changes: { phones: rest }, importId: null }, at: core.now(), actor: caller.actor }])
    return {}
  },
}

function known(core: Core, patientId: string): string {
  return patientById(core.db, survivorOf(core.db, patientId))?.id ?? gone()
}

function gone(): never {
  throw new Refusal('notFound', 'One of these two is no longer here, or they are one person already.')
}
