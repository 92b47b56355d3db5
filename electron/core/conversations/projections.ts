import type { JournalEvent } from '@shared/events/index.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { KindHandler, Subject, Touched } from '../journal/subject.ts'
import { gapsAround } from '../lines/gaps.ts'
import { lineHeard } from '../lines/hours.ts'
import { applyCallFact, callById } from './calls.ts'
import { askOfCall, askOfText, choose } from './choices.ts'
import { putContact, resettle, settleAll, undoClosing } from './contacts.ts'
import { kindOfNote } from './kinds.ts'
import { patientsWithNumber } from '../people/numbers.ts'
import { staffById } from '../practice/queries.ts'
import { putCheck } from './checks.ts'
import { addMedia } from './media.ts'
import { dropMentions, putMention } from './mentions.ts'
import { putNumberMark } from './number-marks.ts'
import { putPromise, releasePromise } from './promises.ts'
import { addText, textById } from './texts.ts'
import { dropVerification, putVerification } from './verifications.ts'
import { callNamed, conversationOfCall, partsOf, toldBeside, toldById, type CallFact } from './told.ts'

const sql = statements({
  meet: `INSERT INTO conversations (id, display, textable, caller_name, last_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET caller_name = coalesce(excluded.caller_name, caller_name)`,
  snooze: 'UPDATE conversations SET snoozed_until = ? WHERE id = ?',
  unsnooze: 'UPDATE conversations SET snoozed_until = NULL WHERE id = ? AND snoozed_until = ?',
  broughtBack: `UPDATE marks SET ended_at = ? WHERE ended_at IS NULL
                AND id = (SELECT id FROM contacts WHERE conversation_id = ? AND type = 'snoozed' ORDER BY at DESC, id DESC LIMIT 1)`,
  assign: 'UPDATE conversations SET assigned_to = ? WHERE id = ?',
  handle: 'UPDATE conversations SET handled_by = ? WHERE id = ?',
  mark: 'INSERT INTO marks (id, type, body, by_actor, until, handoff_to, opted_out) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
})

type CallKind = 'call.ringing' | 'call.answered' | 'call.ended' | 'call.missed' | 'call.voicemail'
type MarkKind =
  | 'conversation.begun'
  | 'conversation.resolved'
  | 'conversation.reopened'
  | 'conversation.snoozed'
  | 'conversation.unsnoozed'
  | 'conversation.assigned'
  | 'conversation.noted'
  | 'conversation.identified'
  | 'conversation.verified'
  | 'conversation.unverified'
  | 'note.seen'
  | 'promise.made'
  | 'promise.released'

/** A handler for a call's later facts, which may come before its first. */
function callFact<K extends CallKind>(read: (event: JournalEvent<K>) => CallFact): KindHandler<K> {
  return {
    project: (db, event) => applyCallFact(db, event.body.callId, event.at, read(event), isByLine(event)),
    touches: (db, event) => call(db, event.body.callId),
  }
}

export const conversationsSubject: Subject<CallKind | MarkKind | 'text.received' | 'text.mediaReceived' | 'number.marked' | 'call.checked'> = {
  tables: ['mentions', 'promises', 'verifications', 'call_checks', 'number_marks', 'choices', 'marks', 'text_media', 'texts', 'told_calls', 'calls', 'contacts', 'contact_kinds', 'conversations'],
  kinds: {
    'call.ringing': {
      project(db, { at, actor, body }) {
        const conversationId = conversationOfCall(db, body.callId, body.conversationId)
        if (conversationId === body.conversationId) meet(db, body, body.callerName, at)
        const first = (toldById(db, body.callId)?.ringing_at ?? null) === null
        if (first) lineHeard(db, body.lineId, at)
        applyCallFact(db, body.callId, at, { type: 'ringing', conversationId, direction: body.direction, lineId: body.lineId, trunk: body.trunk === true }, isByLine({ actor }))
        // A second line that tells of the same call asks nothing.
        if (first && body.direction === 'in' && partsOf(db, callNamed(db, body.callId)).length === 1) askOfCall(db, conversationId, at, callNamed(db, body.callId))
        creditAnswerer(db, body.callId)
      },
      touches: (db, { at, body }) => [...call(db, body.callId), ...gaps(db, body.lineId, at)],
    },
    'call.answered': {
      project(db, { at, actor, body }) {
        applyCallFact(db, body.callId, at, { type: 'answered', staffId: body.staffId, phone: body.phone, trunk: body.trunk === true }, isByLine({ actor }))
        creditAnswerer(db, body.callId)
      },
      touches: (db, { body }) => call(db, body.callId),
    },
    'call.ended': callFact(() => ({ type: 'ended' })),
    'call.missed': callFact<'call.missed'>(({ body }) => ({ type: 'missed', why: body.why })),
    'call.voicemail': callFact<'call.voicemail'>(({ body }) => ({ type: 'voicemail', seconds: body.seconds, transcript: body.transcript })),
    'text.received': {
      project(db, { at, body }) {
        const first = textById(db, body.textId) === null
        if (first) askOfText(db, body.conversationId, at)
        meet(db, body, null, at)
        if (first) lineHeard(db, body.lineId, at)
        addText(db, {
          id: body.textId,
          conversation_id: body.conversationId,
          at,
          direction: 'in',
          body: body.body,
          state: 'received',
          leaves_at: null,
          by_actor: null,
          automatic: false,
          template_name: null,
          template_id: null,
          line_id: body.lineId,
          consent: body.consent,
          may_mean_visit: body.mayMeanVisit,
        })
      },
      touches: (db, { at, body }) => [...contact(body.conversationId, body.textId), ...gaps(db, body.lineId, at)],
    },
    'text.mediaReceived': {
      project: (db, { body }) => addMedia(db, body),
      touches(db, { body }) {
        const text = textById(db, body.textId)
        return text ? contact(text.conversation_id, text.id) : []
      },
    },
    'conversation.begun': {
      project: (db, { at, body }) => meet(db, body, null, at),
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'conversation.resolved': {
      project(db, { at, actor, body }) {
        sql(db).mark.run(body.contactId, 'resolved', body.reason, actor, null, null, null)
        putContact(db, body.conversationId, 'resolved', { id: body.contactId, at, type: 'resolved', undone: false })
        if (staffById(db, actor)) setHandledBy(db, body.conversationId, actor)
        dropMentions(db, body.conversationId, actor)
      },
      touches: (_db, { body }) => contact(body.conversationId, body.contactId),
    },
    'conversation.reopened': {
      project: (db, { body }) => undoClosing(db, body.conversationId, body.contactId),
      touches: (_db, { body }) => contact(body.conversationId, body.contactId),
    },
    'conversation.snoozed': {
      project(db, { at, actor, body }) {
        sql(db).mark.run(body.contactId, 'snoozed', '', actor, body.until, null, null)
        putContact(db, body.conversationId, 'snoozed', { id: body.contactId, at, type: 'other' })
        sql(db).snooze.run(body.until, body.conversationId)
      },
      touches: (_db, { body }) => contact(body.conversationId, body.contactId),
    },
    'conversation.unsnoozed': {
      project(db, { at, body }) {
        sql(db).snooze.run(null, body.conversationId)
        sql(db).broughtBack.run(at, body.conversationId)
      },
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'conversation.assigned': {
      project(db, { id, at, actor, body }) {
        sql(db).assign.run(body.staffId, body.conversationId)
        const contactId = body.contactId ?? id
        sql(db).mark.run(contactId, 'assigned', '', actor, null, body.staffId, null)
        putContact(db, body.conversationId, 'assigned', { id: contactId, at, type: 'other' })
      },
      touches: (_db, { id, body }) => contact(body.conversationId, body.contactId ?? id),
    },
    'conversation.noted': {
      project(db, { at, actor, body }) {
        sql(db).mark.run(body.contactId, 'note', body.body, actor, null, body.handOffTo, null)
        dropMentions(db, body.conversationId, actor)
        for (const staffId of body.mentions ?? []) if (staffId !== actor) putMention(db, body.conversationId, staffId, body.contactId)
        putContact(db, body.conversationId, 'note', { id: body.contactId, at, type: 'other' }, { kind: kindOfNote(actor) })
      },
      touches: (_db, { body }) => contact(body.conversationId, body.contactId),
    },
    'note.seen': {
      project: (db, { body }) => dropMentions(db, body.conversationId, body.staffId),
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'promise.made': {
      project(db, { at, actor, body }) {
        putPromise(db, body.promiseId, body.conversationId, at, body.dueAt, actor)
        sql(db).mark.run(body.promiseId, 'promised', '', actor, body.dueAt, null, null)
        putContact(db, body.conversationId, 'promised', { id: body.promiseId, at, type: 'other' })
      },
      touches: (_db, { body }) => contact(body.conversationId, body.promiseId),
    },
    'promise.released': {
      project(db, { body }) {
        releasePromise(db, body.promiseId)
        resettle(db, body.conversationId)
      },
      touches: (_db, { body }) => contact(body.conversationId, body.promiseId),
    },
    'conversation.identified': {
      project: (db, { at, actor, body }) => choose(db, body.conversationId, body.patientId, at, actor),
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'call.checked': {
      project(db, { at, actor, body: { callId, line, checked } }) {
        // Taken back, it is so under every name that the call had.
        const callIds = [...new Set([callNamed(db, callId), callId, ...partsOf(db, callNamed(db, callId)).map(({ id }) => id)])]
        putCheck(db, { callIds, line, checked }, at, actor)
      },
      touches: (db, { body }) => call(db, body.callId),
    },
    'conversation.verified': {
      project: (db, { at, actor, body }) => putVerification(db, body, at, actor),
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'conversation.unverified': {
      project: (db, { body }) => dropVerification(db, body.conversationId),
      touches: (_db, { body }) => [conversation(body.conversationId)],
    },
    'number.marked': {
      project(db, { at, actor, body }) {
        putNumberMark(db, body.number, body.mark, at, actor)
        settleAll(db, body.number)
      },
      touches: (db, { body }) => [conversation(body.number), ...patientsWithNumber(db, body.number).map((id): Touched => ({ type: 'patient', id }))],
    },
  },
}

/** Makes sure a conversation stands before something is put into it. */
export function meet(db: WritableDB, it: { conversationId: string; display: string; textable: boolean }, callerName: string | null, at: number): void {
  sql(db).meet.run(it.conversationId, it.display, it.textable ? 1 : 0, callerName, at)
}

/** For other subjects: a mark about a number's consent, shown in its conversation. */
export function putConsentMark(db: WritableDB, mark: { contactId: string; conversationId: string; how: string; optedOut: boolean; actor: string; at: number }): void {
  sql(db).mark.run(mark.contactId, 'consent', mark.how, mark.actor, null, null, mark.optedOut ? 1 : 0)
  putContact(db, mark.conversationId, 'consent', { id: mark.contactId, at: mark.at, type: 'other' })
}

/** For other subjects: puts a conversation off until a time, or, with the time it was put off until, takes that back. */
export function putOff(db: WritableDB, conversationId: string, until: number): void {
  sql(db).snooze.run(until, conversationId)
}
export function putOffNoLonger(db: WritableDB, conversationId: string, until: number): void {
  sql(db).unsnooze.run(conversationId, until)
}

/** For other subjects: whose work a conversation was. */
export function setHandledBy(db: WritableDB, conversationId: string, staffId: string): void {
  sql(db).handle.run(staffId, conversationId)
}

/** Whoever answered handled the conversation; the answer may be told before the ringing. */
function creditAnswerer(db: WritableDB, callId: string): void {
  const answered = callById(db, callNamed(db, callId))
  if (answered?.answered_staff && answered.conversation_id) setHandledBy(db, answered.conversation_id, answered.answered_staff)
}

export function conversation(id: string): Touched {
  return { type: 'conversation', id }
}

export function contact(conversationId: string, contactId: string): Touched[] {
  return [conversation(conversationId), { type: 'contact', id: contactId }]
}

/** What was told late of a time in which its line was away counts in that gap. */
function gaps(db: ReadableDB, lineId: string, at: number): Touched[] {
  return gapsAround(db, lineId, at).map((id) => ({ type: 'gap', id }))
}

function call(db: ReadableDB, callId: string): Touched[] {
  const known = callById(db, callNamed(db, callId))
  if (!known?.conversation_id) return []
  // Where another line tells of calls too, each of these may have joined or left another: its contact is new or gone.
  const beside = toldBeside(db, callId).flatMap(({ id, call_id }) => [id, call_id])
  return [...contact(known.conversation_id, known.id), ...(known.moved_from ? [conversation(known.moved_from)] : []), ...beside.map((id): Touched => ({ type: 'contact', id }))]
}

/** A rule's word about a call is a guess for want of its line's. */
function isByLine({ actor }: Pick<JournalEvent, 'actor'>): boolean {
  return actor.startsWith('line:')
}
