import { z } from 'zod'
import { notSentWhy, occasion, templatePurpose } from '../contract/views.ts'

/** Events about templates and outgoing texts. A text is in the journal before it leaves (DESIGN.md, "Sending"). */

const id = z.string().min(1).max(200)

export const repliesEvents = {
  'text.queued': z.object({
    textId: id,
    conversationId: id,
    body: z.string().min(1).max(1600),
    templateId: id.nullable(),
    templateName: z.string().nullable(),
    language: z.string().nullable(),
    automatic: z.boolean(),
    leavesAt: z.number().int(),
    /** The line it answers over; null or left out: any that can send. */
    lineId: id.nullable().optional(),
    /** Until when it promises a call, ms UTC. */
    promisedAt: z.number().int().nullable().optional(),
    templateVersion: z.number().int().optional(),
    /** It leaves at a time that somebody chose, and not if they write, call or opt out before. */
    scheduled: z.boolean().optional(),
    /** What they waited for, by which the template's use is counted. */
    need: templatePurpose.optional(),
    /** The call or text that an automatic one answers. */
    causeId: id.optional(),
  }),
  /** A picture or document that goes with a text of ours; its bytes are kept beside the journal, under the same id. */
  'text.mediaAdded': z.object({ textId: id, mediaId: id, contentType: z.string().max(120), size: z.number().int().min(1) }),
  'text.cancelled': z.object({ textId: id, why: z.string().max(200) }),
  /** Written before the provider is asked: after a crash this is how we know that it may have been sent. */
  'text.sending': z.object({ textId: id, lineId: id }),
  'text.sent': z.object({ textId: id, providerId: z.string().max(200).nullable() }),
  'text.delivered': z.object({ textId: id }),
  'text.failed': z.object({ textId: id, reason: z.string().max(300), failureKind: z.enum(['optedOut', 'notMobile']).optional() }),
  'text.unknown': z.object({ textId: id, reason: z.string().max(300) }),
  /** Left out in journals of older versions: `other`, and no digit of its own. */
  'template.saved': z.object({ templateId: id, name: z.string().max(60), texts: z.record(z.string(), z.string().max(1000)), purpose: templatePurpose.optional(), fixedKey: z.number().int().min(1).max(9).nullable().optional() }),
  'template.removed': z.object({ templateId: id }),
  'templates.ordered': z.object({ templateIds: z.array(id) }),
  /** Whether a rule answered a missed call, a voicemail or a text by itself, and why not. */
  'autoReply.decided': z.object({ causeId: id, conversationId: id, occasion: occasion.nullable(), why: notSentWhy.nullable(), textId: id.nullable() }),
  /** What somebody agreed to be texted on this number, in which words, as whoever took it down says. */
  'consent.given': z.object({ consentId: id, conversationId: id, basis: z.enum(['form', 'spoken', 'online', 'theyWrote']), wording: z.string().max(1000) }),
} as const
