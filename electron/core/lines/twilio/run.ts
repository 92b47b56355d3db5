import type { RunningLine, Sink } from '../line.ts'
import { createCallReader } from './calls.ts'
import { createClient } from './client.ts'
import { createDeliveries } from './deliveries.ts'
import { pollUntilStopped } from './loop.ts'
import { createMediaFetcher } from './media.ts'
import { createSender } from './send.ts'
import type { TwilioSettings } from './settings.ts'
import { createTextReader, writtenTo } from './texts.ts'

export type Pace = {
  /** Time between two looks, ms. */
  every: number
  random: () => number
  /** How long an answer, a medium and a handed over text may take, and the first wait before a medium is tried again, ms. */
  timeout?: number
  mediaTimeout?: number
  mediaWait?: number
  sendWithin?: number
  answerWithin?: number
}

/** Everything of a Twilio line together: looks for texts, calls, deliveries and media until `signal` aborts. */
export function runTwilio(settings: TwilioSettings, sink: Sink, signal: AbortSignal, pace: Pace): RunningLine {
  // A look that is begun anew after sleep ends the requests of the old one.
  let lookSignal = signal
  const client = createClient({ settings, signal: () => lookSignal, now: sink.now, ...(pace.timeout !== undefined && { timeout: pace.timeout }) })
  const media = createMediaFetcher({ client, sink, settings, signal, ...(pace.mediaTimeout !== undefined && { timeout: pace.mediaTimeout }), ...(pace.mediaWait !== undefined && { firstWait: pace.mediaWait }) })
  const texts = createTextReader({ client, sink, settings, media })
  const calls = settings.calls ? createCallReader({ client, sink, settings }) : null
  const deliveries = createDeliveries({ client, sink, settings })
  let clockKnown = false

  const done = pollUntilStopped({
    sink,
    signal,
    every: pace.every,
    random: pace.random,
    async poll({ deep, signal: look }) {
      lookSignal = look
      // The first answer tells Twilio's time, by which everything after is asked for.
      if (!clockKnown) await client.get('/Messages.json', { PageSize: 1 })
      clockKnown = true
      await texts.read(deep)
      await calls?.read(deep)
      await deliveries.ask()
      media.work()
    },
  }).then(media.idle)

  return {
    sendText: createSender({
      settings,
      numberFor: (to) => replyNumber(settings.numbers, sink.memory.get(writtenTo(to))),
      deliveries,
      now: sink.now,
      random: pace.random,
      ...(pace.sendWithin !== undefined && { within: pace.sendWithin }),
      ...(pace.answerWithin !== undefined && { answerWithin: pace.answerWithin }),
    }),
    done,
  }
}

/** The number somebody texted, while it is still one of ours. */
function replyNumber(numbers: readonly string[], texted: string | null): string | null {
  return texted !== null && numbers.includes(texted) ? texted : null
}
