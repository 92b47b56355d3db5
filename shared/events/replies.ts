import { z } from 'zod'

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
  }),
  'text.cancelled': z.object({ textId: id, why: z.string().max(200) }),
  /** Written before the provider is asked: after a crash this is how we know that it may have been sent. */
  'text.sending': z.object({ textId: id, lineId: id }),
  'text.sent': z.object({ textId: id, providerId: z.string().max(200).nullable() }),
  'text.delivered': z.object({ textId: id }),
  'text.failed': z.object({ textId: id, reason: z.string().max(300) }),
  'text.unknown': z.object({ textId: id, reason: z.string().max(300) }),
  'template.saved': z.object({ templateId: id, name: z.string().max(60), texts: z.record(z.string(), z.string().max(1000)) }),
  'template.removed': z.object({ templateId: id }),
  'templates.ordered': z.object({ templateIds: z.array(id) }),
} as const
