import type { Handlers } from '../../handlers.ts'
import { Refusal } from '../../handlers.ts'
import { followUpRuleById, followUpRules, MOST_RULES, previewOf } from './queries.ts'

/** The practice's rules on visits; they work by themselves (rules-at-work.ts). */
export const followUpRuleHandlers: Handlers<'followUpRules.save' | 'followUpRules.remove' | 'followUpRules.preview'> = {
  'followUpRules.save'(core, { ruleId, rule }, caller) {
    if ((ruleId === null || followUpRuleById(core.db, ruleId) === null) && followUpRules(core.db).length >= MOST_RULES) throw new Refusal('conflict', `There are ${MOST_RULES} rules already. Remove one that is no longer needed first.`)
    const id = ruleId ?? core.newId()
    core.record([{ kind: 'followUpRule.saved', body: { ruleId: id, rule }, at: core.now(), actor: caller.actor }])
    return { ruleId: id }
  },
  'followUpRules.remove'(core, { ruleId }, caller) {
    if (followUpRuleById(core.db, ruleId) === null) throw new Refusal('notFound', 'This rule was removed already.')
    core.record([{ kind: 'followUpRule.removed', body: { ruleId }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'followUpRules.preview': (core, words) => previewOf(core.db, words, core.now()),
}
