import type { GapView } from '@shared/contract/views.ts'
import { clockTime, count, duration, moment } from '@renderer/ui/format.ts'
import { dayKey } from '@shared/rules/local-time.ts'

/** What came while lines were away, as one recap. Pure; times are ms UTC. */

type Span = { from: number; until: number }
type Untold = GapView['untold'][number]

export type Recap = {
  gapIds: string[]
  /** When any of the lines was away, oldest first; spans that touch are one. */
  spans: Span[]
  /** The names of the lines that were away. */
  lines: string[]
  calls: number
  missed: number
  texts: number
  /** What nobody can tell, and of which lines. */
  untold: { what: Untold; lines: string[] }[]
  /** The practice was closed all that time. */
  whileClosed: boolean
}

/** All unseen gaps as one recap, or null where there is none. */
export function recapOf(gaps: readonly GapView[]): Recap | null {
  if (gaps.length === 0) return null
  const ordered = [...gaps].sort((a, b) => a.from - b.from || b.until - a.until)
  // A gap within another of its line was counted with that one.
  const counted = ordered.filter((gap, index) => !ordered.slice(0, index).some((other) => other.lineId === gap.lineId && other.until >= gap.until))
  const sum = (of: (gap: GapView) => number): number => counted.reduce((total, gap) => total + of(gap), 0)
  return {
    gapIds: gaps.map(({ id }) => id),
    spans: merged(ordered),
    lines: namesOf(ordered),
    calls: sum(({ calls }) => calls),
    missed: sum(({ missed }) => missed),
    texts: sum(({ texts }) => texts),
    untold: (['calls', 'texts'] as const).flatMap((what) => {
      const lines = namesOf(ordered.filter(({ untold }) => untold.includes(what)))
      return lines.length > 0 ? [{ what, lines }] : []
    }),
    whileClosed: gaps.every((gap) => gap.whileClosed),
  }
}

function namesOf(gaps: readonly GapView[]): string[] {
  return [...new Map(gaps.map(({ lineId, lineName }) => [lineId, lineName])).values()]
}

function merged(ordered: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const { from, until } of ordered) {
    const last = spans.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else spans.push({ from, until })
  }
  return spans
}

/** Whether a moment lies in the time away. */
export function isInRecap({ spans }: Recap, at: number): boolean {
  return spans.some(({ from, until }) => from <= at && at <= until)
}

type Around = { now: number; timeZone: string; /** How many lines the practice has switched on: with one, it need not be named. */ linesOn: number }

/** "Offline 3 min (9:10 to 9:13 AM)", what came ("2 calls, 1 missed, 1 text"), and what nobody can tell. */
export function recapInWords(recap: Recap, around: Around): { offline: string; came: string; untold: string | null; whileClosed: boolean } {
  return { offline: offlineInWords(recap, around), came: cameInWords(recap), untold: untoldInWords(recap, around), whileClosed: recap.whileClosed }
}

function offlineInWords({ spans, lines, whileClosed }: Recap, { now, timeZone, linesOn }: Around): string {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return 'Offline'
  const total = spans.reduce((sum, { from, until }) => sum + until - from, 0)
  const who = linesOn <= 1 || lines.length >= linesOn ? 'Offline' : lines.length === 1 ? `${lines[0]} offline` : `${lines.length} lines offline`
  if (whileClosed) return `${who === 'Offline' ? 'Off' : who} while you were closed (${spanInWords({ from: first.from, until: last.until }, now, timeZone)})`
  const times = spans.length === 1 ? '' : ` in ${spans.length} stretches`
  return `${who} ${duration(total)}${times} (${spanInWords({ from: first.from, until: last.until }, now, timeZone)})`
}

/** "9:10 AM to 9:13 AM", "Yesterday 6:02 PM to 8:00 AM" */
function spanInWords({ from, until }: Span, now: number, timeZone: string): string {
  const oneDay = dayKey(from, timeZone) === dayKey(until, timeZone)
  return `${moment(from, now, timeZone)} to ${oneDay ? clockTime(until, timeZone) : momentWithDay(until, now, timeZone)}`
}

/** After another day's moment, a bare time would be read as of that day. */
function momentWithDay(at: number, now: number, timeZone: string): string {
  const words = moment(at, now, timeZone)
  return words === clockTime(at, timeZone) ? `today ${words}` : words
}

function cameInWords({ calls, missed, texts, untold }: Recap): string {
  const known = (what: Untold): boolean => !untold.some((it) => it.what === what)
  const parts = [
    ...(calls > 0 ? [count(calls, 'call')] : []),
    ...(missed > 0 ? [`${missed} missed`] : []),
    ...(texts > 0 ? [count(texts, 'text')] : []),
  ]
  if (parts.length > 0) return parts.join(', ')
  if (known('calls') && known('texts')) return 'nothing came'
  if (known('calls')) return 'no calls'
  if (known('texts')) return 'no texts'
  return ''
}

function untoldInWords({ untold, calls, texts }: Recap, { linesOn }: Around): string | null {
  const [first, second] = untold
  if (!first) return null
  const whose = (lines: readonly string[]): string => (linesOn > 1 ? ` of ${lines.join(', ')}` : '')
  // Beside those that were told late, "calls are unknown" would read as a contradiction.
  const say = (words: string, told: number, lines: readonly string[]): string => `${told > 0 ? `Other ${words.toLowerCase()}` : words}${whose(lines)} in this gap are unknown.`
  if (second && first.lines.join() === second.lines.join()) return say('Calls and texts', calls + texts, first.lines)
  return untold.map(({ what, lines }) => (what === 'calls' ? say('Calls', calls, lines) : say('Texts', texts, lines))).join(' ')
}
