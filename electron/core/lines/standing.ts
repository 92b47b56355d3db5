import type { LineStatus } from '@shared/contract/views.ts'
import { DAY, SECOND } from '@shared/time.ts'
import { silence } from '@shared/rules/silence.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { practiceOf } from '../practice/queries.ts'
import { heardSince, lastHeard } from './hours.ts'
import type { Untold } from './line.ts'
import type { LineMemory } from './memory.ts'

/** Shorter than this a call still rings when the line is back, and nothing escapes. */
const SHORTEST_GAP = 15 * SECOND
/** How often a live line leaves its mark, so that after a crash the gap is known to this. */
const MARK_EVERY = 30 * SECOND
/** What is usual is read from this long. */
const USUAL_OVER = 28 * DAY

const OFF: LineStatus = { state: 'off', since: null, message: null, lastEventAt: null, address: null, quiet: null }

/** How each line stands: live, reconnecting since, off; when it was away; whether it is strangely silent. */
export type Standing = {
  of: (lineId: string) => LineStatus
  starting: (lineId: string) => void
  live: (lineId: string, more: { untold?: readonly Untold[]; address?: string }) => void
  away: (lineId: string, message: string, since?: number) => void
  failed: (lineId: string, message: string) => void
  off: (lineId: string) => void
  heard: (lineId: string) => void
  stop: () => void
}

export function createStanding(core: Core, memory: LineMemory): Standing {
  const statuses = new Map<string, LineStatus>()

  function of(lineId: string): LineStatus {
    const known = statuses.get(lineId) ?? { ...OFF, lastEventAt: lastHeard(core.db, lineId) }
    statuses.set(lineId, known)
    return known
  }

  function set(lineId: string, change: Partial<LineStatus>): void {
    const before = of(lineId)
    const since = change.state !== undefined && change.state !== before.state ? core.now() : before.since
    const status = { ...before, since, ...change }
    if (status.state !== 'live') status.quiet = null
    statuses.set(lineId, status)
    core.announce('lineStatus', { lineId, ...status })
  }

  /** Only where the line was live: the moment it was last live is kept through all tries after that. */
  function mark(lineId: string, at: number): void {
    if (!core.db.open) return
    try {
      memory.set(lineId, 'liveAt', String(at))
    } catch (error) {
      log.warn('line.mark', { error })
    }
  }

  function leaveLive(lineId: string, at: number): void {
    if (of(lineId).state === 'live') mark(lineId, at)
  }

  function live(lineId: string, { untold = [], address }: { untold?: readonly Untold[]; address?: string }): void {
    const now = core.now()
    const was = of(lineId).state
    const from = Number(memory.get(lineId, 'liveAt') ?? Number.NaN)
    set(lineId, { state: 'live', message: null, ...(address !== undefined && { address }) })
    // The demo's day stands still while it is closed.
    if (was === 'live' || core.which === 'demo') return
    if (now - from >= SHORTEST_GAP) {
      core.record([{ kind: 'line.wasAway', body: { gapId: core.newId(), lineId, from, until: now, untold: [...untold] }, at: now, actor: `line:${lineId}` }])
    }
    mark(lineId, now)
  }

  function look(): void {
    const { timeZone } = practiceOf(core.db)
    for (const [lineId, status] of statuses) {
      if (status.state !== 'live') continue
      mark(lineId, core.now())
      const quiet = silence({ heard: heardSince(core.db, lineId, core.now() - USUAL_OVER), lastAt: status.lastEventAt, now: core.now(), timeZone })
      if (JSON.stringify(quiet) !== JSON.stringify(status.quiet)) set(lineId, { quiet })
    }
  }
  const timer = setInterval(() => {
    try {
      if (core.db.open) look()
    } catch (error) {
      log.warn('line.look', { error })
    }
  }, MARK_EVERY)

  return {
    of,
    starting: (lineId) => set(lineId, { state: 'starting', message: null, address: null }),
    live,
    away(lineId, message, since) {
      leaveLive(lineId, Math.min(since ?? core.now(), core.now()))
      set(lineId, { state: 'reconnecting', message })
    },
    failed(lineId, message) {
      leaveLive(lineId, core.now())
      set(lineId, { state: 'failed', message, address: null })
    },
    off(lineId) {
      leaveLive(lineId, core.now())
      set(lineId, { state: 'off', message: null, address: null })
    },
    heard: (lineId) => set(lineId, { lastEventAt: core.now(), quiet: null }),
    stop: () => clearInterval(timer),
  }
}
