import { z } from 'zod'
import { at, id } from './basics.ts'

/** What the windows see of imports and of the practice software that is listened to. */

export const importView = z.object({
  id,
  fileName: z.string(),
  at,
  by: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'undoing', 'undone', 'failed']),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  /** People of whom the desk entered something else, and visits written. */
  differing: z.number().int(),
  visits: z.number().int(),
})
export type ImportView = z.infer<typeof importView>

/** How a source of records that is followed live stands, since Rapport was started. */
export const recordsStatus = z.object({
  state: z.enum(['live', 'off', 'failed']),
  since: at.nullable(),
  /** Why it does not listen, in words for the desk. */
  message: z.string().nullable(),
  connections: z.number().int(),
  lastAt: at.nullable(),
  /** Messages that were taken in; that held nothing a desk keeps; that were refused; and pieces that were none. */
  taken: z.number().int(),
  passedOver: z.number().int(),
  refused: z.number().int(),
  dropped: z.number().int(),
  lastRefusal: z.object({ at, type: z.string(), says: z.string() }).nullable(),
})

/** The practice software that is followed: so far by HL7 alone. */
export const recordsSourceView = z.object({ id: z.enum(['hl7']), enabled: z.boolean(), port: z.number().int(), address: z.string(), status: recordsStatus })
export type RecordsSourceView = z.infer<typeof recordsSourceView>
