import { z } from 'zod'
import { followUpRuleFields, preferenceKind } from '../contract/views.ts'

/** Events about what the desk remembers of a person, and what is to be done for them. */

const id = z.string().min(1).max(200)

/** Which rule planned a follow-up after which visit, and when that was (ms UTC). */
const followUpSource = z.object({ ruleId: id, visitId: id, visitAt: z.number().int() })

export const cardEvents = {
  'preference.noted': z.object({ preferenceId: id, patientId: id, kind: preferenceKind, text: z.string().min(1).max(200) }),
  'preference.removed': z.object({ preferenceId: id, patientId: id }),
  /** `due` is a day of the practice, ISO. Planned again with the same id, it is moved. */
  'followUp.planned': z.object({ followUpId: id, patientId: id, due: z.string().regex(/^\d{4}-\d\d-\d\d$/), what: z.string().min(1).max(200), templateId: id.nullable(), source: followUpSource.optional() }),
  'followUp.done': z.object({ followUpId: id, patientId: id, how: z.string().max(200) }),
  /** It was not done after all, or was done by mistake. */
  'followUp.reopened': z.object({ followUpId: id, patientId: id }),
  'followUp.removed': z.object({ followUpId: id, patientId: id }),
  /** A rule takes back what it planned: the visit was called off or taken back, they came again, or it was not done after all. Never what is done. */
  'followUp.withdrawn': z.object({ followUpId: id, patientId: id, why: z.enum(['visitGone', 'cameAgain', 'notDone']) }),
  'followUpRule.saved': z.object({ ruleId: id, rule: followUpRuleFields }),
  'followUpRule.removed': z.object({ ruleId: id }),
} as const
