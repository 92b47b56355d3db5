import { z } from 'zod'

/** What every view is made of. Times are milliseconds UTC; dates without a time are ISO `YYYY-MM-DD`. */

export const at = z.number().int()
export const id = z.string().min(1).max(200)
export const isoDay = z.string().regex(/^\d{4}-\d\d-\d\d$/)
export const languageTag = z.string().regex(/^[a-z]{2,3}$/)

/** Data that leaves the practice file for one that is not encrypted: what, of which days of the practice (null: not by day), and about whom where it is one person. */
export const exportOfData = z.object({ what: z.enum(['daySheet', 'report', 'journal', 'consent']), as: z.enum(['pdf', 'csv']), withNames: z.boolean(), from: isoDay.nullable(), to: isoDay.nullable(), patientId: id.nullable() })
export type ExportOfData = z.infer<typeof exportOfData>
