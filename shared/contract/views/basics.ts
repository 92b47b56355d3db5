import { z } from 'zod'

/** What every view is made of. Times are milliseconds UTC; dates without a time are ISO `YYYY-MM-DD`. */

export const at = z.number().int()
export const id = z.string().min(1).max(200)
export const isoDay = z.string().regex(/^\d{4}-\d\d-\d\d$/)
export const languageTag = z.string().regex(/^[a-z]{2,3}$/)
