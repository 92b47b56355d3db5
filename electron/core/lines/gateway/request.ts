import { countSegments } from '@shared/rules/segments.ts'
import { digest } from './ids.ts'
import type { Dialect } from './dialects.ts'
import { jsonOf } from './paths.ts'

export type Text = { textId: string; to: string; body: string }
export type Account = { url: string; user: string; password: string; sender: string }
export type Outgoing = { url: string; method: 'GET' | 'POST'; headers: Record<string, string>; content: string }

/** SMSGate takes ids of at most this many characters; ours have as many, save for those of automatic texts. */
const LONGEST_ID = 36

/**
 * One request that hands over one text.
 * @param reportUrl where reports about it are to go, or null where there is none
 */
export function requestFor(dialect: Dialect, account: Account, text: Text, reportUrl: string | null): Outgoing {
  const { url, user, password, sender } = account
  const id = text.textId.length <= LONGEST_ID ? text.textId : digest(text.textId).slice(0, LONGEST_ID)
  const fields: [string, string][] = [
    [dialect.toField, text.to],
    [dialect.textField, text.body],
    [dialect.fromField, sender],
    [dialect.idField, id],
    ...extrasOf(dialect.extra, { report: reportUrl, id, coding: codingOf(text.body) }),
  ]
  return build(dialect, { url, user, password }, fields.filter(([name, value]) => name !== '' && (value !== '' || name === dialect.textField)))
}

/** The same request with neither receiver nor text: a system that knows us says what is missing, another that we may not. */
export function probeFor(dialect: Dialect, account: Account): Outgoing {
  return build(dialect, account, [])
}

function build(dialect: Dialect, { url, user, password }: Pick<Account, 'url' | 'user' | 'password'>, fields: [string, string][]): Outgoing {
  const all: [string, string][] = dialect.auth === 'fields' ? [[dialect.userField, user], [dialect.passwordField, password], ...fields] : fields
  const form = new URLSearchParams(all)
  const headers = authHeaders(dialect, user, password)
  if (dialect.format === 'query') return { url: withQuery(url, form), method: dialect.method, headers, content: '' }
  if (dialect.format === 'form') return dialect.method === 'GET' ? { url: withQuery(url, form), method: 'GET', headers, content: '' } : { url, method: 'POST', headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, content: form.toString() }
  const extra = new Set(new URLSearchParams(dialect.extra).keys())
  const content = JSON.stringify(jsonOf(all.map(([name, value]) => [name, extra.has(name) ? plainValue(value) : value] as const)))
  return { url, method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, content }
}

function withQuery(url: string, form: URLSearchParams): string {
  const whole = new URL(url)
  // The system's own parameters in the address stay.
  for (const [name, value] of form) whole.searchParams.append(name, value)
  return whole.href
}

function authHeaders({ auth, authHeader }: Dialect, user: string, password: string): Record<string, string> {
  if (auth === 'basic') return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
  if (auth === 'bearer') return { authorization: `Bearer ${password}` }
  return auth === 'header' ? { [authHeader.toLowerCase()]: password } : {}
}

function extrasOf(extra: string, values: { report: string | null; id: string; coding: string }): [string, string][] {
  return [...new URLSearchParams(extra)].flatMap(([name, template]): [string, string][] => {
    if (template.includes('{report}') && values.report === null) return []
    return [[name, template.replace(/\{(report|id|coding)\}/g, (_whole, key: keyof typeof values) => values[key] ?? '')]]
  })
}

/**
 * 0 where every letter is of the GSM alphabet, so that a plain text of 160 characters is one part; 2 (UCS-2) for all
 * others. Kannel would put a question mark for a letter it cannot write, so the choice is never left to it.
 */
function codingOf(body: string): '0' | '2' {
  return countSegments(body).encoding === 'GSM-7' ? '0' : '2'
}

/** In JSON `true` and `3600` of the further fields are no strings. */
function plainValue(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value
}
