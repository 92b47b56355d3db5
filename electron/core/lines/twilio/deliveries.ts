import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import type { LineFact, Sink } from '../line.ts'
import { TwilioError, type Client } from './client.ts'
import { failureWords, meansNoMobile, meansOptedOut } from './errors.ts'
import { asFilter, readList } from './list.ts'
import { Recent } from './recent.ts'
import type { TwilioSettings } from './settings.ts'
import { readMessage, readMessages, type Message } from './wire.ts'

/** More than this to ask about, and one list is cheaper than asking for each. */
const ONE_BY_ONE = 4
const MOST_AT_ONCE = 10
/** How long after it a text whose outcome is not known is looked for. */
const LOOKED_FOR = 5 * MINUTE

/** A text that may have been sent: between these times (ours) its request was on its way. */
export type Unsettled = { textId: string; to: string; body: string; from: number; until: number }

export type Deliveries = {
  /** Asks what became of our texts, each less often as it gets older. */
  ask: () => Promise<void>
  /** A text that Twilio took, and the id it has there. */
  taken: (sid: string) => void
  /** A text of which it is not known whether Twilio took it. */
  lost: (text: Unsettled) => void
}

export function createDeliveries({ client, sink, settings: { numbers } }: { client: Client; sink: Sink; settings: Pick<TwilioSettings, 'numbers'> }): Deliveries {
  const nextAt = new Map<string, number>()
  const ours = new Recent(5000)
  let unsettled: Unsettled[] = []

  async function one(sid: string): Promise<Message | null> {
    try {
      return readMessage(await client.get(`/Messages/${sid}.json`))
    } catch (error) {
      if (error instanceof TwilioError && error.status === 404) return null
      throw error
    }
  }

  /** One list per number instead of one request per text; what it does not show is asked for by itself. */
  async function listed(since: number): Promise<Map<string, Message>> {
    const all: Message[] = []
    for (const from of numbers) {
      all.push(...(await readList(client, { path: '/Messages.json', query: { From: from, 'DateSent>': asFilter(since) }, read: readMessages, at: ({ date_sent, date_created }) => date_sent ?? date_created, from: since, pages: 3 })))
    }
    return new Map(all.map((message) => [message.sid, message]))
  }

  async function askForStates(): Promise<void> {
    const now = sink.now()
    const underWay = sink.textsUnderWay()
    const sids = new Set(underWay.map(({ providerId }) => providerId))
    for (const sid of nextAt.keys()) if (!sids.has(sid)) nextAt.delete(sid)
    const due = underWay.filter(({ providerId }) => /^(?:SM|MM)[0-9a-fA-F]{32}$/.test(providerId) && now >= (nextAt.get(providerId) ?? 0)).toSorted((a, b) => (nextAt.get(a.providerId) ?? 0) - (nextAt.get(b.providerId) ?? 0))
    if (due.length === 0) return
    const known = due.length > ONE_BY_ONE ? await listed(client.serverNow() - now + Math.min(...due.map(({ at }) => at)) - MINUTE) : new Map<string, Message>()
    let asked = 0
    for (const { textId, providerId, at } of due) {
      let message = known.get(providerId) ?? null
      if (message === null) {
        if (asked >= MOST_AT_ONCE) continue
        asked += 1
        message = await one(providerId)
      }
      // One that Twilio does not know may be too new for its list.
      nextAt.set(providerId, now + pauseAfter(now - at))
      const fact = message === null ? null : deliveryOf(message, textId, client.serverNow())
      if (fact) sink.receive(fact)
    }
  }

  /**
   * A text whose request broke off is known to have left when Twilio shows exactly one with this number, these words and
   * a time while it was on its way, and it is no other of ours. Whoever made it, this person then has these words once.
   * None of it proves the contrary, because the list may be late: then it stays work for a person.
   */
  async function settle(): Promise<void> {
    const now = sink.now()
    unsettled = unsettled.filter(({ until }) => now - until < LOOKED_FOR)
    const skew = client.serverNow() - now
    for (const text of unsettled.slice(0, MOST_AT_ONCE)) {
      if (unsettled.some((other) => other !== text && other.to === text.to && other.body === text.body)) continue
      const list = await readList(client, { path: '/Messages.json', query: { To: text.to }, read: readMessages, at: ({ date_created }) => date_created, pages: 1 })
      const claimed = new Set(sink.textsUnderWay().map(({ providerId }) => providerId))
      const same = list.filter(
        ({ sid, direction, body, date_created }) =>
          direction === 'outbound-api' && body === text.body && !ours.has(sid) && !claimed.has(sid) && date_created !== null && date_created >= text.from + skew - 2 * SECOND && date_created <= text.until + skew + MINUTE,
      )
      const [found, another] = same
      if (!found || another) continue
      ours.add(found.sid)
      sink.receive({ id: `found:${found.sid}`, at: found.date_created ?? now, type: 'delivery', textId: text.textId, providerId: found.sid, state: 'sent' })
      unsettled = unsettled.filter((other) => other !== text)
    }
  }

  return {
    async ask() {
      await askForStates()
      if (unsettled.length > 0) await settle()
    },
    taken: (sid) => ours.add(sid),
    lost: (text) => void unsettled.push(text),
  }
}

/** Most are delivered within seconds; one that is not by then may take hours. @param age ms @returns ms */
export function pauseAfter(age: number): number {
  if (age < 2 * MINUTE) return 0
  if (age < HOUR) return MINUTE
  return age < DAY ? 15 * MINUTE : 2 * HOUR
}

/** What a text's state at Twilio tells; null while it is under way. */
export function deliveryOf(message: Message, textId: string, now: number): LineFact | null {
  const fact = { id: `delivery:${message.sid}:${message.status}`, at: message.date_updated ?? now, type: 'delivery' as const, textId, providerId: message.sid }
  const code = message.error_code || null
  switch (message.status) {
    case 'delivered':
    case 'read':
      return { ...fact, state: 'delivered' }
    case 'undelivered':
    case 'failed':
      return { ...fact, state: 'failed', reason: failureWords(code), optedOut: meansOptedOut(code), ...(meansNoMobile(code) && { notMobile: true }) }
    case 'canceled':
      return { ...fact, state: 'failed', reason: 'It was taken back at Twilio before it left.' }
    default:
      return null
  }
}
