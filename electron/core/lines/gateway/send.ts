import { handOver, isShort, refusalOf } from '../http/hand-over.ts'
import type { SendOutcome } from '../line.ts'
import type { Dialect } from './dialects.ts'
import { parseOrNull, wordAt } from './paths.ts'
import { requestFor, type Account, type Text } from './request.ts'

type Wanted = { dialect: Dialect; account: Account; reportUrl: (textId: string) => string | null; timeout?: number }

/** Hands each text to the gateway once; see `handOver`. */
export function createSender({ dialect, account, reportUrl, timeout }: Wanted): (text: Text) => Promise<SendOutcome> {
  return (text) => handOver({ ...requestFor(dialect, account, text, reportUrl(text.textId)), timeout, outcomeOf: (status, body) => outcomeOf(dialect, status, body) })
}

/** What an answer means. A 2xx that does not say what it should is no proof that the text was refused. */
export function outcomeOf(dialect: Dialect, status: number, body: string): SendOutcome {
  const json = parseOrNull(body)
  if (status >= 200 && status < 300) {
    const id = dialect.idPath === '' ? null : wordAt(json, dialect.idPath)
    if (isTaken(dialect, body, json)) return { outcome: 'sent', providerId: id !== null && isShort(id) ? id : null }
    const words = firstLine(body)
    return { outcome: 'unknown', reason: `The text system answered something that does not mean yes by the line’s settings${words === '' ? '' : ` (“${words}”)`}. It may have been sent.` }
  }
  if (status === 401 || status === 403) return { outcome: 'failed', reason: 'The text system did not accept the user name and password. Enter them again in Settings.' }
  return refusalOf(status, wordAt(json, 'message') ?? wordAt(json, 'error') ?? firstLine(body))
}

function isTaken({ accepted, acceptedIs }: Dialect, body: string, json: unknown): boolean {
  switch (accepted) {
    case 'status':
      return true
    case 'words':
      return acceptedIs.split(/\s+/).some((word) => word !== '' && body.trimStart().startsWith(word))
    case 'json':
      return !['', 'false', '0', null].includes(wordAt(json, acceptedIs))
  }
}

/** The beginning of an answer in words; nothing of a page or of JSON. */
function firstLine(body: string): string {
  const line = body.trim().split(/[\r\n]/)[0]?.slice(0, 120) ?? ''
  return /^[<{[]/.test(line) || !isShort(line) ? '' : line
}
