import type { GapView } from '@shared/contract/views.ts'
import { isOpen, nextOpening } from '@shared/rules/hours.ts'
import { callStateOf, type CallRow } from '../conversations/calls.ts'
import { contactsOverLine } from '../conversations/over-line.ts'
import { linesOfCall } from '../conversations/told.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { practiceOf } from '../practice/queries.ts'
import type { Untold } from './line.ts'
import { lineName } from './queries.ts'

const sql = statements({
  unseen: 'SELECT * FROM line_gaps WHERE seen = 0 AND from_at > 0 ORDER BY from_at',
  byId: 'SELECT * FROM line_gaps WHERE id = ?',
  unseenAround: 'SELECT id FROM line_gaps WHERE seen = 0 AND line_id = ? AND from_at <= ? AND until_at >= ?',
})

type GapRow = { id: string; line_id: string; from_at: number; until_at: number; untold: string; seen: number }

/** Times in which a line was away, that are news and that nobody has seen yet, oldest first. */
export function unseenGaps(db: ReadableDB): GapView[] {
  return unseenRows(db).flatMap((row) => {
    const gap = toGap(db, row)
    return isNews(gap) ? [gap] : []
  })
}

/** Null for one that is not there, or no news. */
export function gapById(db: ReadableDB, gapId: string): GapView | null {
  const row = sql(db).byId.get(gapId) as GapRow | undefined
  const gap = row ? toGap(db, row) : null
  return gap && isNews(gap) ? gap : null
}

/** Unseen gaps that ended before a moment (ms UTC) and are no news: nobody needs to see them. At most 200. */
export function gapsOfNoNews(db: ReadableDB, before: number): string[] {
  return unseenRows(db)
    .filter((row) => row.until_at < before && !isNews(toGap(db, row)))
    .slice(0, 200)
    .map(({ id }) => id)
}

function unseenRows(db: ReadableDB): GapRow[] {
  return sql(db).unseen.all() as GapRow[]
}

/**
 * A reception PC is off every night, and a recap of each would teach the desk to click it away unread. So a time away
 * that lies wholly outside the opening hours, whose provider tells afterwards what came, and in which nothing came, is no
 * news. Where something came it is (those callers wait), and where the provider cannot tell it is too: a text posted
 * to a PC that was off is lost, and only the desk can ask the phone system for it. All lines' nights are one recap, and
 * it is told as a night, not as a failure (`whileClosed`).
 */
function isNews({ whileClosed, calls, texts, untold }: GapView): boolean {
  return !whileClosed || calls > 0 || texts > 0 || untold.length > 0
}

/** Whether the doors were closed all the time. A practice that has not said when it is open is taken as open. */
function isWhileClosed(db: ReadableDB, from: number, until: number): boolean {
  const { hours, timeZone } = practiceOf(db)
  if (Object.values(hours).every((day) => day.length === 0) || isOpen(from, hours, timeZone)) return false
  const opening = nextOpening(from, hours, timeZone)
  return opening === null || opening >= until
}

/** The unseen gaps of a line in which this moment lies: what is told of it late counts in them. */
export function gapsAround(db: ReadableDB, lineId: string, at: number): string[] {
  return (sql(db).unseenAround.all(lineId, at, at) as { id: string }[]).map((row) => row.id)
}

/** Counted when it is looked at, so that what a provider tells late counts too. */
function toGap(db: ReadableDB, row: GapRow): GapView {
  const { calls: all, texts } = contactsOverLine(db, row.line_id, row.from_at, row.until_at)
  // Both lines of one call may have been away then: it is one call in the recap of both.
  const calls = all.filter((call) => !linesOfCall(db, call.id).some((lineId) => lineId < row.line_id && gapsAround(db, lineId, call.ringing_at ?? 0).length > 0))
  const isMissed = (call: CallRow): boolean => ['missed', 'voicemail'].includes(callStateOf(call))
  return {
    id: row.id,
    lineId: row.line_id,
    lineName: lineName(db, row.line_id),
    from: row.from_at,
    until: row.until_at,
    calls: calls.length,
    missed: calls.filter(isMissed).length,
    texts,
    untold: JSON.parse(row.untold) as Untold[],
    whileClosed: isWhileClosed(db, row.from_at, row.until_at),
    seen: row.seen === 1,
  }
}
