import { z } from 'zod'
import { at, id, isoDay } from './basics.ts'

/** What the windows see of the past: what passed with everybody, and who did what. */

/** What a call, text or note came to, as the desk would say it. Each has exactly one. */
export const historyOutcome = z.enum(['ringing', 'answered', 'missed', 'voicemail', 'noAnswer', 'textIn', 'textOut', 'automatic', 'failed', 'cancelled', 'note'])
export type HistoryOutcome = z.infer<typeof historyOutcome>

/** Days of the practice, both of them included. */
const days = { from: isoDay.optional(), to: isoDay.optional() }

/** Everything given has to hold. */
export const historyFilter = z
  .object({
    patientId: id.optional(),
    /** A number as typed, or the address of a conversation. */
    number: z.string().trim().min(1).max(60).optional(),
    ...days,
    staffId: id.optional(),
    lineId: id.optional(),
    outcome: historyOutcome.optional(),
    /** As in `said.search`; what an automatic text says is not found by its words. */
    words: z.string().max(200).optional(),
  })
  .strict()
export type HistoryFilter = z.infer<typeof historyFilter>

export const historyRow = z.object({
  id,
  conversationId: id,
  at,
  outcome: historyOutcome,
  /** Whether it came from them. */
  inbound: z.boolean(),
  /** Who it was with; how the number is written where nobody is known by it. */
  name: z.string(),
  /** Null for a note, and for a text that has not left. */
  line: z.string().nullable(),
  /** Who of the desk answered, wrote or noted; the phone, where no person is known. */
  by: z.string().nullable(),
  /** The first words of it; empty where there are none. */
  words: z.string(),
})
export type HistoryRow = z.infer<typeof historyRow>

export const journalFilter = z.object({ staffId: id.optional(), ...days }).strict()
export type JournalFilter = z.infer<typeof journalFilter>

/** One event of the journal as a sentence: "Ana Lopez | resolved the conversation | with Maria Alvarez | called back". */
export const journalRow = z.object({
  seq: z.number().int(),
  at,
  by: z.string(),
  /** Without a word about a patient. */
  did: z.string(),
  /** The patient or number it was about. */
  about: z.string().nullable(),
  /** What was written, chosen or said with it. */
  words: z.string().nullable(),
})
export type JournalRow = z.infer<typeof journalRow>

/**
 * One page, the newest first. A page looks at so many entries at most, so it may hold few rows or none though there are more: as long as
 * `next` is not null, asking with it goes on further back. `reached`: how far back it looked, null where it looked at nothing.
 */
export const pageOf = <R extends z.ZodType>(row: R) => z.object({ rows: z.array(row), next: z.string().nullable(), reached: at.nullable() })
