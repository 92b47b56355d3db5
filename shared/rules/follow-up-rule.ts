import type { FollowUpRuleFields } from '../contract/views.ts'
import { dayAfter } from './due.ts'
import { fold } from './fold.ts'
import { dayKey } from './local-time.ts'

/**
 * Follow-ups by the practice's own rules on visits. Rapport's own rule, stated in docs/follow-ups.md: a visit that took place
 * and that the rule names yields one follow-up, so many days after it; one whose day went by more than three days ago is left out.
 */

/** After a long weekend one still checks in; last month's check-ins are no use to anybody. */
export const LATE_DAYS = 3

type Visit = { at: number; status: 'kept' | 'cancelled' | 'noShow' | 'booked'; clinician: string; reason: string }

/**
 * Whether a visit took place, as far as anybody knows: much practice software never says that somebody came, so a booked
 * visit counts once its time (ms UTC) has come, unless it was called off.
 */
export function tookPlace({ status, at }: Pick<Visit, 'status' | 'at'>, now: number): boolean {
  return at <= now && (status === 'kept' || status === 'booked')
}

/** Whether a rule names this visit: by words of what it was for and of who saw them; empty names every one. Case and accents do not count. */
export function namesVisit({ visitType, clinician }: Pick<FollowUpRuleFields, 'visitType' | 'clinician'>, visit: Pick<Visit, 'reason' | 'clinician'>): boolean {
  return contains(visit.reason, visitType) && contains(visit.clinician, clinician)
}

function contains(text: string, words: string): boolean {
  const has = ` ${fold(text)} `
  return fold(words).split(' ').every((word) => has.includes(word))
}

/**
 * The practice's day (ISO) on which a visit's follow-up is due, never before today; null where its day went by too long ago.
 * @param days after the visit's day in the practice's time zone, 0 or more
 */
export function dueAfterVisit(visitAt: number, days: number, now: number, timeZone: string): string | null {
  const today = dayKey(now, timeZone)
  const due = dayAfter(dayKey(visitAt, timeZone), days)
  if (dayAfter(due, LATE_DAYS) < today) return null
  return due < today ? today : due
}
