import type { LineStatus } from '@shared/contract/views.ts'
import { DAY, MINUTE, SECOND } from '@shared/time.ts'
import { silence } from '@shared/rules/silence.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { practiceOf } from '../practice/queries.ts'
import { gapsOfNoNews } from './gaps.ts'
import { heardSince, lastHeard } from './hours.ts'
import type { Untold } from './line.ts'
import type { LineMemory } from './memory.ts'

/** Shorter than this a call still rings when the line is back, and nothing escapes. */
const SHORTEST_GAP = 15 * SECOND
/** How often a live line leaves its mark, so that after a crash the gap is known to this. */
const MARK_EVERY = 30 * SECOND
/** A line that was switched off for an hour of work on it missed something; one off for longer was not in use. */
const LONGEST_SWITCHED_OFF = DAY
/** After the line is back, providers still tell of what came meanwhile for as long as this. */
const NEWS_MAY_COME = 10 * MINUTE
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
  /** @param switchedOff the practice wants it so: when that lasts longer than a day it is no gap */
  off: (lineId: string, switchedOff: boolean) => void
  /** @param at when it happened, as the provider says */
  heard: (lineId: string, at: number) => void
  stop: () => void
}

type Gap = { from: number; until: number; untold: readonly Untold[] }

export function createStanding(core: Core, memory: LineMemory): Standing {
  const statuses = new Map<string, LineStatus>()
  /** Gaps that the journal did not take yet (a full disk). Their line's mark stands still, so that a crash loses none. */
  const owed = new Map<string, Gap>()

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

  function mark(lineId: string, at: number): void {
    if (!core.db.open || owed.has(lineId)) return
    try {
      memory.set(lineId, 'liveAt', String(at))
    } catch (error) {
      log.warn('line.mark', { error })
    }
  }

  /** Only where the line was live: the moment it was last live is kept through all tries after that. */
  function leaveLive(lineId: string, at: number): void {
    if (of(lineId).state === 'live') mark(lineId, at)
  }

  function live(lineId: string, { untold = [], address }: { untold?: readonly Untold[]; address?: string }): void {
    const now = core.now()
    const was = of(lineId).state
    set(lineId, { state: 'live', message: null, ...(address !== undefined && { address }) })
    // The demo's day stands still while it is closed.
    if (was === 'live' || core.which === 'demo') return
    // A gap still owed begins where this one does: its mark was never moved.
    owed.delete(lineId)
    const from = Number(memory.get(lineId, 'liveAt') ?? Number.NaN)
    const tooLong = wasSwitchedOff(lineId) && now - from > LONGEST_SWITCHED_OFF
    // A clock that was set back gives less than nothing.
    if (now - from >= SHORTEST_GAP && !tooLong) wasAway(lineId, { from, until: now, untold })
    else mark(lineId, now)
  }

  function noteSwitchedOff(lineId: string): void {
    try {
      memory.set(lineId, 'switchedOff', 'yes')
    } catch (error) {
      log.warn('line.mark', { error })
    }
  }

  /** Whether the practice itself had the line off since it was last live. Asked once: from then on it is on. */
  function wasSwitchedOff(lineId: string): boolean {
    if (memory.get(lineId, 'switchedOff') === null) return false
    try {
      memory.forget(lineId, 'switchedOff')
    } catch (error) {
      log.warn('line.mark', { error })
    }
    return true
  }

  function wasAway(lineId: string, gap: Gap): void {
    try {
      core.record([{ kind: 'line.wasAway', body: { gapId: core.newId(), lineId, from: gap.from, until: gap.until, untold: [...gap.untold] }, at: gap.until, actor: `line:${lineId}` }])
      owed.delete(lineId)
      mark(lineId, core.now())
    } catch (error) {
      log.warn('line.gap', { lineId, error })
      owed.set(lineId, gap)
    }
  }

  function look(): void {
    const { timeZone } = practiceOf(core.db)
    const now = core.now()
    for (const [lineId, gap] of owed) wasAway(lineId, gap)
    for (const [lineId, status] of statuses) {
      if (status.state !== 'live') continue
      mark(lineId, now)
      const quiet = silence({ heard: heardSince(core.db, lineId, now - USUAL_OVER), lastAt: status.lastEventAt, liveSince: status.since ?? now, now, timeZone })
      if (JSON.stringify(quiet) !== JSON.stringify(status.quiet)) set(lineId, { quiet })
    }
    const gapIds = gapsOfNoNews(core.db, now - NEWS_MAY_COME)
    if (gapIds.length > 0) core.record([{ kind: 'line.gapsSeen', body: { gapIds }, at: now, actor: 'rule:no-news' }])
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
      const at = Math.min(since ?? core.now(), core.now())
      leaveLive(lineId, at)
      set(lineId, { state: 'reconnecting', message, ...(of(lineId).state === 'live' && { since: at }) })
    },
    failed(lineId, message) {
      leaveLive(lineId, core.now())
      set(lineId, { state: 'failed', message, address: null })
    },
    off(lineId, switchedOff) {
      leaveLive(lineId, core.now())
      if (switchedOff) noteSwitchedOff(lineId)
      set(lineId, { state: 'off', message: null, address: null })
    },
    heard(lineId, at) {
      // What is told of days ago after a long sleep is no sign of life of now; nor is a provider's clock that is ahead.
      const { lastEventAt } = of(lineId)
      const heardAt = Math.min(at, core.now())
      if (lastEventAt === null || heardAt > lastEventAt) set(lineId, { lastEventAt: heardAt, quiet: null })
    },
    stop: () => clearInterval(timer),
  }
}
