import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DAY } from '@shared/time.ts'
import { Refused } from './answers.ts'

/**
 * Ids become parts of journal keys of at most 200 characters, beside the line's id and `withheld:`; this is what
 * remains of them.
 */
export const MAX_ID = 140

/** An id for a fact: as it is where it is short enough, else its hash. */
export function shortened(id: string): string {
  return id.length <= MAX_ID ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`
}

export const text = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'This field is missing.' : 'This must be a string in quotes.') })
    .max(max, `This may be at most ${max} characters long.`)

export const id = (max: number) =>
  text(max)
    .min(1, 'This may not be empty.')
    .regex(/^\P{Cc}*$/u, 'This may not hold line breaks or other control characters.')

export const optional = (max: number) =>
  text(max)
    .nullish()
    .transform((value) => value?.trim() || null)

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/
/** Earlier than this it is seconds given as milliseconds. */
const EARLIEST = Date.UTC(2000, 0, 1)

/** ISO 8601 with its zone, or milliseconds since 1970; gives ms UTC, or null when left out. */
export const time = z.unknown().transform((value, context) => {
  if (value === undefined || value === null) return null
  const at = typeof value === 'number' ? Math.round(value) : typeof value === 'string' && ZONED.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isSafeInteger(at) && at >= EARLIEST) return at
  context.addIssue({ code: 'custom', message: 'This must be a time after 2000 such as "2026-03-10T15:04:05Z", with its zone, or milliseconds since 1970.' })
  return z.NEVER
})

/** @throws Refused 422 for a time more than a day ahead: such an event would stand above all others for as long */
export function notFarAhead(at: number | null, now: number, where: string): number {
  if (at !== null && at > now + DAY) throw new Refused(422, 'invalid', 'This time is more than a day in the future. Check the clock of the phone system.', { at: where })
  return at ?? now
}

/**
 * Parses or says in plain words what is wrong and where.
 * @param under the path of `value` in the body, for example `3.`
 * @throws Refused 422
 */
export function parseFields<T>(schema: z.ZodType<T>, value: unknown, under = ''): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const at = `${under}${issue?.path.join('.') ?? ''}`.replace(/\.$/, '')
  throw new Refused(422, 'invalid', issue?.message ?? 'This is not an event.', at === '' ? {} : { at })
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
