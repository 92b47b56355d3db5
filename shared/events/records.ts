import { z } from 'zod'

/** Events about where records come from by themselves. */
export const recordsEvents = {
  /** How the practice software is followed; `settings` hold no secret. */
  'records.saved': z.object({ source: z.enum(['hl7']), enabled: z.boolean(), settings: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()])) }),
} as const
