import type { ConsentOfPerson } from '@shared/contract/views.ts'
import { conversationById } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { patientById, phonesOf } from '../people/queries.ts'
import { fullNameOf } from '../people/rows.ts'
import { consentChanges, firstTextFrom, optedOutAt } from './consent.ts'

export const consentHandlers: Handlers<'consent.ofPerson' | 'consent.give'> = {
  'consent.ofPerson'(core, { patientId }) {
    const patient = patientById(core.db, patientId)
    if (!patient) throw new Refusal('notFound', 'That person is no longer here.')
    return { name: fullNameOf(patient), numbers: phonesOf(core.db, patientId).map(({ number, display }) => consentOf(core, number, display)) }
  },
  'consent.give'(core, { conversationId, basis, wording }, caller) {
    // Only they can take an opt-out back, by texting START (DESIGN.md, "Consent").
    if (optedOutAt(core.db, conversationId) !== null) throw new Refusal('blocked', 'This number asked for no texts. Only they can start texts again, by texting START.')
    if (conversationById(core.db, conversationId)?.textable === false) throw new Refusal('blocked', 'This number cannot get texts.')
    core.record([{ kind: 'consent.given', body: { consentId: core.newId(), conversationId, basis, wording }, at: core.now(), actor: caller.actor }])
    return {}
  },
}

/** Where the consent of one number stands: the newest change says; without any, that they wrote to us first. */
function consentOf({ db }: Core, number: string, display: string): ConsentOfPerson['numbers'][number] {
  const changes = consentChanges(db, number)
  const out = optedOutAt(db, number)
  const wrote = firstTextFrom(db, number)
  if (out !== null) return { number, display, status: 'out', since: out, changes }
  const newest = changes[0]
  if (newest) return { number, display, status: newest.change === 'given' ? 'given' : 'in', since: newest.at, changes }
  return { number, display, status: wrote === null ? 'none' : 'theyWrote', since: wrote, changes }
}
