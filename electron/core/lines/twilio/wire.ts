import { z } from 'zod'

/**
 * Reads what Twilio answers. Only the fields that are used are looked at, and an entry that cannot be read is left out
 * and counted, so that one of a kind we do not know never hides the ones beside it.
 * Source: Twilio's pages on the Message, Media and Call resources (2010-04-01).
 */

/** Ids of resources; everything that is put into a path passes here. */
const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`))
const words = z.string().max(10_000)
const RFC_2822 = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)$/

/** @returns ms UTC, or null for anything but a date as RFC 2822 writes it */
export function readDate(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > 40 || !RFC_2822.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const date = z.unknown().transform(readDate)
const optional = words.nullish().transform((value) => value || null)
/** Twilio writes numbers in quotes. */
const count = z.union([z.number(), z.string().regex(/^\d{1,9}$/).transform(Number)]).nullish().transform((value) => value ?? 0)

const message = z.object({
  sid: z.union([sid('SM'), sid('MM')]),
  direction: words,
  status: words,
  from: optional,
  to: optional,
  body: z.string().nullish().transform((value) => value ?? ''),
  num_media: count,
  error_code: z.union([count, z.null()]).optional(),
  date_created: date,
  date_sent: date,
  date_updated: date,
})
export type Message = z.infer<typeof message>

const call = z.object({
  sid: sid('CA'),
  parent_call_sid: optional,
  direction: words,
  status: words,
  from: optional,
  to: optional,
  caller_name: optional,
  duration: count,
  date_created: date,
  start_time: date,
  end_time: date,
  date_updated: date,
})
export type Call = z.infer<typeof call>

const medium = z.object({ sid: sid('ME'), content_type: words })
export type Medium = z.infer<typeof medium>

/** `unreadable` is how many entries were left out. */
export type Page<T> = { entries: T[]; next: string | null; unreadable: number }

export const readMessages = (json: unknown): Page<Message> | null => readPage(json, 'messages', message)
export const readCalls = (json: unknown): Page<Call> | null => readPage(json, 'calls', call)
export const readMedia = (json: unknown): Page<Medium> | null => readPage(json, 'media_list', medium)
export const readMessage = (json: unknown): Message | null => message.safeParse(json).data ?? null
export const readCall = (json: unknown): Call | null => call.safeParse(json).data ?? null

/** Our own numbers in the account, for Settings' Test. */
export const readNumbers = (json: unknown): Page<{ phone_number: string }> | null => readPage(json, 'incoming_phone_numbers', z.object({ phone_number: words }))

/** `active`, `suspended` or `closed`; null where it cannot be told. */
export function readAccountStatus(json: unknown): string | null {
  return z.object({ status: z.string().max(40) }).safeParse(json).data?.status ?? null
}

/** The code in an error body, such as 21610; null where there is none. Its words are Twilio's and never shown. */
export function readErrorCode(json: unknown): number | null {
  return z.object({ code: z.number().int().min(1).max(999_999) }).safeParse(json).data?.code ?? null
}

/** The sid of a text that was just taken. */
export function readSid(json: unknown): string | null {
  return z.object({ sid: z.union([sid('SM'), sid('MM')]) }).safeParse(json).data?.sid ?? null
}

function readPage<T>(json: unknown, name: string, entry: z.ZodType<T>): Page<T> | null {
  const page = z.object({ [name]: z.array(z.unknown()).max(1000), next_page_uri: z.string().max(2000).nullish() }).safeParse(json).data
  const list = page?.[name]
  if (!page || !Array.isArray(list)) return null
  const entries: T[] = []
  for (const item of list as unknown[]) {
    const read = entry.safeParse(item)
    if (read.success) entries.push(read.data)
  }
  const next = page['next_page_uri']
  return { entries, next: typeof next === 'string' && next !== '' ? next : null, unreadable: list.length - entries.length }
}
