import { SECOND } from '@shared/time.ts'
import type { RunningLine, SendOutcome } from '../line.ts'
import { requestOnce, type Answered, type Unanswered } from '../request-once.ts'
import { authorizationOf, readJson, readRetryAfter } from './client.ts'
import type { Deliveries } from './deliveries.ts'
import { failureWords, meansNoMobile, meansOptedOut } from './errors.ts'
import type { TwilioSettings } from './settings.ts'
import { readErrorCode, readSid } from './wire.ts'

/** Twilio takes no more, whatever it becomes on the way (error 21617). */
const LONGEST_BODY = 1600
/** The outbox wants an outcome within 30 s. */
const SETTLE_WITHIN = 27 * SECOND
const ANSWER_WITHIN = 15 * SECOND
/** Twilio counts requests at the same time and answers 429 to the rest. */
const MOST_AT_ONCE = 4

type Wanted = {
  settings: Pick<TwilioSettings, 'accountSid' | 'keySid' | 'keySecret' | 'baseUrl' | 'numbers' | 'messagingServiceSid'>
  /** Which of our numbers this person texted last, or null. */
  numberFor: (to: string) => string | null
  deliveries: Pick<Deliveries, 'taken' | 'lost'>
  now: () => number
  random: () => number
  within?: number
  answerWithin?: number
}

/** Hands one text to Twilio. Only 429 is tried again, because it says that nothing was taken. */
export function createSender({ settings, numberFor, deliveries, now, random, within = SETTLE_WITHIN, answerWithin = ANSWER_WITHIN }: Wanted): NonNullable<RunningLine['sendText']> {
  const turns = createTurns(MOST_AT_ONCE)

  return async ({ textId, to, body }) => {
    // An emoji counts as one character, which is the more Twilio may count.
    if ([...body].length > LONGEST_BODY) return { outcome: 'failed', reason: `It is longer than the ${LONGEST_BODY} characters Twilio takes, so it was not sent. Make it shorter, or send it in two.` }
    const content = contentOf({ settings, from: numberFor(to), to, body })
    const deadline = now() + within
    if (!(await turns.next(within))) return tooMuch
    try {
      for (let tries = 1; ; tries += 1) {
        const from = now()
        if (from >= deadline) return tooMuch
        const answer = await post({ settings, content, timeout: Math.min(answerWithin, deadline - from) })
        if (!('status' in answer)) return broken(answer, () => deliveries.lost({ textId, to, body, from, until: now() }))
        if (answer.status !== 429) {
          const outcome = outcomeOf(answer)
          if (outcome.outcome === 'sent' && outcome.providerId !== null) deliveries.taken(outcome.providerId)
          if (outcome.outcome === 'unknown') deliveries.lost({ textId, to, body, from, until: now() })
          return outcome
        }
        const wait = readRetryAfter(answer.headers['retry-after'] ?? null, now()) ?? SECOND * 2 ** (tries - 1) * (0.5 + random() / 2)
        if (now() + wait >= deadline) return tooMuch
        await new Promise((resolve) => {
          setTimeout(resolve, wait)
        })
      }
    } finally {
      turns.done()
    }
  }
}

const tooMuch: SendOutcome = { outcome: 'failed', reason: 'Twilio was asked for too much at once, so it was not sent. Send it again in a while.' }

function contentOf({ settings, from, to, body }: { settings: Wanted['settings']; from: string | null; to: string; body: string }): string {
  const sender = settings.messagingServiceSid !== '' ? ['MessagingServiceSid', settings.messagingServiceSid] : ['From', from ?? settings.numbers[0] ?? '']
  return new URLSearchParams([['To', to], sender, ['Body', body]]).toString()
}

function broken({ sent, error }: Unanswered, lost: () => void): SendOutcome {
  if (!sent) return { outcome: 'failed', reason: 'Twilio could not be reached, so it was not sent. Check the network.' }
  lost()
  return { outcome: 'unknown', reason: `${error === null ? 'Twilio did not answer in time.' : 'The connection to Twilio broke off.'} It may have been sent.` }
}

function outcomeOf({ status, body }: Answered): SendOutcome {
  const json = readJson(body)
  if (status >= 200 && status < 300) return { outcome: 'sent', providerId: readSid(json) }
  const code = readErrorCode(json)
  if (status >= 300 && status < 400) return { outcome: 'failed', reason: 'Twilio is at another address for this account, so it was not sent. Correct the address in Settings.' }
  if (status >= 400 && status < 500 && status !== 408) {
    if (code === null) return { outcome: 'failed', reason: status === 401 ? 'Twilio does not accept the key. Check the Account SID and the key in Settings.' : `Twilio refused it (${status}).` }
    return { outcome: 'failed', reason: failureWords(code).replace('It was not delivered.', 'Twilio refused it.'), ...(meansOptedOut(code) && { optedOut: true }), ...(meansNoMobile(code) && { notMobile: true }) }
  }
  return { outcome: 'unknown', reason: 'Twilio had a fault of its own. It may have been sent.' }
}

function post({ settings, content, timeout }: { settings: Wanted['settings']; content: string; timeout: number }): Promise<Answered | Unanswered> {
  return requestOnce({
    url: `${settings.baseUrl}/2010-04-01/Accounts/${settings.accountSid}/Messages.json`,
    method: 'POST',
    headers: { authorization: authorizationOf(settings), accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    content,
    timeout,
  })
}

/** Lets so many through at once and the others wait, in their order. */
function createTurns(most: number): { next: (within: number) => Promise<boolean>; done: () => void } {
  let free = most
  const waiting: (() => void)[] = []
  return {
    next(within) {
      if (free > 0) {
        free -= 1
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer)
          resolve(true)
        }
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(go), 1)
          resolve(false)
        }, within)
        waiting.push(go)
      })
    },
    done() {
      const first = waiting.shift()
      if (first) first()
      else free += 1
    },
  }
}
