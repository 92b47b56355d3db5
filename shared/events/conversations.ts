import { z } from 'zod'
import { checklistLine, numberMark } from '../contract/views.ts'

/** Events about calls, texts and what the desk did with a conversation. */

const id = z.string().min(1).max(200)
const conversationId = id

/** A call's facts come in any order; each names the call, and all but the first may lack the number. */
export const conversationEvents = {
  'call.ringing': z.object({
    callId: id,
    conversationId,
    display: z.string().max(120),
    textable: z.boolean(),
    direction: z.enum(['in', 'out']),
    /** The carrier's caller name: a hint, never an identity. */
    callerName: z.string().max(120).nullable(),
    lineId: id,
    /** Told by the trunk before the phones, where a queue or menu counts as an answer. */
    trunk: z.boolean().optional(),
  }),
  'call.answered': z.object({ callId: id, staffId: id.nullable(), phone: z.string().max(120).nullable(), trunk: z.boolean().optional() }),
  'call.ended': z.object({ callId: id }),
  'call.missed': z.object({ callId: id, why: z.string().max(200).nullable() }),
  'call.voicemail': z.object({ callId: id, seconds: z.number().min(0).nullable(), transcript: z.string().max(5000).nullable() }),
  'text.received': z.object({
    textId: id,
    conversationId,
    display: z.string().max(120),
    textable: z.boolean(),
    body: z.string().max(5000),
    lineId: id,
    consent: z.enum(['none', 'optOut', 'optIn', 'help', 'request']),
    mayMeanVisit: z.boolean(),
  }),
  /** A picture or document that came with a text; its bytes are kept beside the journal, under the same id. */
  'text.mediaReceived': z.object({ textId: id, mediaId: id, contentType: z.string().max(120), size: z.number().int().min(0), problem: z.string().max(300).nullable() }),
  /** The desk turns to a number that nothing passed with yet. */
  'conversation.begun': z.object({ conversationId, display: z.string().max(120), textable: z.boolean() }),
  'conversation.resolved': z.object({ contactId: id, conversationId, reason: z.string().max(200) }),
  'conversation.reopened': z.object({ conversationId, contactId: id }),
  'conversation.snoozed': z.object({ contactId: id, conversationId, until: z.number().int() }),
  'conversation.unsnoozed': z.object({ conversationId }),
  /** Without `contactId` in journals of older versions: then its own id names it in the thread. */
  'conversation.assigned': z.object({ contactId: id.optional(), conversationId, staffId: id.nullable() }),
  /** `mentions`: staff whom the note asks to look. */
  'conversation.noted': z.object({ contactId: id, conversationId, body: z.string().max(2000), handOffTo: z.string().max(200).nullable(), mentions: z.array(id).max(20).optional() }),
  /** Somebody whom a note named has seen it. */
  'note.seen': z.object({ conversationId, staffId: id }),
  /** "We will call you by 3:00", said and not texted; taken back, nobody expects it any more. */
  'promise.made': z.object({ promiseId: id, conversationId, dueAt: z.number().int() }),
  'promise.released': z.object({ promiseId: id, conversationId }),
  'conversation.identified': z.object({ conversationId, patientId: id.nullable() }),
  'number.optedOut': z.object({ contactId: id, conversationId, how: z.string().max(200) }),
  'number.optedIn': z.object({ contactId: id, conversationId, how: z.string().max(200) }),
  /** Somebody compared the birth date, or knew them another way; `callId` is the call it was done in. Taken back, it was a slip. */
  'conversation.verified': z.object({ conversationId, patientId: id, callId: id.nullable(), how: z.enum(['birthDate', 'otherWay']) }),
  'conversation.unverified': z.object({ conversationId }),
  /** What a number is, whoever has it; null takes the mark away. */
  'number.marked': z.object({ number: id, mark: numberMark.nullable() }),
  /** A line of the checklist, as it was worded then, was ticked for a call; or the tick was taken back. */
  'call.checked': z.object({ callId: id, line: checklistLine, checked: z.boolean() }),
} as const
