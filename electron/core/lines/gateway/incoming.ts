import { asNumber } from '../http/cti.ts'
import { Refused } from '../http/answers.ts'
import { shortened } from '../http/fields.ts'
import type { LineFact } from '../line.ts'
import { DAY } from '@shared/time.ts'
import { decodeText } from './charset.ts'
import type { Dialect } from './dialects.ts'
import { digest } from './ids.ts'
import { parseOrNull, wordAt } from './paths.ts'

/** The journal's limit. */
const LONGEST_TEXT = 5000
const MOST_FIELDS = 200
/** Earlier than this it is no time of a text. */
const EARLIEST = Date.UTC(2000, 0, 1)

/** A post as it came. `query` is what follows the `?` of its address, undecoded. */
export type Post = { query: string; contentType: string; body: Buffer }

type Wanted = { now: number; newId: () => string; /** The text a report's address is about. */ textId: string | null }

/**
 * Reads what a gateway posts: a text, a report about one of ours, or null for what is neither.
 * @throws Refused 422 where the fields named in Settings are not there
 */
export function readPost(dialect: Dialect, post: Post, { now, newId, textId }: Wanted): LineFact | null {
  const fields = fieldsOf(post)
  const word = fields.word
  const state = stateOf(dialect, dialect.inState === '' ? null : word(dialect.inState))
  const at = timeOf(dialect.inTime === '' ? null : word(dialect.inTime), now)
  if (state === 'text' && textId === null) return readText(dialect, fields, at, newId)
  if (state === 'text' || state === null) return null
  const id = textId ?? (dialect.inReportId === '' ? null : word(dialect.inReportId))
  if (!id) return null
  const reason = state === 'failed' ? reasonOf(word(dialect.inReason)) : null
  // By state, so that each is recorded once however often and in whatever order it is told.
  return { type: 'delivery', id: shortened(`report:${state}:${id}`), at, state, reason, textId: id, ...(textId === null && { providerId: id.slice(0, 200) }) }
}

function readText(dialect: Dialect, { word, text }: Fields, at: number, newId: () => string): LineFact {
  const from = word(dialect.inFrom)
  const body = text(dialect.inText)
  if (from === null) throw new Refused(422, 'invalid', 'There is no number in it by the name entered in Settings.', { at: dialect.inFrom })
  if (body === null) throw new Refused(422, 'invalid', 'There is no text in it by the name entered in Settings.', { at: dialect.inText })
  const time = dialect.inTime === '' ? null : word(dialect.inTime)
  const given = dialect.inId === '' ? null : word(dialect.inId)?.trim()
  // Without an id of its own the same words at the same time are one text; without a time nothing tells a repeat.
  const key = shortened(`text:${given || (time ? `sha256:${digest(JSON.stringify([from, time, body]))}` : newId())}`)
  return { type: 'text', id: key, textId: key, at, number: asNumber(from.trim().slice(0, 120)) || null, body: fitting(body) }
}

function stateOf(dialect: Dialect, value: string | null): 'text' | 'sent' | 'delivered' | 'failed' | null {
  const among = (words: string): boolean => value !== null && words.split(/\s+/).includes(value)
  if (among(dialect.deliveredIs)) return 'delivered'
  if (among(dialect.failedIs)) return 'failed'
  if (among(dialect.sentIs)) return 'sent'
  return dialect.textIs.trim() === '' || among(dialect.textIs) ? 'text' : null
}

type Fields = { word: (name: string) => string | null; text: (name: string) => string | null }

function fieldsOf({ query, contentType, body }: Post): Fields {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const inQuery = readForm(query)
  const inBody = type === 'application/x-www-form-urlencoded' ? readForm(body.toString('latin1')) : null
  const json = type === 'application/json' ? parseOrNull(decodeText(body, 'utf-8', null)) : null
  const bytes = (name: string): Buffer | null => inBody?.get(name) ?? inQuery.get(name) ?? null
  const first = (names: string, read: (name: string) => string | null): string | null => names.split('|').map(read).find((found) => found !== null) ?? null
  const word = (names: string): string | null => first(names, (name) => wordAt(json, name) ?? bytes(name)?.toString() ?? null)
  const charset = (): string | null => word('charset') ?? /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ?? null
  return {
    word,
    text(names) {
      const decoded = (found: Buffer | null): string | null => found && decodeText(found, charset(), word('coding'))
      return names === '' ? decoded(body) : first(names, (name) => wordAt(json, name) ?? decoded(bytes(name)))
    },
  }
}

/** A form or query by name, as bytes: a text in it is in whatever charset its sender says. The first of a name counts. */
function readForm(text: string): Map<string, Buffer> {
  const fields = new Map<string, Buffer>()
  for (const pair of text.split('&', MOST_FIELDS)) {
    const [name = '', ...rest] = pair.split('=')
    const key = percentDecoded(name).toString()
    if (key !== '' && !fields.has(key)) fields.set(key, percentDecoded(rest.join('=')))
  }
  return fields
}

function percentDecoded(text: string): Buffer {
  const plain = text.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

/** Seconds or milliseconds since 1970, or ISO 8601 with its zone; the time here where it is none of them or cannot be. */
function timeOf(given: string | null, now: number): number {
  const word = given?.trim() ?? ''
  const at = /^\d{9,11}$/.test(word) ? Number(word) * 1000 : /^\d{12,14}$/.test(word) ? Number(word) : /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(word) ? Date.parse(word) : Number.NaN
  return Number.isSafeInteger(at) && at >= EARLIEST && at <= now + DAY ? at : now
}

function fitting(body: string): string {
  if (body.length <= LONGEST_TEXT) return body
  return `${body.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * Why it failed, for the desk. A carrier's report may quote the text (SMPP 3.4, appendix B: `text:` and its first
 * twenty letters), so only its code is kept of one; short plain words are kept as they are.
 */
function reasonOf(given: string | null): string {
  const words = given?.trim() ?? ''
  const [, stat, code] = /\bstat:(\w{1,10}).*?\berr:(\w{1,10})/i.exec(words.slice(0, 400)) ?? []
  if (stat !== undefined) return `The carrier did not deliver it (${stat} ${code ?? ''}).`
  const refusal = /^NACK\/(?:0x[0-9a-f]+\/)?([\w .,'-]{3,100})$/i.exec(words)?.[1]
  if (refusal !== undefined) return `The carrier refused it: ${refusal}`
  if (words === '' || words.includes('text:') || /^(N?ACK)?\/?$/.test(words) || words.length > 200 || /\p{Cc}/u.test(words)) return 'The carrier did not deliver it.'
  return `The carrier did not deliver it: ${words}`
}
