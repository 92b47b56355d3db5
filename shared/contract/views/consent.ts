import { z } from 'zod'
import { at, id } from './basics.ts'
import { notSentWhy } from './conversations.ts'
import { occasion } from './practice.ts'

/** What the windows see of consent to be texted, and of what Rapport would text by itself. */

/** One change of a number's consent: told to stop, told to go on, or agreed to. */
export const consentChange = z.object({
  at,
  change: z.enum(['out', 'in', 'given']),
  /** By which words or in which way. */
  how: z.string(),
  /** The words agreed to, where somebody wrote them down. */
  wording: z.string(),
  by: z.string(),
})
export type ConsentChange = z.infer<typeof consentChange>

export const consentOfPerson = z.object({
  name: z.string(),
  numbers: z.array(
    z.object({
      number: id,
      display: z.string(),
      /** `none`: nobody has said anything yet. */
      status: z.enum(['out', 'in', 'given', 'theyWrote', 'none']),
      since: at.nullable(),
      changes: z.array(consentChange),
    }),
  ),
})
export type ConsentOfPerson = z.infer<typeof consentOfPerson>

export const textBackPreview = z.object({
  from: at,
  /** Missed calls and texts that were looked at. */
  calls: z.number().int(),
  texts: z.number().int(),
  sent: z.number().int(),
  /** Each, the newest first, at most 200. */
  items: z.array(z.object({ id, conversationId: id, name: z.string(), type: z.enum(['call', 'voicemail', 'text']), at, occasion: occasion.nullable(), why: notSentWhy.nullable(), leavesAt: at.nullable(), body: z.string().nullable() })),
})
export type TextBackPreview = z.infer<typeof textBackPreview>
