import { DAY } from '../../time.ts'
import { formatter, localHour } from '../local-time.ts'

/** A visit of one patient; `at` is ms UTC. */
export type InsightVisit = { at: number; status: 'kept' | 'cancelled' | 'noShow' | 'booked'; clinician: string | null }

/** What an insight was counted from: a visit or a call, and what became of it. */
export type Evidence = { at: number; what: 'kept' | 'cancelled' | 'noShow' | 'answered' | 'unanswered'; clinician?: string }

export type VisitInsight =
  | { kind: 'timeOfDay'; cancelled: number; cancelledOf: number; kept: number; keptOf: number; offer: 'morning' | 'afternoon'; evidence: Evidence[] }
  /** `weekday`: 0 is Sunday. */
  | { kind: 'weekday'; cancelled: number; cancelledOf: number; kept: number; keptOf: number; weekday: number; evidence: Evidence[] }
  /** `bookedWith`: the next visit is with somebody else. */
  | { kind: 'continuity'; clinician: string; seen: number; of: number; bookedWith: string | null; evidence: Evidence[] }
  | { kind: 'noShow'; missed: number; of: number; next: number | null; evidence: Evidence[] }

/**
 * How much evidence a sentence needs. Below these counts a pattern is as likely chance as habit: of people who miss every
 * second visit at random, about one in five would miss 3 or more of 4; asking for 85 % of at least 5 kept on the other
 * side as well brings that under one in thirty. Every sentence is shown with its counts, so a person judges.
 */
const BAD_SIDE = { visits: 4, lost: 0.5 }
const GOOD_SIDE = { visits: 5, kept: 0.85 }
const CONTINUITY = { visits: 5, share: 0.75 }
const NO_SHOW = { days: 730, visits: 4, missed: 2, share: 0.25 }

/** Patterns in what became of somebody's visits; booked ones count for nothing but what is asked of the next. */
export function visitInsights(visits: readonly InsightVisit[], now: number, timeZone: string): VisitInsight[] {
  const past = visits.filter(({ status }) => status !== 'booked')
  const next = visits.filter(({ status, at }) => status === 'booked' && at > now).toSorted((a, b) => a.at - b.at)[0] ?? null
  const half = timeOfDay(past, timeZone)
  return [noShow(past, next, now), half ?? weekday(past, timeZone), continuity(past, next)].filter((insight) => insight !== null)
}

function timeOfDay(visits: readonly InsightVisit[], timeZone: string): VisitInsight | null {
  const morning = visits.filter((visit) => localHour(visit.at, timeZone) < 12)
  const afternoon = visits.filter((visit) => localHour(visit.at, timeZone) >= 12)
  const say = (offer: 'morning' | 'afternoon', sides: Sides | null): VisitInsight | null => sides && { kind: 'timeOfDay', offer, ...sides }
  return say('morning', sidesOf(afternoon, morning)) ?? say('afternoon', sidesOf(morning, afternoon))
}

/** The weekday that is lost the most, where every other goes well. */
function weekday(visits: readonly InsightVisit[], timeZone: string): VisitInsight | null {
  const days = Map.groupBy(visits, ({ at }) => weekdayOf(at, timeZone))
  const found = [...days].flatMap(([day, on]) => {
    const sides = sidesOf(on, visits.filter((visit) => !on.includes(visit)))
    return sides ? [{ kind: 'weekday' as const, weekday: day, ...sides }] : []
  })
  return found.toSorted((a, b) => b.cancelled / b.cancelledOf - a.cancelled / a.cancelledOf || a.weekday - b.weekday)[0] ?? null
}

function weekdayOf(at: number, timeZone: string): number {
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(formatter('en-US', timeZone, { weekday: 'short' }).format(at))
}

type Sides = { cancelled: number; cancelledOf: number; kept: number; keptOf: number; evidence: Evidence[] }

function sidesOf(bad: readonly InsightVisit[], good: readonly InsightVisit[]): Sides | null {
  const cancelled = bad.filter(({ status }) => status !== 'kept').length
  const kept = good.filter(({ status }) => status === 'kept').length
  if (bad.length < BAD_SIDE.visits || cancelled / bad.length < BAD_SIDE.lost) return null
  if (good.length < GOOD_SIDE.visits || kept / good.length < GOOD_SIDE.kept) return null
  return { cancelled, cancelledOf: bad.length, kept, keptOf: good.length, evidence: evidenceOf(bad) }
}

function continuity(visits: readonly InsightVisit[], next: InsightVisit | null): VisitInsight | null {
  const seen = visits.filter(({ status, clinician }) => status === 'kept' && (clinician?.trim() ?? '') !== '')
  const [usual, theirs] = [...Map.groupBy(seen, ({ clinician }) => clinician?.trim() ?? '')].find(([, kept]) => kept.length / seen.length >= CONTINUITY.share) ?? []
  if (usual === undefined || theirs === undefined || seen.length < CONTINUITY.visits) return null
  const bookedWith = next?.clinician?.trim() || null
  return { kind: 'continuity', clinician: usual, seen: theirs.length, of: seen.length, bookedWith: bookedWith === usual ? null : bookedWith, evidence: evidenceOf(seen) }
}

function noShow(visits: readonly InsightVisit[], next: InsightVisit | null, now: number): VisitInsight | null {
  const recent = visits.filter(({ at, status }) => at > now - NO_SHOW.days * DAY && status !== 'cancelled')
  const missed = recent.filter(({ status }) => status === 'noShow')
  if (recent.length < NO_SHOW.visits || missed.length < NO_SHOW.missed || missed.length / recent.length < NO_SHOW.share) return null
  return { kind: 'noShow', missed: missed.length, of: recent.length, next: next?.at ?? null, evidence: evidenceOf(missed) }
}

/** The newest first. */
function evidenceOf(visits: readonly InsightVisit[]): Evidence[] {
  return visits.toSorted((a, b) => b.at - a.at).flatMap(({ at, status, clinician }) => (status === 'booked' ? [] : [{ at, what: status, ...(clinician && { clinician }) }]))
}
