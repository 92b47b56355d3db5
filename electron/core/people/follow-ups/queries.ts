import type { FollowUpRuleFields, FollowUpRuleView } from '@shared/contract/views.ts'
import type { EventBody } from '@shared/events/index.ts'
import { namesVisit, tookPlace } from '@shared/rules/follow-up-rule.ts'
import { DAY } from '@shared/time.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'

/** Rules there can be; a practice that had more would not know its own. */
export const MOST_RULES = 50
const PREVIEW_DAYS = 30

const sql = statements({
  rules: 'SELECT * FROM follow_up_rules ORDER BY id',
  rule: 'SELECT * FROM follow_up_rules WHERE id = ?',
  // The newest first: of somebody who came twice a recall follows up the later visit alone.
  visits: 'SELECT id AS visitId, patient_id AS patientId, at, status, clinician, reason FROM visits WHERE at BETWEEN @since AND @until AND (at, id) < (@at, @id) ORDER BY at DESC, id DESC LIMIT 500',
  ofPatient: 'SELECT id AS visitId, patient_id AS patientId, at, status, clinician, reason FROM visits WHERE patient_id = ? ORDER BY at DESC',
  recent: 'SELECT at, status, clinician, reason FROM visits WHERE at BETWEEN ? AND ? ORDER BY at DESC',
  planned: `SELECT s.follow_up_id AS followUpId, s.rule_id AS ruleId, s.visit_id AS visitId, s.visit_at AS visitAt, f.patient_id AS patientId, f.due, f.what, f.template_id AS templateId, f.id IS NOT NULL AND f.done_at IS NULL AS open
            FROM follow_up_sources s LEFT JOIN follow_ups f ON f.id = s.follow_up_id WHERE s.visit_id = ?`,
  source: 'SELECT rule_id AS ruleId, visit_id AS visitId, visit_at AS visitAt FROM follow_up_sources WHERE follow_up_id = ?',
  openOfPatient: `SELECT f.id AS followUpId, s.visit_id AS visitId, s.visit_at AS visitAt FROM follow_ups f JOIN follow_up_sources s ON s.follow_up_id = f.id
                  WHERE f.patient_id = ? AND f.done_at IS NULL AND s.rule_id = ?`,
  visitsSince: 'SELECT at, status, clinician, reason FROM visits WHERE patient_id = ? AND at > ?',
})

type RuleRow = { id: string; enabled: number; visit_type: string; clinician: string; days: number; recall: number; what: string; template_id: string | null }
export type RuledVisit = Pick<EventBody<'visit.recorded'>, 'visitId' | 'patientId' | 'at' | 'status' | 'clinician' | 'reason'>
export type Source = { ruleId: string; visitId: string; visitAt: number }
/** What a rule planned after a visit; without a patient it was removed or withdrawn since. */
export type Planned = Source & { followUpId: string; patientId: string | null; due: string; what: string; templateId: string | null; open: 0 | 1 }

/** Every rule of the practice, in the order in which they were made. */
export function followUpRules(db: ReadableDB): FollowUpRuleView[] {
  return (sql(db).rules.all() as RuleRow[]).map(toRule)
}

export function followUpRuleById(db: ReadableDB, ruleId: string): FollowUpRuleView | null {
  const row = sql(db).rule.get(ruleId) as RuleRow | undefined
  return row ? toRule(row) : null
}

function toRule({ id, enabled, visit_type, clinician, days, recall, what, template_id }: RuleRow): FollowUpRuleView {
  return { id, enabled: enabled === 1, visitType: visit_type, clinician, days, recall: recall === 1, what, templateId: template_id }
}

/** Visits from `since` to `until` (ms UTC), the newest first, a page at a time so that the journal can be written between them. */
export function* pagesOfVisits(db: ReadableDB, since: number, until: number): Generator<RuledVisit[]> {
  let last = { at: until + 1, id: '' }
  for (;;) {
    const page = sql(db).visits.all({ since, until, ...last }) as RuledVisit[]
    const end = page.at(-1)
    if (!end) return
    yield page
    last = { at: end.at, id: end.visitId }
  }
}

/** The visits of one person, the newest first. */
export function visitsOf(db: ReadableDB, patientId: string): RuledVisit[] {
  return sql(db).ofPatient.all(patientId) as RuledVisit[]
}

/** All that rules ever planned after this visit, and still know of. */
export function plannedAfter(db: ReadableDB, visitId: string): Planned[] {
  return sql(db).planned.all(visitId) as Planned[]
}

/** The rule and visit a follow-up is from; null for one that somebody planned by hand. */
export function sourceOf(db: ReadableDB, followUpId: string): Source | null {
  return (sql(db).source.get(followUpId) as Source | undefined) ?? null
}

/** What a rule planned for somebody and is still to be done. */
export function openByRule(db: ReadableDB, patientId: string, ruleId: string): { followUpId: string; visitId: string; visitAt: number }[] {
  return sql(db).openOfPatient.all(patientId, ruleId) as { followUpId: string; visitId: string; visitAt: number }[]
}

/** Whether somebody came again, for something the rule names, after `visitAt` (ms UTC). */
export function cameAgain(db: ReadableDB, rule: FollowUpRuleView, patientId: string, visitAt: number, now: number): boolean {
  return (sql(db).visitsSince.all(patientId, visitAt) as RuledVisit[]).some((visit) => tookPlace(visit, now) && namesVisit(rule, visit))
}

/** How many visits of the last 30 days the words name, so that whoever writes a rule sees whether it is the right one. */
export function previewOf(db: ReadableDB, words: Pick<FollowUpRuleFields, 'visitType' | 'clinician'>, now: number): { visits: number; newest: { at: number; reason: string; clinician: string } | null } {
  let visits = 0
  let newest: { at: number; reason: string; clinician: string } | null = null
  for (const visit of sql(db).recent.iterate(now - PREVIEW_DAYS * DAY, now) as Iterable<RuledVisit>) {
    if (!tookPlace(visit, now) || !namesVisit(words, visit)) continue
    visits += 1
    newest ??= { at: visit.at, reason: visit.reason, clinician: visit.clinician }
  }
  return { visits, newest }
}
