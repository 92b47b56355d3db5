/**
 * Reads what Twilio answers. Only the fields that are used are looked at, and an entry that cannot be read is left out
 * and counted, so that one of a kind we do not know never hides the ones beside it. By hand and not by schema: a page of
 * nothing but broken entries must cost no more than a whole one.
 * Source: Twilio's pages on the Message, Media and Call resources (2010-04-01).
 */

export type Message = {
  sid: string
  direction: string
  status: string
  from: string | null
  to: string | null
  body: string
  num_media: number
  /** 0 where there is none. */
  error_code: number
  /** Times are ms UTC. */
  date_created: number | null
  date_sent: number | null
  date_updated: number | null
}

export type Call = {
  sid: string
  parent_call_sid: string | null
  direction: string
  status: string
  from: string | null
  to: string | null
  caller_name: string | null
  /** Seconds; 0 where nobody spoke. */
  duration: number
  date_created: number | null
  start_time: number | null
  end_time: number | null
  date_updated: number | null
}

/** What was recorded of a call; `seconds` is null while it is not counted yet. */
export type Recording = { source: string; status: string; seconds: number | null }

export type Medium = { sid: string; content_type: string }

/** `unreadable` is how many entries were left out. */
export type Page<T> = { entries: T[]; next: string | null; unreadable: number }

/** More entries in a page than Twilio puts there; more digits than any of its counts has. */
const MOST_ENTRIES = 1000
const COUNT = /^\d{1,9}$/
const LONGEST_WORDS = 10_000
const RFC_2822 = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)$/
/** Ids of resources; everything that is put into a path passes here. */
const MESSAGE_SID = /^(?:SM|MM)[0-9a-fA-F]{32}$/
const CALL_SID = /^CA[0-9a-fA-F]{32}$/
const MEDIUM_SID = /^ME[0-9a-fA-F]{32}$/

type Fields = Record<string, unknown>

export const readMessages = (json: unknown): Page<Message> | null => readPage(json, 'messages', readMessage)
export const readCalls = (json: unknown): Page<Call> | null => readPage(json, 'calls', readCall)
export const readMedia = (json: unknown): Page<Medium> | null => readPage(json, 'media_list', readMedium)
export const readRecordings = (json: unknown): Page<Recording> | null => readPage(json, 'recordings', readRecording)
/** Our own numbers in the account, for Settings' Test. */
export const readNumbers = (json: unknown): Page<string> | null => readPage(json, 'incoming_phone_numbers', (entry) => (isFields(entry) ? words(entry['phone_number']) : null))

export function readMessage(json: unknown): Message | null {
  if (!isFields(json)) return null
  const sid = sidIn(json, MESSAGE_SID)
  const direction = words(json['direction'])
  const status = words(json['status'])
  const media = count(json['num_media'])
  const body = json['body'] ?? ''
  if (sid === null || direction === null || status === null || media === null || typeof body !== 'string') return null
  return {
    sid,
    direction,
    status,
    from: words(json['from']) || null,
    to: words(json['to']) || null,
    body,
    num_media: media,
    error_code: count(json['error_code']) ?? 0,
    date_created: readDate(json['date_created']),
    date_sent: readDate(json['date_sent']),
    date_updated: readDate(json['date_updated']),
  }
}

export function readCall(json: unknown): Call | null {
  if (!isFields(json)) return null
  const sid = sidIn(json, CALL_SID)
  const direction = words(json['direction'])
  const status = words(json['status'])
  const duration = count(json['duration'])
  if (sid === null || direction === null || status === null || duration === null) return null
  return {
    sid,
    parent_call_sid: words(json['parent_call_sid']) || null,
    direction,
    status,
    from: words(json['from']) || null,
    to: words(json['to']) || null,
    caller_name: words(json['caller_name']) || null,
    duration,
    date_created: readDate(json['date_created']),
    start_time: readDate(json['start_time']),
    end_time: readDate(json['end_time']),
    date_updated: readDate(json['date_updated']),
  }
}

function readRecording(json: unknown): Recording | null {
  const source = isFields(json) ? words(json['source']) : null
  const status = isFields(json) ? words(json['status']) : null
  if (!isFields(json) || source === null || status === null) return null
  return { source, status, seconds: json['duration'] === undefined || json['duration'] === null ? null : count(json['duration']) }
}

function readMedium(json: unknown): Medium | null {
  const sid = isFields(json) ? sidIn(json, MEDIUM_SID) : null
  const type = isFields(json) ? words(json['content_type']) : null
  return sid === null || type === null ? null : { sid, content_type: type }
}

/** `active`, `suspended` or `closed`; null where it cannot be told. */
export function readAccountStatus(json: unknown): string | null {
  return isFields(json) ? words(json['status']) : null
}

/** The code in an error body, such as 21610; null where there is none. Its words are Twilio's and never shown. */
export function readErrorCode(json: unknown): number | null {
  const code = isFields(json) ? json['code'] : null
  return typeof code === 'number' && Number.isInteger(code) && code > 0 && code < 1_000_000 ? code : null
}

/** The sid of a text that was just taken. */
export function readSid(json: unknown): string | null {
  return isFields(json) ? sidIn(json, MESSAGE_SID) : null
}

/** @returns ms UTC, or null for anything but a date as RFC 2822 writes it */
export function readDate(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > 40 || !RFC_2822.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

function readPage<T>(json: unknown, name: string, read: (entry: unknown) => T | null): Page<T> | null {
  if (!isFields(json)) return null
  const list: unknown = json[name]
  const next = json['next_page_uri'] ?? ''
  if (!Array.isArray(list) || list.length > MOST_ENTRIES || typeof next !== 'string' || next.length > 2000) return null
  const entries = (list as unknown[]).map(read).filter((entry) => entry !== null)
  return { entries, next: next || null, unreadable: list.length - entries.length }
}

function isFields(json: unknown): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function sidIn({ sid }: Fields, kind: RegExp): string | null {
  return typeof sid === 'string' && kind.test(sid) ? sid : null
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value.length <= LONGEST_WORDS ? value : null
}

/** Twilio writes numbers in quotes, and nothing for none; null for what is no number. */
function count(value: unknown): number | null {
  if (value === undefined || value === null) return 0
  if (typeof value === 'string') return COUNT.test(value) ? Number(value) : null
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e9 ? value : null
}
