import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FollowUpRuleView } from '@shared/contract/views.ts'
import type { JournalEvent, NewEvent } from '@shared/events/index.ts'
import { dueAfterVisit, LATE_DAYS, namesVisit, tookPlace } from '@shared/rules/follow-up-rule.ts'
import { DAY, HOUR } from '@shared/time.ts'
import type { Core } from '../../core.ts'
import { log } from '../../log.ts'
import { practiceOf } from '../../practice/queries.ts'
import { visitById } from '../queries.ts'
import { cameAgain, followUpRules, openByRule, pagesOfVisits, plannedAfter, visitsOf, type Planned, type RuledVisit } from './queries.ts'
import { RULE_ACTOR } from './recall.ts'

/** How often booked visits are looked for whose time has come. */
const SWEEP_EVERY = HOUR
/** Visits followed up in one go; what is planned after them is one transaction, and windows are told once. */
const IN_ONE_GO = 50

export type FollowUpRules = { stop: () => Promise<void>; /** Looks at new events for visits to follow up. */ notice: (events: readonly JournalEvent[]) => void }

/**
 * Plans and takes back follow-ups by the practice's rules (docs/follow-ups.md), whatever source a visit came from. What it does
 * depends on the tables alone, so that doing it twice, or after a crash, changes nothing: each rule follows up each visit once.
 */
export function startFollowUpRules(core: Core): FollowUpRules {
  let working: Promise<void> = Promise.resolve()
  let wanted = false
  let stopped = false
  /** Visits until then were looked at, ms UTC; null: all are to be. */
  let lookedUntil: number | null = null

  /** One sweep at a time, and one more for what was asked meanwhile. */
  function sweep(): void {
    if (wanted) return
    wanted = true
    working = working.then(async () => {
      wanted = false
      if (!stopped) await sweepNow()
    }).catch((error: unknown) => {
      lookedUntil = null
      log.warn('followUps.sweep', { error })
    })
  }

  /** Every visit whose follow-up may still be due, or only those whose time has come since the last sweep. */
  async function sweepNow(): Promise<void> {
    const now = core.now()
    const rules = followUpRules(core.db).filter(({ enabled }) => enabled)
    if (rules.length === 0) return
    const since = lookedUntil ?? now - (Math.max(...rules.map(({ days }) => days)) + LATE_DAYS + 1) * DAY
    lookedUntil = now
    for (const page of pagesOfVisits(core.db, since, now)) {
      const named = page.filter((visit) => rules.some((rule) => namesVisit(rule, visit)))
      for (let at = 0; at <= named.length; at += IN_ONE_GO) {
        // As they are now: nothing waits between looking and planning, or a visit that is told in between would be followed up twice.
        const visits = named.slice(at, at + IN_ONE_GO).flatMap(({ visitId }) => visitById(core.db, visitId) ?? [])
        record(visits.flatMap((visit) => eventsFor(core, rules, visit, false)))
        await nextTurn()
        if (stopped) return
      }
    }
  }

  function record(events: NewEvent[]): void {
    if (events.length > 0) core.record(events)
  }

  function notice(events: readonly JournalEvent[]): void {
    const visits = new Map<string, string>()
    for (const { kind, body } of events) {
      if (kind === 'visit.recorded' || kind === 'visit.removed') visits.set(body.visitId, body.patientId)
      if (kind === 'followUpRule.saved') lookedUntil = null
      if (kind === 'followUpRule.saved' || kind === 'import.ended') sweep()
    }
    if (visits.size === 0) return
    try {
      const rules = followUpRules(core.db)
      if (rules.length === 0) return
      const recalls = rules.filter(({ recall }) => recall)
      // An import tells hundreds at once: what they call off goes now, what they bring is planned in a sweep when it has ended.
      const many = visits.size > IN_ONE_GO
      if (many) lookedUntil = null
      // The newest first, as in a sweep; one at a time, since what one visit plans decides about the next.
      const found = [...visits.keys()].flatMap((visitId) => visitById(core.db, visitId) ?? { visitId, gone: true as const })
      for (const visit of found.filter(({ visitId }) => !many || plannedAfter(core.db, visitId).length > 0).toSorted((a, b) => ('gone' in b ? 0 : b.at) - ('gone' in a ? 0 : a.at))) {
        const news = 'gone' in visit ? withdrawn(core, visit.visitId) : eventsFor(core, rules, visit, true)
        record(news)
        // Somebody who was taken to have come again did not: their visit before counts again for a recall.
        for (const { kind, body } of news) if (kind === 'followUp.withdrawn' && recalls.length > 0) for (const before of visitsOf(core.db, body.patientId)) record(eventsFor(core, recalls, before, false))
      }
    } catch (error) {
      // What could not be written now (a full disk) is found by the next sweep.
      lookedUntil = null
      log.warn('followUps.notice', { error })
    }
  }

  sweep()
  const timer = setInterval(sweep, SWEEP_EVERY)
  return {
    notice,
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

/** What the rules say about a visit as it stands now. @param told it was recorded just now, so that a rule which no longer names it takes back what it planned */
function eventsFor(core: Core, rules: readonly FollowUpRuleView[], visit: RuledVisit, told: boolean): NewEvent[] {
  if (!tookPlace(visit, core.now())) return withdrawn(core, visit.visitId)
  const planned = plannedAfter(core.db, visit.visitId)
  const astray = planned.filter((one) => one.open === 1 && (one.patientId !== visit.patientId || (told && noLongerNamed(rules, one, visit))))
  return [
    ...astray.flatMap(({ followUpId, patientId }) => (patientId === null ? [] : [withdrawal(core, followUpId, patientId, 'visitGone')])),
    ...rules.flatMap((rule) => (rule.enabled && namesVisit(rule, visit) ? followed(core, rule, visit, planned.filter((one) => one.ruleId === rule.id && !astray.includes(one))) : [])),
  ]
}

/** Whether a visit was told of otherwise than at first, and a rule at work would not plan this now. What a rule that was switched off planned stays. */
function noLongerNamed(rules: readonly FollowUpRuleView[], { ruleId }: Planned, visit: RuledVisit): boolean {
  const rule = rules.find(({ id }) => id === ruleId)
  return rule !== undefined && rule.enabled && !namesVisit(rule, visit)
}

/** What a rule plans after a visit that it names. @param before what it planned after this visit already */
function followed(core: Core, rule: FollowUpRuleView, visit: RuledVisit, before: readonly Planned[]): NewEvent[] {
  const now = core.now()
  const source = { ruleId: rule.id, visitId: visit.visitId, visitAt: visit.at }
  const due = dueAfterVisit(visit.at, rule.days, now, practiceOf(core.db).timeZone)
  const plan = (followUpId: string, what: string, templateId: string | null): NewEvent[] =>
    due === null ? [] : [{ kind: 'followUp.planned', body: { followUpId, patientId: visit.patientId, due, what, templateId, source }, at: now, actor: RULE_ACTOR }]
  // The visit was on another day than was said at first.
  if (before.length > 0) return before.flatMap((one) => (one.open === 1 && one.visitAt !== visit.at ? plan(one.followUpId, one.what, one.templateId) : []))
  if (due === null || (rule.recall && cameAgain(core.db, rule, visit.patientId, visit.at, now))) return []
  const older = rule.recall ? openByRule(core.db, visit.patientId, rule.id).filter(({ visitAt }) => visitAt < visit.at) : []
  return [...older.map(({ followUpId }) => withdrawal(core, followUpId, visit.patientId, 'cameAgain')), ...plan(core.newId(), rule.what, rule.templateId)]
}

/** A visit that was called off, or that nobody knows of any more, is not followed up; what is done stays done. */
function withdrawn(core: Core, visitId: string): NewEvent[] {
  return plannedAfter(core.db, visitId).flatMap(({ followUpId, patientId, open }) => (open === 1 && patientId !== null ? [withdrawal(core, followUpId, patientId, 'visitGone')] : []))
}

function withdrawal(core: Core, followUpId: string, patientId: string, why: 'visitGone' | 'cameAgain'): NewEvent {
  return { kind: 'followUp.withdrawn', body: { followUpId, patientId, why }, at: core.now(), actor: RULE_ACTOR }
}
