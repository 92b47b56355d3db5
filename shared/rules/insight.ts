import { localHour } from './local-time.ts'

/** A visit of one patient; `at` is ms UTC. */
export type InsightVisit = { at: number; status: 'kept' | 'cancelled' | 'noShow' | 'booked'; clinician: string | null }

export type Insight =
  | { kind: 'timeOfDay'; cancelled: number; cancelledOf: number; kept: number; keptOf: number; offer: 'morning' | 'afternoon' }
  | { kind: 'continuity'; clinician: string; seen: number; of: number }

/**
 * How much evidence a sentence needs. Below these counts a pattern is as likely chance as habit: of people who miss every
 * second visit at random, about one in five would miss 3 or more of 4; asking for 85 % of at least 5 kept in the other
 * half of the day as well brings that under one in thirty. Every sentence is shown with its counts, so a person judges.
 */
const BAD_HALF = { visits: 4, lost: 0.5 }
const GOOD_HALF = { visits: 5, kept: 0.85 }
const CONTINUITY = { visits: 5, share: 0.75 }

/**
 * What a patient's visits show, said only with enough evidence (DESIGN "Insight").
 * - timeOfDay: of at least 4 visits in one half of the day at least 50 % were cancelled or missed, while of at least 5 in
 *   the other half at least 85 % were kept: offer that half. Noon in `timeZone` parts the day.
 * - continuity: of at least 5 kept visits with a known clinician, at least 75 % were with the same one.
 * Booked visits have not happened yet and count for nothing.
 */
export function insights(visits: readonly InsightVisit[], timeZone: string): Insight[] {
  const past = visits.filter((visit) => visit.status !== 'booked')
  return [timeOfDay(past, timeZone), continuity(past)].filter((insight) => insight !== null)
}

function timeOfDay(visits: readonly InsightVisit[], timeZone: string): Insight | null {
  const morning = visits.filter((visit) => localHour(visit.at, timeZone) < 12)
  const afternoon = visits.filter((visit) => localHour(visit.at, timeZone) >= 12)
  return offerOther(afternoon, morning, 'morning') ?? offerOther(morning, afternoon, 'afternoon')
}

function offerOther(bad: readonly InsightVisit[], good: readonly InsightVisit[], offer: 'morning' | 'afternoon'): Insight | null {
  const cancelled = bad.filter((visit) => visit.status !== 'kept').length
  const kept = good.filter((visit) => visit.status === 'kept').length
  if (bad.length < BAD_HALF.visits || cancelled / bad.length < BAD_HALF.lost) return null
  if (good.length < GOOD_HALF.visits || kept / good.length < GOOD_HALF.kept) return null
  return { kind: 'timeOfDay', cancelled, cancelledOf: bad.length, kept, keptOf: good.length, offer }
}

function continuity(visits: readonly InsightVisit[]): Insight | null {
  const seenBy = new Map<string, number>()
  for (const { status, clinician } of visits) {
    const name = clinician?.trim() ?? ''
    if (status === 'kept' && name !== '') seenBy.set(name, (seenBy.get(name) ?? 0) + 1)
  }
  const of = [...seenBy.values()].reduce((sum, count) => sum + count, 0)
  const usual = [...seenBy].find(([, seen]) => seen / of >= CONTINUITY.share)
  return usual && of >= CONTINUITY.visits ? { kind: 'continuity', clinician: usual[0], seen: usual[1], of } : null
}
