import { AsyncLocalStorage } from 'node:async_hooks'
import type { LineView } from '@shared/contract/views.ts'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../errors.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { log } from '../log.ts'
import { secretsOf } from './field.ts'
import { createIntake, type Intake } from './intake.ts'
import { untilAborted, within } from './in-time.ts'
import type { HealthStep, LineModule, RunningLine } from './line.ts'
import { lineMemory } from './memory.ts'
import { moduleOf } from './modules.ts'
import { allLines, lineById, type LineRecord } from './queries.ts'
import { waitBefore } from './reconnect.ts'
import { sinkOf } from './sink.ts'
import { createStanding } from './standing.ts'
import { watchWake, type Wake } from './wake.ts'
import { canText, createWaysOut, type Context, type WaysOut } from './ways-out.ts'

/** How long a line may take, ms. What takes longer hangs, and is left to itself. */
const LIMITS = {
  /** To stop: quitting never hangs on a phone system. */
  stop: 5 * SECOND,
  /** Until opening a practice goes on without it. */
  open: 5 * SECOND,
  /** A line only begins in `start`. */
  start: 30 * SECOND,
  /** `sendText` and `dial` must settle within 30 s; what has not by now never will. */
  answer: 45 * SECOND,
  test: 12 * SECOND,
}
/** A line that went this long without a fault has come right: its next wait begins short again. */
const STEADY = 600 * SECOND

/** Keeps the enabled lines running. One that fails says so and hurts no other. */
export type LineManager = WaysOut & {
  startAll: () => Promise<void>
  /** Stops and starts a line with its newest settings. */
  restart: (lineId: string) => Promise<void>
  stopAll: () => Promise<void>
  view: (line: LineRecord) => LineView
  /** Tries a line's saved settings. */
  test: (line: LineRecord) => Promise<HealthStep[]>
  /** What was thrown outside of any promise: true when it was a line's, which is then started anew. */
  threw: (error: unknown) => boolean
}

type Running = { line: RunningLine; stop: AbortController; intake: Intake }

/** What a test puts in place of the real: kinds of lines, limits, sleep and network, the wait before another try (ms). */
type Effects = { kindOf?: (kind: string) => LineModule | null; limits?: typeof LIMITS; watch?: typeof watchWake; wait?: (faults: number) => number }

export function createLineManager(core: Core, db: WritableDB, { kindOf = moduleOf, limits = LIMITS, watch = watchWake, wait = (faults) => waitBefore(faults, Math.random) }: Effects = {}): LineManager {
  const running = new Map<string, Running>()
  /** Lines in the midst of their start, which may hang. */
  const starting = new Map<string, AbortController>()
  /** The last change of each line: saved twice in a row, a line must not start beside itself and find its port taken. */
  const turns = new Map<string, Promise<void>>()
  const faults = new Map<string, { count: number; at: number }>()
  /** Lines that are to be tried again. */
  const retries = new Map<string, NodeJS.Timeout>()
  const wakeListeners = new Map<(wake: Wake) => void, Context>()
  const memory = lineMemory(db)
  const standing = createStanding(core, memory)
  const inLine = new AsyncLocalStorage<Context>()
  const ways = createWaysOut({ core, running, standing, inLine, kindOf, answerWithin: limits.answer })
  let closing = false

  const stopWatching = watch((wake) => {
    for (const [listener, context] of wakeListeners) {
      try {
        inLine.run(context, () => listener(wake))
      } catch (error) {
        // One line's fault keeps no other from hearing.
        faulty(context, error)
      }
    }
    for (const lineId of retries.keys()) retry(lineId)
  })

  /** Each call is one listener, also of the same function. */
  const onWakeOf = (context: Context) => (listener: (wake: Wake) => void) => {
    const own = (wake: Wake): void => listener(wake)
    const off = (): void => void wakeListeners.delete(own)
    if (context.signal.aborted) return off
    wakeListeners.set(own, context)
    context.signal.addEventListener('abort', off, { once: true })
    return off
  }

  async function start(line: LineRecord): Promise<void> {
    const module = kindOf(line.kind)
    if (!module) return standing.failed(line.id, 'This version of Rapport does not know this kind of line.')
    const settings = module.settings.safeParse(line.settings)
    if (!settings.success) return standing.failed(line.id, `Its settings are incomplete: ${settings.error.issues[0]?.message ?? ''} Open it in Settings and save it again.`)
    // One that is tried again keeps saying what is wrong until it is not.
    if (standing.of(line.id).state !== 'failed') standing.starting(line.id)
    const stop = new AbortController()
    const intake = createIntake(core, { lineId: line.id, hears: module.hears, heard: (at) => standing.heard(line.id, at) })
    starting.set(line.id, stop)
    try {
      const sink = sinkOf({ core, db, memory, standing, lineId: line.id, intake, signal: stop.signal, onWake: onWakeOf({ lineId: line.id, signal: stop.signal }) })
      const work = inLine.run({ lineId: line.id, signal: stop.signal }, async () => await module.start(settings.data, sink, stop.signal))
      const started = await untilAborted(within(limits.start, work), stop.signal)
      if (started === null) {
        // Its own signal has told it to stop, should it ever come to that.
        work.then(({ done }) => done).catch((error: unknown) => log.warn('line.stop', { error }))
        if (stop.signal.aborted) return
        throw new PracticeError('It did not come up. Rapport tries again by itself.')
      }
      const mine = { line: started, stop, intake }
      running.set(line.id, mine)
      started.done.then(
        () => running.get(line.id) === mine && !stop.signal.aborted && broke(line.id, new Error('it ended by itself')),
        (error: unknown) => running.get(line.id) === mine && broke(line.id, error),
      )
    } catch (error) {
      abort(line.id, stop)
      const count = fault(line.id)
      // Tried every half minute, a port that stays taken must not fill the log.
      if (count === 1) log.warn('line.failed', { kind: line.kind, error })
      standing.failed(line.id, error instanceof PracticeError ? error.message : 'It could not start. Check its settings and save them again.')
      tryAgain(line.id, count)
    } finally {
      if (starting.get(line.id) === stop) starting.delete(line.id)
    }
  }

  async function stop(lineId: string, switchedOff: boolean): Promise<void> {
    const was = running.get(lineId)
    running.delete(lineId)
    if (was) {
      abort(lineId, was.stop)
      await within(limits.stop, was.line.done.catch((error: unknown) => log.warn('line.stop', { error })))
      await was.intake.drain()
    }
    if (core.db.open) standing.off(lineId, switchedOff)
  }

  /** What a line does when it is told to stop is its own too: thrown there, it must not end the core. */
  function abort(lineId: string, controller: AbortController): void {
    inLine.run({ lineId, signal: controller.signal }, () => controller.abort())
  }

  /** What a line threw where nobody waited for it. A line that was told to stop has nothing more to break. */
  function faulty({ lineId, signal, isTest }: Context, error: unknown): void {
    if (signal.aborted || isTest) return log.warn('line.threw', { lineId, error })
    const attempt = starting.get(lineId)
    // Its start is given up; what it throws on then is its own.
    if (attempt) abort(lineId, attempt)
    if (attempt || running.has(lineId)) broke(lineId, error)
  }

  /** A line that threw is started anew, alone, after a wait that grows while it goes on like that. */
  function broke(lineId: string, error: unknown): void {
    if (closing) return
    const count = fault(lineId)
    log.warn('line.broke', { lineId, count, error })
    const was = running.get(lineId)
    running.delete(lineId)
    if (was) abort(lineId, was.stop)
    if (core.db.open) standing.away(lineId, 'It had a fault of its own and is being started anew.')
    if (was) void inTurn(lineId, async () => void (await within(limits.stop, was.line.done.catch(() => undefined))))
    tryAgain(lineId, count)
  }

  function fault(lineId: string): number {
    const before = faults.get(lineId)
    const count = before && core.now() - before.at < STEADY ? before.count + 1 : 1
    faults.set(lineId, { count, at: core.now() })
    return count
  }

  function tryAgain(lineId: string, count: number): void {
    clearTimeout(retries.get(lineId))
    if (!closing) retries.set(lineId, setTimeout(() => retry(lineId), wait(count)))
  }

  function retry(lineId: string): void {
    calm(lineId)
    void inTurn(lineId, async () => {
      const line = closing || !core.db.open ? null : lineById(core.db, lineId)
      if (line?.enabled && !running.has(lineId)) await start(line)
    }).catch((error: unknown) => log.warn('line.retry', { error }))
  }

  function calm(lineId: string): void {
    clearTimeout(retries.get(lineId))
    retries.delete(lineId)
  }

  function inTurn(lineId: string, work: () => Promise<void>): Promise<void> {
    const next = (turns.get(lineId) ?? Promise.resolve()).catch(() => undefined).then(work)
    turns.set(lineId, next)
    return next
  }

  return {
    async startAll() {
      await within(limits.open, Promise.all(allLines(core.db).filter((line) => line.enabled).map((line) => inTurn(line.id, () => start(line)))))
    },
    restart(lineId) {
      calm(lineId)
      faults.delete(lineId)
      // A start that hangs must not keep the new settings waiting.
      const attempt = starting.get(lineId)
      if (attempt) abort(lineId, attempt)
      return inTurn(lineId, async () => {
        const line = lineById(core.db, lineId)
        await stop(lineId, line?.enabled !== true)
        if (line?.enabled && !closing) await start(line)
      })
    },
    async stopAll() {
      closing = true
      stopWatching()
      standing.stop()
      for (const lineId of retries.keys()) calm(lineId)
      for (const [lineId, attempt] of starting) abort(lineId, attempt)
      await within(limits.stop, Promise.allSettled(turns.values()))
      await Promise.all([...running.keys()].map((lineId) => stop(lineId, false)))
    },
    view(line) {
      const module = kindOf(line.kind)
      const secrets = module ? secretsOf(module.settings) : []
      // What this version does not know may be a later one's secret.
      const isShown = (name: string): boolean => module !== null && Object.hasOwn(module.settings.shape, name) && !secrets.includes(name)
      const settings = Object.fromEntries(Object.entries(line.settings).map(([name, value]) => [name, isShown(name) ? value : value !== '']))
      return { ...line, settings, canText: canText(line, kindOf), status: standing.of(line.id) }
    },
    ...ways,
    async test(line) {
      const module = kindOf(line.kind)
      const settings = module?.settings.safeParse(line.settings)
      const health = module?.health
      if (!module || !health) return []
      if (!settings?.success) return [{ step: 'reached', ok: false, says: settings?.error.issues[0]?.message ?? 'Its settings are incomplete.' }]
      const signal = AbortSignal.timeout(limits.test)
      const tried = inLine.run({ lineId: line.id, signal, isTest: true }, async () => await health(settings.data, signal))
      try {
        return (await within(limits.test + SECOND, tried)) ?? [{ step: 'reached', ok: false, says: 'It did not answer in time. Check the address and port, and that it is running.' }]
      } catch (error) {
        log.warn('line.health', { kind: line.kind, error })
        return [{ step: 'reached', ok: false, says: error instanceof PracticeError ? error.message : 'The test itself failed. Check the settings and try again.' }]
      }
    },
    threw(error) {
      const context = inLine.getStore()
      if (!context) return false
      faulty(context, error)
      return true
    },
  }
}
