import { assertNever } from '@shared/assert.ts'
import type { LineStatus, LineView } from '@shared/contract/views.ts'
import { SECOND } from '@shared/time.ts'
import { count, duration, moment } from '@renderer/ui/format.ts'

/** What the desk says of its lines. Pure; times are ms UTC. */

/** `live`: fine; `plain`: on its way; `wait`: to keep an eye on; `miss`: calls and texts do not arrive. */
export type LineTone = 'live' | 'plain' | 'wait' | 'miss'
export type LineRow = { id: string; tone: LineTone; name: string; words: string; /** Why, and what to do. */ detail: string | null }

type Clock = { now: number; timeZone: string }

/** A line that is saved anew is off for a moment; only after this it is said to be. */
const OFF_FOR = 5 * SECOND
const GRAVITY: Record<LineTone, number> = { miss: 0, wait: 1, plain: 2, live: 3 }

/** The rows of the enabled lines: each one that is not well, the gravest first, then those that are live, in one row. */
export function lineRows(lines: readonly LineView[], clock: Clock): LineRow[] {
  const rows = lines.filter(({ enabled }) => enabled).map((line) => ({ line, row: rowOf(line, clock) }))
  const live = rows.filter(({ row }) => row.tone === 'live').map(({ line }) => line)
  const unwell = rows.map(({ row }) => row).filter(({ tone }) => tone !== 'live')
  unwell.sort((a, b) => GRAVITY[a.tone] - GRAVITY[b.tone] || a.name.localeCompare(b.name))
  return [...unwell, ...liveRow(live, clock)]
}

function liveRow(lines: readonly LineView[], { now, timeZone }: Clock): LineRow[] {
  const [first] = lines
  if (!first) return []
  const newest = Math.max(...lines.map(({ status }) => status.lastEventAt ?? 0))
  const last = newest === 0 ? 'nothing has come yet' : `last event ${moment(newest, now, timeZone)}`
  return [{ id: 'live', tone: 'live', name: lines.length === 1 ? first.name : count(lines.length, 'line'), words: `live · ${last}`, detail: null }]
}

function rowOf({ id, name, status }: LineView, { now, timeZone }: Clock): LineRow {
  const { state, since, message, quiet } = status
  const sinceWhen = since === null ? '' : ` since ${moment(since, now, timeZone)}`
  const row = (tone: LineTone, words: string, detail: string | null = message): LineRow => ({ id, tone, name, words, detail })
  switch (state) {
    case 'live':
      return quiet ? row('wait', silenceInWords(quiet, now), 'If nobody else calls either, check the phone system.') : row('live', 'live')
    case 'starting':
      return row('plain', 'starting')
    case 'reconnecting':
      return row('wait', `reconnecting${sinceWhen}`)
    case 'failed':
      return row('miss', `not connected${sinceWhen}, so its calls and texts do not arrive`)
    case 'off':
      if (since === null || now - since < OFF_FOR) return row('plain', 'starting')
      return row('miss', `not running${sinceWhen}, so its calls and texts do not arrive`, message ?? 'Switch it off and on again.')
    default:
      return assertNever(state)
  }
}

/** "silent longer than usual: nothing for 50 min, usually about 6 by now" */
export function silenceInWords({ since, usual }: NonNullable<LineStatus['quiet']>, now: number): string {
  return `silent longer than usual: nothing for ${duration(now - since)}, usually about ${usual} by now`
}

/**
 * What a screen reader is told when it changes: which lines are not well, or that all are. No times in it, so that it is
 * said once; null while a line is only starting.
 */
export function newsOfLines(rows: readonly LineRow[]): string | null {
  const words: Record<LineTone, string | null> = { live: null, plain: null, wait: 'reconnecting or silent', miss: 'not connected' }
  const trouble = rows.flatMap(({ name, tone }) => (words[tone] === null ? [] : [`${name}: ${words[tone]}.`])).join(' ')
  if (trouble !== '') return trouble
  return rows.some(({ tone }) => tone === 'plain') ? null : ALL_LIVE
}

export const ALL_LIVE = 'All lines that are switched on are live.'
