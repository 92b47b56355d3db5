import { AsyncLocalStorage } from 'node:async_hooks'
import type { LineView } from '@shared/contract/views.ts'
import { DAY, SECOND } from '@shared/time.ts'
import { keepBytes, mediaById } from '../conversations/media.ts'
import { textsUnderWay } from '../conversations/texts.ts'
import { PracticeError } from '../errors.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import { log } from '../log.ts'
import { secretsOf } from './field.ts'
import { createIntake, type Intake } from './intake.ts'
import type { DialOutcome, HealthStep, RunningLine, Sink } from './line.ts'
import { lineMemory } from './memory.ts'
import { moduleOf } from './modules.ts'
import { allLines, lineById, type LineRecord } from './queries.ts'
import { waitBefore } from './reconnect.ts'
import { createStanding } from './standing.ts'
import { watchWake, type Wake } from './wake.ts'

/** A line that should have stopped by now is left to itself, so that quitting never hangs on a phone system. */
const STOP_WITHIN = 5 * SECOND
/** Reports about a text come within days, or never. */
const REPORTS_FOR = 3 * DAY

/** Keeps the enabled lines running. One that fails says so and hurts no other. */
export type LineManager = {
  startAll: () => Promise<void>
  /** Stops and starts a line with its newest settings. */
  restart: (lineId: string) => Promise<void>
  stopAll: () => Promise<void>
  view: (line: LineRecord) => LineView
  /** The way out for a text: the preferred line while it is switched on, else the first that can send. */
  forText: (preferred: string | null) => { lineId: string; sendText: NonNullable<RunningLine['sendText']> } | { reason: string }
  /** Dials with the first line that can; null where none can. */
  dial: (call: { to: string; extension: string | null }) => Promise<DialOutcome> | null
  /** Tries a line's saved settings. */
  test: (line: LineRecord) => Promise<HealthStep[]>
  /** What was thrown outside of any promise: true when it was a line's, which is then started anew. */
  threw: (error: unknown) => boolean
}

type Running = { line: RunningLine; stop: AbortController; intake: Intake }

export function createLineManager(core: Core, db: WritableDB): LineManager {
  const running = new Map<string, Running>()
  /** The last change of each line: saved twice in a row, a line must not start beside itself and find its port taken. */
  const turns = new Map<string, Promise<void>>()
  const breaks = new Map<string, number>()
  const wakeListeners = new Set<(wake: Wake) => void>()
  const memory = lineMemory(db)
  const standing = createStanding(core, memory)
  /** Whose callback is running: an error thrown in one names its line. */
  const inLine = new AsyncLocalStorage<string>()
  let closing = false

  const stopWatching = watchWake((wake) => {
    for (const listener of wakeListeners) listener(wake)
  })

  function sinkOf(lineId: string, intake: Intake, signal: AbortSignal): Sink {
    /** A line that was stopped has nothing to say any more; its last facts still count. */
    const unlessStopped = (work: () => void): void => {
      if (!signal.aborted && core.db.open) work()
    }
    return {
      lineId,
      receive: (fact) => intake.receiveAll([fact])[0] ?? 'known',
      receiveAll: intake.receiveAll,
      take: (...facts) => intake.take(facts),
      live: (more = {}) => unlessStopped(() => standing.live(lineId, more)),
      away: (message, since) => unlessStopped(() => standing.away(lineId, message, since)),
      memory: { get: (name) => memory.get(lineId, `its:${name}`), set: (name, value) => unlessStopped(() => memory.set(lineId, `its:${name}`, value)) },
      textsUnderWay: () => textsUnderWay(core.db, lineId, core.now() - REPORTS_FOR),
      keepMedia(textId, media) {
        const mediaId = `${lineId}:${media.mediaId}`
        if ('bytes' in media) keepBytes(db, mediaId, media.bytes)
        core.record([
          {
            kind: 'text.mediaReceived',
            body: {
              textId: `${lineId}:${textId}`,
              mediaId,
              contentType: media.contentType.slice(0, 120),
              size: 'bytes' in media ? media.bytes.byteLength : 0,
              problem: 'problem' in media ? media.problem.slice(0, 300) : null,
            },
            at: core.now(),
            actor: `line:${lineId}`,
            sourceKey: `media:${mediaId}`,
          },
        ])
      },
      hasMedia: (_textId, mediaId) => mediaById(core.db, `${lineId}:${mediaId}`) !== null,
      onWake(listener) {
        const own = (wake: Wake): void => inLine.run(lineId, () => listener(wake))
        wakeListeners.add(own)
        return () => wakeListeners.delete(own)
      },
      now: core.now,
      newId: core.newId,
    }
  }

  async function start(line: LineRecord): Promise<void> {
    const module = moduleOf(line.kind)
    if (!module) return standing.failed(line.id, 'This version of Rapport does not know this kind of line.')
    const settings = module.settings.safeParse(line.settings)
    if (!settings.success) return standing.failed(line.id, `Its settings are incomplete: ${settings.error.issues[0]?.message ?? ''} Open it in Settings and save it again.`)
    standing.starting(line.id)
    const stop = new AbortController()
    const intake = createIntake(core, { lineId: line.id, hears: module.hears, heard: () => standing.heard(line.id) })
    try {
      const started = await inLine.run(line.id, () => module.start(settings.data, sinkOf(line.id, intake, stop.signal), stop.signal))
      const mine = { line: started, stop, intake }
      running.set(line.id, mine)
      started.done.then(
        () => running.get(line.id) === mine && !stop.signal.aborted && broke(line.id, new Error('it ended by itself')),
        (error: unknown) => running.get(line.id) === mine && broke(line.id, error),
      )
    } catch (error) {
      stop.abort()
      log.warn('line.failed', { kind: line.kind, error })
      standing.failed(line.id, error instanceof PracticeError ? error.message : 'It could not start. Check its settings and save them again.')
    }
  }

  async function stop(lineId: string): Promise<void> {
    const was = running.get(lineId)
    running.delete(lineId)
    if (was) {
      was.stop.abort()
      await within(STOP_WITHIN, was.line.done.catch((error: unknown) => log.warn('line.stop', { error })))
      await was.intake.drain()
    }
    if (core.db.open) standing.off(lineId)
  }

  /** A line that threw is started anew, alone, after a wait that grows while it goes on like that. */
  function broke(lineId: string, error: unknown): void {
    if (closing) return
    const count = (breaks.get(lineId) ?? 0) + 1
    breaks.set(lineId, count)
    log.warn('line.broke', { lineId, count, error })
    const was = running.get(lineId)
    running.delete(lineId)
    was?.stop.abort()
    standing.away(lineId, 'It had a fault of its own and is being started anew.')
    void inTurn(lineId, async () => {
      if (was) await within(STOP_WITHIN, was.line.done.catch(() => undefined))
      await new Promise<void>((resolve) => {
        setTimeout(resolve, waitBefore(count, Math.random))
      })
      const line = lineById(core.db, lineId)
      if (!closing && line?.enabled && !running.has(lineId)) await start(line)
    })
    setTimeout(() => breaks.delete(lineId), 10 * 60 * SECOND).unref()
  }

  function inTurn(lineId: string, work: () => Promise<void>): Promise<void> {
    const next = (turns.get(lineId) ?? Promise.resolve()).catch(() => undefined).then(work)
    turns.set(lineId, next)
    return next
  }

  return {
    async startAll() {
      await Promise.all(allLines(core.db).filter((line) => line.enabled).map(start))
    },
    restart: (lineId) =>
      inTurn(lineId, async () => {
        await stop(lineId)
        const line = lineById(core.db, lineId)
        if (line?.enabled && !closing) await start(line)
      }),
    async stopAll() {
      closing = true
      stopWatching()
      standing.stop()
      await within(STOP_WITHIN, Promise.allSettled(turns.values()))
      await Promise.all([...running.keys()].map(stop))
    },
    view(line) {
      const module = moduleOf(line.kind)
      const secrets = module ? secretsOf(module.settings) : Object.keys(line.settings)
      const settings = Object.fromEntries(Object.entries(line.settings).map(([name, value]) => [name, secrets.includes(name) ? value !== '' : value]))
      return { ...line, settings, canText: canText(line), status: standing.of(line.id) }
    },
    forText(preferred) {
      const able = allLines(core.db).filter((line) => running.get(line.id)?.line.sendText)
      const wanted = preferred === null ? null : lineById(core.db, preferred)
      const down = wanted?.enabled && canText(wanted) && !able.some((line) => line.id === preferred) ? wanted : null
      // Over another line it would come from a number they do not know.
      if (down) return { reason: `${down.name}, the line they text with, is not working just now, so it was not sent. Try again when it is back, or call.` }
      const chosen = able.find((line) => line.id === preferred) ?? able[0]
      const sendText = chosen ? running.get(chosen.id)?.line.sendText : undefined
      if (chosen && sendText) return { lineId: chosen.id, sendText: (text) => inLine.run(chosen.id, () => sendText(text)) }
      return { reason: 'No line that can send texts is switched on. Switch one on in Settings, then try again.' }
    },
    dial(call) {
      for (const [lineId, { line }] of running) {
        const { dial } = line
        if (dial) return inLine.run(lineId, () => dial(call))
      }
      return null
    },
    async test(line) {
      const module = moduleOf(line.kind)
      const settings = module?.settings.safeParse(line.settings)
      if (!module?.health) return []
      if (!settings?.success) return [{ step: 'reached', ok: false, says: settings?.error.issues[0]?.message ?? 'Its settings are incomplete.' }]
      const limit = AbortSignal.timeout(12 * SECOND)
      return module.health(settings.data, limit).catch((error: unknown): HealthStep[] => {
        log.warn('line.health', { kind: line.kind, error })
        return [{ step: 'reached', ok: false, says: error instanceof PracticeError ? error.message : 'The test itself failed. Check the settings and try again.' }]
      })
    },
    threw(error) {
      const lineId = inLine.getStore()
      if (lineId === undefined || !running.has(lineId)) return false
      broke(lineId, error)
      return true
    },
  }
}

/** Whether a line can send texts when it works. */
function canText(line: LineRecord): boolean {
  const module = moduleOf(line.kind)
  const settings = module?.settings.safeParse(line.settings)
  return module !== null && settings?.success === true && module.canText(settings.data)
}

function within(time: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    work,
    new Promise<void>((resolve) => {
      setTimeout(resolve, time).unref()
    }),
  ])
}
