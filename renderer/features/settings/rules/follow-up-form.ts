import type { FollowUpRuleFields } from '@shared/contract/views.ts'

/** A rule for follow-ups as it is typed. */
export type FollowUpForm = { visitType: string; clinician: string; count: string; unit: 'days' | 'weeks'; recall: boolean; what: string; templateId: string }
export type FollowUpProblems = { what: string | null; count: string | null }

export const NEW_RULE: FollowUpForm = { visitType: '', clinician: '', count: '1', unit: 'days', recall: false, what: '', templateId: '' }

/** Three years, as far ahead as any recall goes. */
const MOST_DAYS = 1095

export function toFollowUpForm({ visitType, clinician, days, recall, what, templateId }: FollowUpRuleFields): FollowUpForm {
  const inWeeks = days > 0 && days % 7 === 0
  return { visitType, clinician, count: String(inWeeks ? days / 7 : days), unit: inWeeks ? 'weeks' : 'days', recall, what, templateId: templateId ?? '' }
}

function daysOf({ count, unit }: FollowUpForm): number {
  return /^\d{1,4}$/.test(count.trim()) ? Number(count) * (unit === 'weeks' ? 7 : 1) : NaN
}

export function problemsOfRule(form: FollowUpForm): FollowUpProblems {
  const days = daysOf(form)
  return {
    what: form.what.trim() === '' ? 'Say what is to be done.' : null,
    count: Number.isNaN(days) || days > MOST_DAYS ? 'A whole number, three years at most.' : form.recall && days === 0 ? 'A recall needs at least a day between.' : null,
  }
}

/** What goes to the core; only of a form without problems. */
export function toRule(form: FollowUpForm, enabled: boolean): FollowUpRuleFields {
  const { visitType, clinician, recall, what, templateId } = form
  return { enabled, visitType: visitType.trim(), clinician: clinician.trim(), days: daysOf(form), recall, what: what.trim(), templateId: templateId || null }
}

/** When and after which visits, as one says it: "2 days after “injection” with Dr. Chen". */
export function whenWords({ visitType, clinician, days, recall }: Pick<FollowUpRuleFields, 'visitType' | 'clinician' | 'days' | 'recall'>): string {
  const visit = visitType ? `“${visitType}”` : clinician ? 'a visit' : 'any visit'
  const who = clinician ? ` with ${clinician}` : ''
  const [count, unit] = days > 0 && days % 7 === 0 ? [days / 7, 'week'] : [days, 'day']
  const wait = days === 0 ? 'On the day of' : `${count} ${unit}${count === 1 ? '' : 's'} after`
  return `${wait} ${visit}${who}${recall ? ', again until they come' : ''}`
}
