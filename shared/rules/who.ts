import { DAY, HOUR } from '../time.ts'
import { daysBetween } from './local-time.ts'
import { fold } from './fold.ts'

/** One of several patients who share a number. Times are ms UTC. */
export type Candidate = {
  patientId: string
  name: string
  nextVisitAt: number | null
  lastTextAt: number | null
  lastCallAt: number | null
  isGuarantor: boolean
  /** When the desk last chose this person for this number, where it was the last time that somebody was chosen. */
  chosenAt: number | null
}

export type ReasonCode = 'visitToday' | 'visitTomorrow' | 'visitSoon' | 'textedRecently' | 'calledRecently' | 'chosenBefore' | 'guarantor'
export type Ranked = { patientId: string; reasons: { code: ReasonCode; at?: number }[] }

/** How strongly each reason speaks. Somebody in the waiting room or mid-conversation outweighs habit. */
const WEIGHT: Readonly<Record<ReasonCode, number>> = {
  visitToday: 50,
  visitTomorrow: 30,
  visitSoon: 12,
  textedRecently: 40,
  calledRecently: 35,
  chosenBefore: 20,
  guarantor: 10,
}

const RECENT = 3 * DAY
const SOON_DAYS = 7
/** A visit that began a little ago: the caller may be running late. */
export const RUNNING_LATE = 2 * HOUR

/**
 * Ranks the patients behind one number for the chooser, likeliest first, each with its reasons, strongest first.
 * Only an order: nobody is ever chosen silently (DESIGN "Who is it"). The same input gives the same order however it is
 * sorted. `timeZone` is the practice's, for "today" and "tomorrow".
 */
export function rankCandidates(candidates: readonly Candidate[], now: number, timeZone: string): Ranked[] {
  return candidates
    .map((candidate) => {
      const reasons = reasonsFor(candidate, now, timeZone)
      return { candidate, reasons, score: reasons.reduce((sum, { score }) => sum + score, 0) }
    })
    .sort((a, b) => b.score - a.score || byRest(a.candidate, b.candidate))
    .map(({ candidate, reasons }) => ({
      patientId: candidate.patientId,
      reasons: reasons.map(({ code, at }) => (at === undefined ? { code } : { code, at })),
    }))
}

type Scored = { code: ReasonCode; at?: number; score: number }

function reasonsFor(candidate: Candidate, now: number, timeZone: string): Scored[] {
  const reasons: Scored[] = []
  const visit = candidate.nextVisitAt
  if (visit !== null && visit >= now - RUNNING_LATE) {
    const days = Math.max(0, daysBetween(now, visit, timeZone))
    const code = days === 0 ? 'visitToday' : days === 1 ? 'visitTomorrow' : 'visitSoon'
    if (days <= SOON_DAYS) reasons.push({ code, at: visit, score: WEIGHT[code] })
  }
  const recent = (code: 'textedRecently' | 'calledRecently', at: number | null) => {
    if (at === null || at > now || now - at > RECENT) return
    // Fades over three days: 40 minutes ago beats the day before yesterday.
    reasons.push({ code, at, score: WEIGHT[code] * (1 - (now - at) / RECENT) })
  }
  recent('textedRecently', candidate.lastTextAt)
  recent('calledRecently', candidate.lastCallAt)
  if (candidate.chosenAt !== null && candidate.chosenAt <= now) reasons.push({ code: 'chosenBefore', at: candidate.chosenAt, score: WEIGHT.chosenBefore })
  if (candidate.isGuarantor) reasons.push({ code: 'guarantor', score: WEIGHT.guarantor })
  return reasons.sort((a, b) => b.score - a.score || compare(a.code, b.code))
}

function byRest(a: Candidate, b: Candidate): number {
  return compare(fold(a.name), fold(b.name)) || compare(a.patientId, b.patientId)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
