import type { LineView } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { PracticeError } from '../errors.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { eventsOf } from './facts.ts'
import type { LineContext, LineFact, Received, RunningLine } from './line.ts'
import { lineModules } from './modules.ts'
import { allLines, lineById, type LineRecord } from './queries.ts'

type Status = LineView['status']
const OFF: Status = { state: 'off', message: null, lastEventAt: null, address: null }

/** Keeps the enabled lines running. One that fails says so and hurts no other. */
export type LineManager = {
  startAll: () => Promise<void>
  /** Stops and starts a line with its newest settings. */
  restart: (lineId: string) => Promise<void>
  stopAll: () => Promise<void>
  view: (line: LineRecord) => LineView
  /** The line to send a text with: the one it came over, else the first that can. */
  forText: (preferred: string | null) => { lineId: string; line: RunningLine & Required<Pick<RunningLine, 'sendText'>> } | null
  forDialling: () => (RunningLine & Required<Pick<RunningLine, 'dial'>>) | null
}

/** Thrown inside the transaction, so that nothing of its batch stays. */
class UnknownText extends Error {
  readonly fact: LineFact

  constructor(fact: LineFact) {
    super()
    this.fact = fact
  }
}

export function createLineManager(core: Core): LineManager {
  const running = new Map<string, RunningLine>()
  const statuses = new Map<string, Status>()
  /** The last restart of each line: saved twice in a row, a line must not start beside itself and find its port taken. */
  const restarts = new Map<string, Promise<void>>()

  function setStatus(lineId: string, change: Partial<Status>): void {
    const status = { ...(statuses.get(lineId) ?? OFF), ...change }
    statuses.set(lineId, status)
    core.announce('lineStatus', { lineId, ...status })
  }

  function receiveAll(lineId: string, facts: readonly LineFact[]): Received[] {
    // One after the other: what a fact means may depend on the one before it (STOP, then START).
    function* inOrder(): Generator<NewEvent> {
      for (const fact of facts) {
        const events = eventsOf(core.db, lineId, fact, core.now())
        if (!events) throw new UnknownText(fact)
        yield* events
      }
    }
    try {
      const recorded = new Set(core.record(inOrder()).events.map((event) => event.sourceKey))
      setStatus(lineId, { lastEventAt: core.now() })
      // `delete` says whether it was there: a fact told twice in one batch counts once.
      return facts.map((fact) => (recorded.delete(`${lineId}:${fact.id}`) ? 'recorded' : 'known'))
    } catch (error) {
      if (!(error instanceof UnknownText)) throw error
      return facts.map((fact) => (fact === error.fact ? 'unknownText' : 'notRecorded'))
    }
  }

  async function start(line: LineRecord): Promise<void> {
    const module = lineModules[line.kind]
    const settings = module.settings.safeParse(line.settings)
    if (!settings.success) return setStatus(line.id, { state: 'failed', message: 'Its settings are incomplete. Open it in Settings and save it again.' })
    setStatus(line.id, { state: 'starting', message: null })
    const context: LineContext<unknown> = {
      lineId: line.id,
      settings: settings.data,
      receive: (fact) => receiveAll(line.id, [fact])[0] ?? 'known',
      receiveAll: (facts) => receiveAll(line.id, facts),
      now: core.now,
      newId: core.newId,
    }
    try {
      const started = await module.start(context)
      running.set(line.id, started)
      setStatus(line.id, { state: 'live', message: null, address: started.address ?? null })
    } catch (error) {
      log.warn('line.failed', { kind: line.kind, error })
      setStatus(line.id, { state: 'failed', message: error instanceof PracticeError ? error.message : 'It could not start. Check its settings and save them again.', address: null })
    }
  }

  async function stop(lineId: string): Promise<void> {
    const line = running.get(lineId)
    running.delete(lineId)
    await line?.stop().catch((error: unknown) => log.warn('line.stop', { error }))
    setStatus(lineId, { state: 'off', message: null, address: null })
  }

  return {
    async startAll() {
      await Promise.all(allLines(core.db).filter((line) => line.enabled).map(start))
    },
    restart(lineId) {
      const next = (restarts.get(lineId) ?? Promise.resolve())
        .catch(() => undefined)
        .then(async () => {
          await stop(lineId)
          const line = lineById(core.db, lineId)
          if (line?.enabled) await start(line)
        })
      restarts.set(lineId, next)
      return next
    },
    async stopAll() {
      await Promise.allSettled(restarts.values())
      await Promise.all([...running.keys()].map(stop))
    },
    view(line) {
      const { secrets } = lineModules[line.kind]
      const settings = Object.fromEntries(Object.entries(line.settings).map(([name, value]) => [name, secrets.includes(name) ? value !== '' : value]))
      return { ...line, settings, status: statuses.get(line.id) ?? OFF }
    },
    forText(preferred) {
      const lines = allLines(core.db).filter((line) => running.get(line.id)?.sendText)
      const chosen = lines.find((line) => line.id === preferred) ?? lines[0]
      const line = chosen ? running.get(chosen.id) : undefined
      return chosen && line?.sendText ? { lineId: chosen.id, line: { ...line, sendText: line.sendText } } : null
    },
    forDialling() {
      for (const line of running.values()) if (line.dial) return { ...line, dial: line.dial }
      return null
    },
  }
}
