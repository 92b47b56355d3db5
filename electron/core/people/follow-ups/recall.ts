import type { FollowUpView } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { dayAfter } from '@shared/rules/due.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import type { Core } from '../../core.ts'
import { practiceOf } from '../../practice/queries.ts'
import { followUpRuleById, openByRule, sourceOf } from './queries.ts'

export const RULE_ACTOR = 'rule:follow-up'

/** What goes into the journal together with `done`: somebody who was reminded and did not come yet is reminded again. */
export function againAfter(core: Core, { id, patientId }: FollowUpView): NewEvent[] {
  const source = sourceOf(core.db, id)
  const rule = source && followUpRuleById(core.db, source.ruleId)
  if (!source || !rule?.recall || !rule.enabled || rule.days === 0) return []
  const due = dayAfter(dayKey(core.now(), practiceOf(core.db).timeZone), rule.days)
  return [{ kind: 'followUp.planned', body: { followUpId: core.newId(), patientId, due, what: rule.what, templateId: rule.templateId, source }, at: core.now(), actor: RULE_ACTOR }]
}

/** What goes into the journal together with `reopened`: what was planned because it had been done. */
export function notAgain(core: Core, followUpId: string, patientId: string): NewEvent[] {
  const source = sourceOf(core.db, followUpId)
  if (!source) return []
  const next = openByRule(core.db, patientId, source.ruleId).filter((one) => one.visitId === source.visitId && one.followUpId !== followUpId)
  return next.map((one) => ({ kind: 'followUp.withdrawn', body: { followUpId: one.followUpId, patientId, why: 'notDone' }, at: core.now(), actor: RULE_ACTOR }))
}
