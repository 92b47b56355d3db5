import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../errors.ts'
import { log } from '../log.ts'
import type { Sink } from './line.ts'

/** The longest wait between two tries, ms. */
export const LONGEST_WAIT = 30 * SECOND
const FIRST_WAIT = SECOND / 2
/** A connection that stood this long was a good one: the next waits begin short again. */
const STEADY = 30 * SECOND
/** A try younger than this is not begun again by a wake. */
const JUST_BEGUN = SECOND

/** Why a connection ended, in words for the desk, and when it was last known to work. */
export type Ended = { message: string; since?: number }
/** `closed` fulfils when the connection is lost; it must not reject. */
export type Connection = { closed: Promise<Ended> }

type Wanted = {
  sink: Pick<Sink, 'away' | 'onWake' | 'now'>
  signal: AbortSignal
  /**
   * Connects, signs in, catches up and calls `sink.live`. Everything it opened must be closed when `signal` aborts or
   * when it throws: a PracticeError's message is shown to the desk.
   */
  connect: (signal: AbortSignal) => Promise<Connection>
  random?: () => number
}

/**
 * Keeps a connection up until `signal` aborts: tries again with jittered backoff of at most 30 s, and at once when the
 * PC wakes or its network changes. The jitter keeps all desks of a practice from knocking at the same moment.
 */
export async function keepConnected({ sink, signal, connect, random = Math.random }: Wanted): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const attempt = new AbortController()
    const stop = (): void => attempt.abort()
    signal.addEventListener('abort', stop, { once: true })
    let ended: Ended
    let woken = false
    const began = sink.now()
    // A try begun in sleep or without a network would wait for its own time limit: it begins again at once. One that has only
    // just begun goes on, or the many changes of a network that comes back would let none get through.
    const off = sink.onWake(() => {
      woken = true
      if (Math.abs(sink.now() - began) >= JUST_BEGUN) attempt.abort()
    })
    try {
      const { closed } = await connect(attempt.signal)
      off()
      if (!attempt.signal.aborted) woken = false
      ended = woken ? { message: '' } : await Promise.race([closed, aborted(attempt.signal)])
      failures = sink.now() - began > STEADY ? 0 : failures + 1
    } catch (error) {
      if (!woken && !(error instanceof PracticeError)) log.warn('line.connect', { error })
      ended = { message: error instanceof PracticeError ? error.message : 'The connection could not be made.' }
      failures += 1
    } finally {
      off()
      signal.removeEventListener('abort', stop)
      attempt.abort()
    }
    if (signal.aborted) return
    if (woken) continue
    sink.away(ended.message, ended.since)
    await waitOrWake(waitBefore(failures, random), sink, signal)
  }
}

/** Half to all of a wait that doubles from half a second to thirty. @param failures from 1 @returns ms */
export function waitBefore(failures: number, random: () => number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 10)) * (0.5 + random() / 2)
}

function waitOrWake(delay: number, sink: Pick<Sink, 'onWake'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      off()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, delay)
    const off = sink.onWake(done)
    signal.addEventListener('abort', done, { once: true })
  })
}

function aborted(signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ message: '' })
    signal.addEventListener('abort', () => resolve({ message: '' }), { once: true })
  })
}
