import { HOUR } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import type { Sink } from '../line.ts'
import { waitBefore } from '../reconnect.ts'
import { TwilioError } from './client.ts'

/** One failed look is nothing: the next comes within seconds and misses nothing. */
const FAILURES_TO_SAY = 2
const DEEP_EVERY = HOUR

type Wanted = {
  sink: Pick<Sink, 'live' | 'away' | 'onWake' | 'now'>
  signal: AbortSignal
  /** Time between two looks, ms. */
  every: number
  /** One look. `deep` reads far back, for what came late. Throws what went wrong. */
  poll: (look: { deep: boolean; signal: AbortSignal }) => Promise<void>
  random: () => number
}

/**
 * Looks again and again until `signal` aborts, never two looks at once. Says that the line is live after the first whole
 * look, and that it is not when two in a row failed (or at once when the key is refused). Looks at once when the PC woke or its
 * network changed: a look under way then hangs on a dead connection and is begun anew.
 */
export async function pollUntilStopped({ sink, signal, every, poll, random }: Wanted): Promise<void> {
  let failures = 0
  let lastGood: number | undefined
  let live = false
  let deepAt = 0
  let woken = false
  let interrupt: () => void = () => undefined
  let attempt = new AbortController()
  // For as long as the line runs: media of an earlier look still go by its signal.
  signal.addEventListener('abort', () => attempt.abort(), { once: true })
  const away = (message: string, since: number | undefined): void => {
    live = false
    sink.away(message, since)
  }
  const off = sink.onWake(({ asleepSince }) => {
    woken = true
    deepAt = 0
    if (asleepSince !== null) away('This PC was asleep.', asleepSince)
    interrupt()
  })
  try {
    while (!signal.aborted) {
      let wait = every * (0.95 + random() / 10)
      attempt = new AbortController()
      interrupt = () => attempt.abort()
      woken = false
      const began = sink.now()
      const deep = began >= deepAt
      try {
        await poll({ deep, signal: attempt.signal })
        if (signal.aborted) return
        failures = 0
        lastGood = sink.now()
        if (deep) deepAt = woken ? 0 : began + DEEP_EVERY
        if (!live) sink.live({ untold: [] })
        live = true
      } catch (error) {
        if (signal.aborted) return
        if (!woken) {
          failures += 1
          deepAt = 0
          if (!(error instanceof PracticeError)) log.warn('twilio.poll', { error })
          const status = error instanceof TwilioError ? error.status : null
          if (failures >= FAILURES_TO_SAY || status === 401 || status === 403) away(error instanceof PracticeError ? error.message : 'What came in could not be saved. Rapport tries again by itself; check that the disk is not full.', lastGood)
          wait = (error instanceof TwilioError ? error.retryAfter : null) ?? waitBefore(failures, random)
        }
      }
      if (!woken) {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            clearTimeout(timer)
            signal.removeEventListener('abort', done)
            resolve()
          }
          const timer = setTimeout(done, wait)
          interrupt = done
          signal.addEventListener('abort', done, { once: true })
        })
      }
    }
  } finally {
    off()
  }
}
