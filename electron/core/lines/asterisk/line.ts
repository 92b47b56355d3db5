import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import type { DialOutcome, LineFact, RunningLine, Sink } from '../line.ts'
import { keepConnected, type Connection } from '../reconnect.ts'
import { createClock } from './clock.ts'
import { originate } from './dial.ts'
import { holdAgain, readKept, writeKept } from './kept.ts'
import { LoginRefused, measureSkew, signIn } from './login.ts'
import { rebuild } from './rebuild.ts'
import type { Session } from './session.ts'
import { contextsOf, type AsteriskSettings } from './settings.ts'
import { createTracker } from './tracker.ts'
import { createTrunks } from './trunks.ts'

/** What is asked for: calls and phones, queues, what the dialplan does (the answering machine), and events of its own. */
const EVENT_MASK = 'call,agent,dialplan,user'
const PING_EVERY = 30 * SECOND
const PONG_WITHIN = 15 * SECOND
/** After sleep the old connection is dead more often than not. */
const PONG_AFTER_WAKE = 5 * SECOND
/** Refused this often in a row, it waits longer: many phone systems lock out an address that goes on trying. */
const REFUSALS_AT_ONCE = 3
const AFTER_REFUSALS = 300 * SECOND
const KEEP_EVERY = SECOND

export type Timing = { pingEvery?: number; pongWithin?: number; afterRefusals?: number; random?: () => number }

/** Follows the calls of one Asterisk system until `signal` aborts. */
export function runLine(settings: AsteriskSettings, sink: Sink, signal: AbortSignal, timing: Timing = {}): RunningLine {
  const trunks = createTrunks(contextsOf(settings), sink.memory.get('trunks'))
  const tracker = createTracker({ trunks, dialPrefix: settings.dialPrefix })
  const kept = readKept(sink.memory.get('calls'))
  holdAgain(tracker, kept.calls)
  /** When the calls known now were last known to be up. */
  let lostAt = kept.at || sink.now()
  let current: Session | null = null
  let refusals = 0
  let changed = false

  function tell(facts: LineFact[]): void {
    if (facts.length === 0) return
    sink.take(...facts)
    changed = true
  }

  function keep(): void {
    if (!changed) return
    changed = false
    try {
      sink.memory.set('calls', writeKept(tracker, sink.now()))
      sink.memory.set('trunks', trunks.learnt())
    } catch (error) {
      log.warn('asterisk.keep', { error })
    }
  }
  const keeping = setInterval(keep, KEEP_EVERY)

  async function connect(attempt: AbortSignal): Promise<Connection> {
    if (refusals >= REFUSALS_AT_ONCE) await pause(timing.afterRefusals ?? AFTER_REFUSALS, sink, attempt)
    const session = await signIn({ settings, signal: attempt, now: sink.now }).catch((error: unknown) => {
      refusals = error instanceof LoginRefused ? refusals + 1 : 0
      throw error
    })
    refusals = 0
    try {
      await catchUp(session)
    } catch (error) {
      session.close({ message: error instanceof PracticeError ? error.message : 'The connection could not be made.' })
      throw error
    }
    current = session
    const stopPinging = keepPinging(session)
    const closed = session.closed.then((ended) => {
      stopPinging()
      if (current === session) current = null
      lostAt = ended.since ?? sink.now()
      changed = true
      keep()
      return ended
    })
    return { closed }
  }

  /** Learns which run of which system this is, hears its events, and then what is going on: in this order nothing falls between. */
  async function catchUp(session: Session): Promise<void> {
    const clock = createClock(sink.now)
    clock.set(await measureSkew(session, sink.now))
    clocks.set(session, clock)
    tracker.state.system = await systemOf(session, sink)
    tracker.state.connection += 1
    tracker.state.oldDialect = Number.parseInt(session.version, 10) < 5
    session.onEvent((event) => tell(tracker.take(event, clock.of(event))))
    const events = await session.ask('Events', { EventMask: EVENT_MASK })
    if (!events.ok || /off/i.test(events.block.get('Events'))) throw new PracticeError(`The phone system at ${settings.host} sends this user no events. Its manager user needs: read = call,agent,dialplan`)
    const list = await session.ask('CoreShowChannels', {}, { list: true })
    if (list.ok) tell(rebuild(tracker, list.rows, sink.now(), lostAt))
    else log.warn('asterisk.noChannels', { message: 'its user may not list the channels: write = reporting' })
    // What began and ended while nobody listened, Asterisk cannot tell.
    sink.live({ untold: ['calls'], address: `${settings.host}:${settings.port}` })
    keep()
  }
  const clocks = new WeakMap<Session, ReturnType<typeof createClock>>()

  /** A connection that died without a word is found out within `PING_EVERY + PONG_WITHIN`. */
  function keepPinging(session: Session): () => void {
    let asking = false
    const ping = async (within: number): Promise<void> => {
      if (asking) return
      asking = true
      const before = session.heardAt()
      try {
        clocks.get(session)?.set(await measureSkew(session, sink.now, within))
      } catch {
        // Events that still come are life enough.
        if (session.heardAt() === before) session.close({ message: `The phone system at ${settings.host} does not answer any more.`, since: before })
      } finally {
        asking = false
      }
    }
    const timer = setInterval(() => void ping(timing.pongWithin ?? PONG_WITHIN), timing.pingEvery ?? PING_EVERY)
    const off = sink.onWake(() => void ping(Math.min(timing.pongWithin ?? PONG_WITHIN, PONG_AFTER_WAKE)))
    return () => {
      clearInterval(timer)
      off()
    }
  }

  const done = keepConnected({ sink, signal, connect, random: timing.random }).finally(() => {
    clearInterval(keeping)
    keep()
  })

  return {
    done,
    async dial(call): Promise<DialOutcome> {
      if (!current) return { dialled: false, reason: 'The phone system is not connected just now. Dial it on your phone.' }
      return originate(current, settings, call, sink.newId())
    },
  }
}

/** Which run of which system it is, for the ids of its calls. What was known is kept where it may not be asked. */
async function systemOf(session: Session, sink: Sink): Promise<string> {
  const { ok, block } = await session.ask('CoreStatus')
  const started = `${block.get('CoreStartupDate')}${block.get('CoreStartupTime')}`.replaceAll(/\D/g, '').slice(0, 14)
  const known = sink.memory.get('system') ?? ''
  if (!ok || started === '' || started === known) return known
  sink.memory.set('system', started)
  return started
}

function pause(time: number, sink: Pick<Sink, 'onWake'>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      off()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, time)
    const off = sink.onWake(done)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
