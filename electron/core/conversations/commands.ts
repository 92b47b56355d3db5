import { parseAddress, type CountryCode } from '@shared/rules/address.ts'
import { FOREVER } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { Refusal, type Caller, type Handlers } from '../handlers.ts'
import { survivorOf } from '../people/merged.ts'
import { patientById } from '../people/queries.ts'
import { practiceOf, staffById } from '../practice/queries.ts'
import { cancelQueued, optedOutAt } from '../replies/consent.ts'
import { callById, openCallsIn } from './calls.ts'
import { checksOf } from './checks.ts'
import { isNumber } from './contacts.ts'
import { contactsOfPerson } from './of-person.ts'
import { mentionedIn } from './mentions.ts'
import { markOf } from './number-marks.ts'
import { promiseById } from './promises.ts'
import { callNamed } from './told.ts'
import { conversationById, conversationView, thread, threadAfter, threadAround, type ConversationRecord } from './views.ts'

const PAGE = 100

type Name =
  | 'conversations.ofPerson'
  | 'conversations.thread'
  | 'conversations.resolve'
  | 'conversations.reopen'
  | 'conversations.snooze'
  | 'conversations.unsnooze'
  | 'conversations.assign'
  | 'conversations.note'
  | 'conversations.noteSeen'
  | 'promises.make'
  | 'promises.release'
  | 'conversations.identify'
  | 'conversations.verify'
  | 'conversations.unverify'
  | 'conversations.open'
  | 'conversations.call'
  | 'conversations.noteCall'
  | 'conversations.optOut'
  | 'numbers.mark'
  | 'calls.check'

export const conversationHandlers: Handlers<Name> = {
  'conversations.open'(core, { conversationId }, caller) {
    const view = conversationView(core.db, conversationId, core.now())
    if (view) return view
    const address = parseAddress(conversationId, practiceOf(core.db).country as CountryCode)
    if (address.kind !== 'phone' || address.key !== conversationId) throw new Refusal('blocked', 'This number cannot be read as a phone number. Correct it on the card first.')
    core.record([{ kind: 'conversation.begun', body: { conversationId, display: address.display, textable: true }, ...now(core, caller) }])
    return conversationView(core.db, conversationId, core.now()) ?? gone()
  },
  'conversations.ofPerson': (core, { patientId }) => contactsOfPerson(core.db, patientId, core.now()),
  'conversations.thread'(core, { conversationId, before, after, around }) {
    if (around !== undefined) return threadAround(core.db, conversationId, around, PAGE)
    if (after !== undefined) return { ...threadAfter(core.db, conversationId, after, PAGE), more: true }
    return { ...thread(core.db, conversationId, before, PAGE), later: before !== undefined }
  },

  'conversations.resolve'(core, { conversationId, reason }, caller) {
    known(core, conversationId)
    const contactId = core.newId()
    core.record([{ kind: 'conversation.resolved', body: { contactId, conversationId, reason }, ...now(core, caller) }])
    return { contactId }
  },
  'conversations.reopen'(core, { conversationId, contactId }, caller) {
    if (known(core, conversationId).closedBy !== contactId) throw new Refusal('conflict', 'Something newer has happened here since, so there is nothing to undo.')
    core.record([{ kind: 'conversation.reopened', body: { conversationId, contactId }, ...now(core, caller) }])
    return {}
  },
  'conversations.snooze'(core, { conversationId, until }, caller) {
    known(core, conversationId)
    if (until !== null && until <= core.now()) throw new Refusal('badArgument', 'That time has already passed. Choose a later one.')
    const contactId = core.newId()
    core.record([{ kind: 'conversation.snoozed', body: { contactId, conversationId, until: until ?? FOREVER }, ...now(core, caller) }])
    return { contactId }
  },
  'conversations.unsnooze'(core, { conversationId }, caller) {
    core.record([{ kind: 'conversation.unsnoozed', body: { conversationId: known(core, conversationId).id }, ...now(core, caller) }])
    return {}
  },
  'conversations.assign'(core, { conversationId, staffId }, caller) {
    if (staffId && !staffById(core.db, staffId)) throw new Refusal('notFound', 'That person is no longer on the list.')
    core.record([{ kind: 'conversation.assigned', body: { contactId: core.newId(), conversationId: known(core, conversationId).id, staffId }, ...now(core, caller) }])
    return {}
  },
  'conversations.note'(core, { conversationId, body, handOffTo, mentions = [] }, caller) {
    known(core, conversationId)
    if (mentions.some((staffId) => staffById(core.db, staffId)?.removed !== false)) throw new Refusal('notFound', 'Somebody whom the note names is no longer on the list.')
    const contactId = core.newId()
    core.record([{ kind: 'conversation.noted', body: { contactId, conversationId, body, handOffTo, ...(mentions.length > 0 && { mentions }) }, ...now(core, caller) }])
    return { contactId }
  },
  'conversations.noteSeen'(core, { conversationId }, caller) {
    const { staffId } = caller
    if (staffId === null || !mentionedIn(core.db, conversationId).includes(staffId)) return {}
    core.record([{ kind: 'note.seen', body: { conversationId, staffId }, ...now(core, caller) }])
    return {}
  },
  'promises.make'(core, { conversationId, dueAt }, caller) {
    known(core, conversationId)
    if (dueAt <= core.now()) throw new Refusal('badArgument', 'That time has already passed. Promise a later one.')
    const promiseId = core.newId()
    core.record([{ kind: 'promise.made', body: { promiseId, conversationId, dueAt }, ...now(core, caller) }])
    return { promiseId }
  },
  'promises.release'(core, { conversationId, promiseId }, caller) {
    if (promiseById(core.db, promiseId)?.conversationId !== conversationId) throw new Refusal('notFound', 'That promise stands in a text, and is kept by a call or a reply.')
    core.record([{ kind: 'promise.released', body: { conversationId, promiseId }, ...now(core, caller) }])
    return {}
  },
  'conversations.identify'(core, { conversationId, patientId }, caller) {
    known(core, conversationId)
    const survivor = patientId && survivorOf(core.db, patientId)
    if (survivor && !patientById(core.db, survivor)) throw new Refusal('notFound', 'That person is no longer here.')
    core.record([{ kind: 'conversation.identified', body: { conversationId, patientId: survivor }, ...now(core, caller) }])
    return {}
  },
  'conversations.verify'(core, { conversationId, patientId, how }, caller) {
    known(core, conversationId)
    const who = conversationView(core.db, conversationId, core.now())?.who
    if (who?.kind !== 'patient' || who.patientId !== survivorOf(core.db, patientId)) throw new Refusal('conflict', 'This conversation is with somebody else now. Look at the card and ask again.')
    const callId = openCallsIn(core.db, conversationId)[0]?.id ?? null
    core.record([{ kind: 'conversation.verified', body: { conversationId, patientId: who.patientId, callId, how }, ...now(core, caller) }])
    return {}
  },
  'conversations.unverify'(core, { conversationId }, caller) {
    core.record([{ kind: 'conversation.unverified', body: { conversationId: known(core, conversationId).id }, ...now(core, caller) }])
    return {}
  },
  async 'conversations.call'(core, { conversationId }, caller) {
    const { display } = callable(core, conversationId)
    const extension = (caller.staffId ? staffById(core.db, caller.staffId)?.extension : '') || null
    // What is not in E.164 is not a line's to dial; the desk reads it from the screen.
    const dialling = conversationId.startsWith('+') ? core.lines.dial({ to: conversationId, extension }) : null
    if (!dialling) return { dialled: false, display, why: null }
    const outcome = await dialling
    return outcome.dialled ? { dialled: true, display, why: null } : { dialled: false, display, why: outcome.reason }
  },
  /** For systems that cannot dial or report: the desk says itself how its call went. */
  'conversations.noteCall'(core, { conversationId, reached }, caller) {
    const { display, textable } = callable(core, conversationId)
    const callId = core.newId()
    const by = now(core, caller)
    core.record([
      { kind: 'call.ringing', body: { callId, conversationId, display, textable, direction: 'out', callerName: null, lineId: 'desk' }, ...by },
      reached ? { kind: 'call.answered', body: { callId, staffId: caller.staffId, phone: null }, ...by } : { kind: 'call.missed', body: { callId, why: 'no answer' }, ...by },
      { kind: 'call.ended', body: { callId }, ...by },
    ])
    return {}
  },
  'conversations.optOut'(core, { conversationId, how }, caller) {
    known(core, conversationId)
    if (optedOutAt(core.db, conversationId) !== null) return {}
    const by = now(core, caller)
    core.record([{ kind: 'number.optedOut', body: { contactId: core.newId(), conversationId, how }, ...by }, ...cancelQueued(core.db, conversationId).map((event) => ({ ...event, ...by }))])
    return {}
  },
  'numbers.mark'(core, { number, mark }, caller) {
    if (!isNumber(number) || parseAddress(number, practiceOf(core.db).country as CountryCode).kind === 'raw') throw new Refusal('blocked', 'This caller sent no number, so there is none to mark.')
    if (mark?.kind === 'facility' && mark.name.trim() === '') throw new Refusal('badArgument', 'Write the name of the facility, so that the desk knows who calls.')
    const named = mark && { ...mark, name: mark.name.trim() }
    if (JSON.stringify(markOf(core.db, number)) === JSON.stringify(named)) return {}
    core.record([{ kind: 'number.marked', body: { number, mark: named }, ...now(core, caller) }])
    return {}
  },
  'calls.check'(core, { callId, line, checked }, caller) {
    const call = callNamed(core.db, callId)
    if (!callById(core.db, call)) throw new Refusal('notFound', 'This call is no longer here, so nothing can be ticked for it.')
    if (checksOf(core.db, call).some((check) => check.line === line) === checked) return {}
    core.record([{ kind: 'call.checked', body: { callId: call, line, checked }, ...now(core, caller) }])
    return {}
  },
}

function now(core: Core, caller: Caller): { at: number; actor: string } {
  return { at: core.now(), actor: caller.actor }
}

function known(core: Core, conversationId: string): ConversationRecord {
  return conversationById(core.db, conversationId) ?? gone()
}

function gone(): never {
  throw new Refusal('notFound', 'This conversation is no longer here.')
}

function callable(core: Core, conversationId: string): ConversationRecord {
  const conversation = known(core, conversationId)
  if (conversationId.startsWith('withheld:')) throw new Refusal('blocked', 'The caller withheld their number, so it cannot be called back.')
  return conversation
}
