import { DAY } from '../../time.ts'
import { daysBetween, localHour } from '../local-time.ts'
import type { Evidence } from './visits.ts'

/** Our calls to somebody and whether they picked up, the newest first; and when the last contact was before today (ms UTC), null where there was none. */
export type ContactFacts = { attempts: readonly { at: number; reached: boolean }[]; lastBefore: number | null }

export const PARTS = ['morning', 'midday', 'lateDay'] as const
/** Until noon; noon until three; from three on. */
export type PartOfDay = (typeof PARTS)[number]

export type ContactInsight =
  | { kind: 'reach'; part: PartOfDay; reached: number; of: number; elsewhere: number; elsewhereOf: number; evidence: Evidence[] }
  | { kind: 'quiet'; days: number; evidence: Evidence[] }
  | { kind: 'language'; language: string; visitAt: number; evidence: Evidence[] }

/** As with visits: at chance, one in eight would pick up 3 of 3; asking that at most a third of 3 or more elsewhere was picked up brings that under one in fifteen. */
const REACH = { days: 365, calls: 3, reached: 2 / 3, elsewhere: 3, elsewhereReached: 1 / 3 }
/** After half a year a number or an insurance has often changed. */
const QUIET_DAYS = 180

/** Patterns in how somebody can be reached. */
export function contactInsights({ attempts, lastBefore }: ContactFacts, now: number, timeZone: string): ContactInsight[] {
  const days = lastBefore === null ? 0 : daysBetween(lastBefore, now, timeZone)
  const quiet: ContactInsight | null = days >= QUIET_DAYS ? { kind: 'quiet', days, evidence: [] } : null
  return [bestPart(attempts.filter(({ at }) => at > now - REACH.days * DAY), timeZone), quiet].filter((insight) => insight !== null)
}

function bestPart(attempts: ContactFacts['attempts'], timeZone: string): ContactInsight | null {
  const found = PARTS.flatMap((part) => {
    const calls = attempts.filter(({ at }) => partOf(at, timeZone) === part)
    const others = attempts.filter(({ at }) => partOf(at, timeZone) !== part)
    const [reached, elsewhere] = [calls, others].map((all) => all.filter((one) => one.reached).length) as [number, number]
    if (calls.length < REACH.calls || reached / calls.length < REACH.reached) return []
    if (others.length < REACH.elsewhere || elsewhere / others.length > REACH.elsewhereReached) return []
    const evidence = attempts.map(({ at, reached: answered }): Evidence => ({ at, what: answered ? 'answered' : 'unanswered' }))
    return [{ kind: 'reach' as const, part, reached, of: calls.length, elsewhere, elsewhereOf: others.length, evidence }]
  })
  return found[0] ?? null
}

export function partOf(at: number, timeZone: string): PartOfDay {
  const hour = localHour(at, timeZone)
  return hour < 12 ? 'morning' : hour < 15 ? 'midday' : 'lateDay'
}
