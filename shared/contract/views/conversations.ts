import { z } from 'zod'
import { at, id } from './basics.ts'
import { numberMark } from './people.ts'

/** What the windows see of calls and texts: whom with, and what passed. */

/** Who a conversation is with. A shared number stays a question until somebody answers it. */
export const whoView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('patient'),
    patientId: id,
    name: z.string(),
    initials: z.string(),
    /** How many patients have this number. */
    shares: z.number().int(),
    /** Somebody said so; else the number alone says it. */
    chosen: z.boolean(),
  }),
  z.object({
    kind: z.literal('household'),
    name: z.string(),
    candidates: z.array(
      z.object({
        patientId: id,
        name: z.string(),
        initials: z.string(),
        birthDate: z.string(),
        relation: z.string(),
        reasons: z.array(z.object({ code: z.string(), at: at.optional() })),
      }),
    ),
  }),
  /** `before`: who it was the last time somebody said, though the number is not theirs. */
  z.object({ kind: z.literal('new'), callerName: z.string().nullable(), before: z.object({ patientId: id, name: z.string(), at }).nullable() }),
  z.object({ kind: z.literal('withheld') }),
])
export type WhoView = z.infer<typeof whoView>

/** Why Rapport sent no text by itself. */
export const notSentWhy = z.enum(['off', 'lineOff', 'otherHours', 'cannotText', 'optedOut', 'blocked', 'internal', 'answered', 'calledAgain', 'recent', 'texting', 'tooLate', 'quiet', 'opened', 'noWords', 'pending'])
export type NotSentWhy = z.infer<typeof notSentWhy>

const callState = z.enum(['ringing', 'connected', 'ended', 'missed', 'voicemail', 'unknown'])

export const contactView = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id,
    conversationId: id,
    at,
    direction: z.enum(['in', 'out']),
    state: callState,
    /** How long it rang, in seconds, once known. */
    ringSeconds: z.number().nullable(),
    talkSeconds: z.number().nullable(),
    answeredAt: at.nullable(),
    /** A staff name, or the phone that answered. */
    answeredBy: z.string().nullable(),
    voicemail: z.object({ seconds: z.number().nullable(), transcript: z.string().nullable() }).nullable(),
    lineName: z.string(),
    /** Other lines that told of the same call. */
    alsoOn: z.array(z.string()),
    closerUndone: z.boolean(),
    /** What became of the text-back to this missed call: sent, still to come, or why not. */
    textBack: z.object({ sent: z.boolean(), why: notSentWhy.nullable(), at: at.nullable() }).nullable(),
    /** What was made sure of before hanging up, in the words of that day. */
    checked: z.array(z.object({ line: z.string(), by: z.string() })),
  }),
  z.object({
    type: z.literal('text'),
    id,
    conversationId: id,
    at,
    direction: z.enum(['in', 'out']),
    body: z.string(),
    state: z.enum(['received', 'queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled']),
    /** In words for the desk, when it failed. */
    failure: z.string().nullable(),
    /** Until when the reply can be taken back. */
    leavesAt: at.nullable(),
    by: z.string().nullable(),
    automatic: z.boolean(),
    templateName: z.string().nullable(),
    /** Of the template it was filled from; null for one that is not known. */
    templateVersion: z.number().int().nullable(),
    /** It was to leave at a time that somebody chose. */
    scheduled: z.boolean(),
    /** What kind of failure, where the provider says so: they told their carrier to stop; it is no mobile. */
    failureKind: z.enum(['optedOut', 'notMobile']).nullable(),
    /** Until when it promises a call. */
    promisedAt: at.nullable(),
    /** What the consent rule read in an inbound text. */
    consent: z.enum(['none', 'optOut', 'optIn', 'help', 'request']),
    /** "CANCEL" by somebody with a coming visit: they may have meant the visit. */
    mayMeanVisit: z.boolean(),
    /** Pictures and documents that came with it; `problem` says in words for the desk why one is not here. */
    media: z.array(z.object({ id, contentType: z.string(), size: z.number().int(), problem: z.string().nullable() })),
    closerUndone: z.boolean(),
  }),
  z.object({ type: z.literal('resolved'), id, conversationId: id, at, reason: z.string(), by: z.string(), closerUndone: z.boolean() }),
  z.object({ type: z.literal('note'), id, conversationId: id, at, body: z.string(), by: z.string(), to: z.string().nullable(), handoff: z.boolean(), /** Colleagues whom it names. */ mentions: z.array(z.string()) }),
  /** `until` null: until they answer. */
  z.object({ type: z.literal('snoozed'), id, conversationId: id, at, until: at.nullable(), by: z.string() }),
  z.object({ type: z.literal('consent'), id, conversationId: id, at, optedOut: z.boolean(), how: z.string(), by: z.string() }),
  z.object({ type: z.literal('assigned'), id, conversationId: id, at, /** Whose it is now; null: nobody's in particular. */ to: z.string().nullable(), by: z.string() }),
  /** Somebody promised a call without a text. */
  z.object({ type: z.literal('promised'), id, conversationId: id, at, dueAt: at, by: z.string(), released: z.boolean() }),
])
export type ContactView = z.infer<typeof contactView>

export const conversationView = z.object({
  /** E.164, or `withheld:<call>` and `raw:<call>` which are never merged. */
  id,
  /** How the number is written on screen. */
  display: z.string(),
  who: whoView,
  /** False where no text can reach it: withheld, landline marked so, short code. */
  textable: z.boolean(),
  optedOutAt: at.nullable(),
  mark: numberMark.nullable(),
  lastAt: at,
  /** The newest thing that passed, for the feed. */
  last: contactView.nullable(),
  waitingSince: at.nullable(),
  /** Why they wait: what opened the loop since it was last closed. */
  waitingFor: z.object({ missed: z.number().int(), voicemails: z.number().int(), texts: z.number().int(), failed: z.number().int() }),
  /** What they wrote or said since they wait holds a word that is guarded most (rules/sensitive.ts). */
  sensitive: z.boolean(),
  /** An automatic text went out since they wait: they know that we noticed. */
  textedBack: z.boolean(),
  /** The call or text that closed the last open loop; can be undone. */
  closedBy: z.object({ contactId: id, type: z.enum(['call', 'text', 'resolved']), at, by: z.string().nullable() }).nullable(),
  /** Their calls that nobody took since we last spoke or wrote, newest first, at most 5; a call going on settles none of them. */
  missedAt: z.array(at),
  /** We promised a call until `dueAt`, and nobody has spoken with them or written to them since. `id`: what promised it. */
  promise: z.object({ id, madeAt: at, dueAt: at, by: z.string(), byHand: z.boolean() }).nullable(),
  /** Colleagues who were asked in a note and have not looked yet. */
  mentioned: z.array(id),
  /** Time zones that its area lies in; empty where the practice's own counts. */
  zones: z.array(z.string()),
  /** A text of ours that is to leave at a time somebody chose. */
  scheduledAt: at.nullable(),
  /** Who is at the phone was checked, for the person this is with; it counts until then, and while its call goes on (`until` null). */
  verified: z.object({ how: z.enum(['birthDate', 'otherWay']), at, by: z.string(), until: at.nullable() }).nullable(),
  /** Inbound calls in a row, for "3rd call in 20 min". */
  repeat: z.object({ count: z.number().int(), minutes: z.number().int() }).nullable(),
  /** The call ringing right now. */
  ringing: z.object({ callId: id, since: at, lineName: z.string() }).nullable(),
  /** The call somebody is in right now. */
  talking: z.object({ callId: id, since: at, by: z.string().nullable() }).nullable(),
  /** `FOREVER` where only an answer of theirs ends it. */
  snoozedUntil: at.nullable(),
  assignedTo: id.nullable(),
  /** Staff who answered here, so that "Mine" can find it. */
  handledBy: id.nullable(),
  hasCalls: z.boolean(),
  hasTexts: z.boolean(),
})
export type ConversationView = z.infer<typeof conversationView>
