import { z } from 'zod'
import { FIGURES } from '../../rules/figures.ts'
import { at, id, isoDay } from './basics.ts'

/** Looking back: what passed in a span of time. */

export const figureId = z.enum(FIGURES)

/** From `from` until before `to`, ms UTC. */
export const insightSpan = z.object({ from: at, to: at }).strict()

const count = z.number().int()
const some = z.object({ callsIn: count, answered: count, missed: count, textsIn: count })
/** How long it took, ms: half were faster than `median`, nine in ten than `p90`. Null where nothing was counted. */
const waits = z.object({ median: count, p90: count }).nullable()

export const insights = z.object({
  counts: z.record(figureId, count),
  waits: z.object({ recovered: waits, textsReplied: waits }),
  /** Every day of the practice in the span, also those on which nothing passed. */
  byDay: z.array(some.extend({ day: isoDay })),
  byLine: z.array(some.extend({ lineId: id.nullable(), name: z.string() })),
  /** Calls in by weekday (0 is Monday) and hour of the practice (0 to 23); hours without any are left out. */
  byHour: z.array(z.object({ weekday: z.number().int().min(0).max(6), hour: z.number().int().min(0).max(23), callsIn: count, missed: count })),
})
export type Insights = z.infer<typeof insights>

/** One of the contacts that a figure was counted from. `name`: null where nobody is known by the number. `waited`: ms until somebody was reached, where the figure tells. */
export const insightEntry = z.object({ id, conversationId: id, at, name: z.string().nullable(), display: z.string(), waited: count.nullable() })
export type InsightEntry = z.infer<typeof insightEntry>
