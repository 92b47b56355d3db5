import type { Core } from '../../core.ts'
import { Refusal, type Handlers } from '../../handlers.ts'
import { patientById, visitById } from '../queries.ts'
import { againAfter, notAgain } from '../follow-ups/recall.ts'
import { followUpById } from './queries.ts'

/** What the desk notes on a card, and what it plans to do for somebody. */
export const cardHandlers: Handlers<'preferences.note' | 'preferences.remove' | 'followUps.plan' | 'followUps.done' | 'followUps.reopen' | 'followUps.remove' | 'visits.askAfter' | 'visits.prepare'> = {
  'preferences.note'(core, { patientId, kind, text }, caller) {
    known(core, patientId)
    const preferenceId = core.newId()
    core.record([{ kind: 'preference.noted', body: { preferenceId, patientId, kind, text }, at: core.now(), actor: caller.actor }])
    return { preferenceId }
  },
  'preferences.remove'(core, { preferenceId, patientId }, caller) {
    core.record([{ kind: 'preference.removed', body: { preferenceId, patientId }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'followUps.plan'(core, { followUpId, patientId, due, what, templateId }, caller) {
    known(core, patientId)
    const id = followUpId ?? core.newId()
    core.record([{ kind: 'followUp.planned', body: { followUpId: id, patientId, due, what, templateId }, at: core.now(), actor: caller.actor }])
    return { followUpId: id }
  },
  'followUps.done'(core, { followUpId, how }, caller) {
    const open = followUpById(core.db, followUpId)
    if (!open) throw new Refusal('tooLate', 'This follow-up was done or removed already.')
    core.record([{ kind: 'followUp.done', body: { followUpId, patientId: open.patientId, how }, at: core.now(), actor: caller.actor }, ...againAfter(core, open)])
    return {}
  },
  'followUps.reopen'(core, { followUpId, patientId }, caller) {
    core.record([{ kind: 'followUp.reopened', body: { followUpId, patientId }, at: core.now(), actor: caller.actor }, ...notAgain(core, followUpId, patientId)])
    return {}
  },
  'followUps.remove'(core, { followUpId }, caller) {
    const open = followUpById(core.db, followUpId)
    if (!open) throw new Refusal('tooLate', 'This follow-up was done or removed already.')
    core.record([{ kind: 'followUp.removed', body: { followUpId, patientId: open.patientId }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'visits.askAfter'(core, { visitId, matter }, caller) {
    const visit = visitById(core.db, visitId)
    if (!visit) throw new Refusal('notFound', 'This visit is no longer here. The practice software may have taken it back.')
    const said = Object.entries(matter).filter(([, words]) => words !== '')
    core.record([{ kind: 'visit.recorded', body: { ...visit, matter: said.length === 0 ? null : Object.fromEntries(said) }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'visits.prepare'(core, { visitId, note }, caller) {
    const visit = visitById(core.db, visitId)
    if (!visit) throw new Refusal('notFound', 'This visit is no longer here. The practice software may have taken it back.')
    core.record([{ kind: 'visit.recorded', body: { ...visit, note }, at: core.now(), actor: caller.actor }])
    return {}
  },
}

function known(core: Core, patientId: string): void {
  if (!patientById(core.db, patientId)) throw new Refusal('notFound', 'This person is no longer here. Somebody may have removed them or undone an import.')
}
