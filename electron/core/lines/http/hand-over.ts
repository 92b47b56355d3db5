import { SECOND } from '@shared/time.ts'
import type { SendOutcome } from '../line.ts'
import { requestOnce } from '../request-once.ts'

/** Below the 30 s within which the outbox wants an outcome. */
const SEND_TIMEOUT = 20 * SECOND

type Wanted = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  content: string
  timeout?: number
  /** What an answer means; its body is empty where it was cut off or too long. */
  outcomeOf: (status: number, body: string) => SendOutcome
}

/**
 * Hands one text to a text system, once.
 * @returns `failed` only when it is certain that it was not taken; whatever is not certain is `unknown`
 */
export async function handOver({ timeout = SEND_TIMEOUT, outcomeOf, ...request }: Wanted): Promise<SendOutcome> {
  const answer = await requestOnce({ ...request, timeout })
  if ('status' in answer) return outcomeOf(answer.status, answer.body)
  if (!answer.sent) return { outcome: 'failed', reason: 'The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.' }
  return { outcome: 'unknown', reason: `${answer.error === null ? 'The text system did not answer in time.' : 'The connection to the text system broke off.'} It may have been sent.` }
}

/** What is left to say of an answer that does not accept the text: the same for every system that speaks HTTP. */
export function refusalOf(status: number, message: unknown): SendOutcome {
  if (status >= 300 && status < 400) {
    return { outcome: 'failed', reason: 'The text system is at another address now, so it was not sent. Correct the address in Settings.' }
  }
  if (status >= 400 && status < 500) return { outcome: 'failed', reason: reasonOf(status, message) }
  return { outcome: 'unknown', reason: 'The text system had a fault of its own. It may have been sent.' }
}

function reasonOf(status: number, message: unknown): string {
  if (typeof message !== 'string' || !isShort(message)) return `The text system refused it (${status}).`
  return `The text system refused it: ${message}`
}

/** Whether a provider's words can be shown to the desk as they are. */
export function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= 200 && !/\p{Cc}/u.test(text)
}
