import { createHash } from 'node:crypto'
import { MINUTE, SECOND } from '@shared/time.ts'
import type { LineFact, Sink } from '../line.ts'
import type { Client } from './client.ts'
import { asFilter, readList } from './list.ts'
import { createMark, type Window } from './mark.ts'
import type { MediaFetcher } from './media.ts'
import { Recent } from './recent.ts'
import type { TwilioSettings } from './settings.ts'
import { readMessages, type Message } from './wire.ts'

const BATCH = 100
/** A text that Twilio is still putting together is left for the next look, but not for longer than this. */
const LONGEST_RECEIVING = MINUTE

type Wanted = { client: Client; sink: Sink; settings: Pick<TwilioSettings, 'numbers'>; media: MediaFetcher }

/** Reads the texts that came in since the last look. The mark moves only over what was received, with its media. */
export function createTextReader({ client, sink, settings: { numbers }, media }: Wanted): { read: (deep: boolean) => Promise<void> } {
  const mark = createMark('texts', sink.memory, client.serverNow)
  const seen = new Recent()
  /** Without numbers of our own to ask for, everything that came in over the account. */
  const targets = numbers.length > 0 ? numbers : [undefined]

  async function inbound(window: Window): Promise<Message[]> {
    const all: Message[] = []
    for (const to of targets) {
      const query = { To: to, 'DateSent>': asFilter(window.from), ...(window.until !== null && { 'DateSent<': asFilter(window.until) }) }
      all.push(...(await readList(client, { path: '/Messages.json', query, read: readMessages, at: timeOf, from: window.from })))
    }
    return all.filter(({ direction }) => direction === 'inbound')
  }

  return {
    async read(deep) {
      for (const window of mark.windows(deep)) {
        // From before the first page: what comes while it is read is for the next time.
        const asked = client.serverNow()
        const texts = (await inbound(window)).filter((message) => !seen.has(message.sid)).map((message) => ({ message, at: timeOf(message) ?? asked }))
        const unfinished = texts.filter(({ message, at }) => message.status === 'receiving' && asked - at < LONGEST_RECEIVING)
        const wanted = texts
          .filter((text) => text.at >= mark.floor() && !unfinished.includes(text))
          // Oldest first: STOP and then START mean something else than the other way round.
          .toSorted((a, b) => a.at - b.at || a.message.sid.localeCompare(b.message.sid))
        for (let from = 0; from < wanted.length; from += BATCH) {
          const batch = wanted.slice(from, from + BATCH)
          sink.receiveAll(batch.map(factOf))
          for (const { message, at } of batch) {
            seen.add(message.sid)
            if (message.num_media > 0) media.expect(message.sid, at)
            if (numbers.length > 1 && message.from && message.to) sink.memory.set(writtenTo(message.from), message.to)
          }
          await new Promise(setImmediate)
        }
        // A clock that was wrong before the answers came must not put the mark ahead.
        mark.moveTo(Math.min(window.until ?? asked, client.serverNow(), media.oldestWaiting() - SECOND, ...unfinished.map(({ at }) => at - SECOND)))
      }
    },
  }
}

function factOf({ message, at }: { message: Message; at: number }): LineFact {
  return { id: `text:${message.sid}`, at, type: 'text', textId: message.sid, number: message.from, body: message.body.slice(0, 5000).toWellFormed() }
}

function timeOf({ date_sent, date_created }: Message): number | null {
  return date_sent ?? date_created
}

/** Where the line remembers which of our numbers somebody texted last, so that the answer comes from the same. */
export function writtenTo(number: string): string {
  return `texted:${createHash('sha256').update(number).digest('hex').slice(0, 24)}`
}
