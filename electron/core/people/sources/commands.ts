import { Refusal, type Handlers } from '../../handlers.ts'
import { addressProblem } from './hl7/settings.ts'

/** The practice software that is followed live. */
export const sourceHandlers: Handlers<'records.save' | 'records.test'> = {
  async 'records.save'(core, { source, enabled, port, address }, caller) {
    const problem = addressProblem(address)
    if (problem !== null) throw new Refusal('badArgument', problem)
    core.record([{ kind: 'records.saved', body: { source, enabled, settings: { port, address } }, at: core.now(), actor: caller.actor }])
    await core.hl7.restart()
    return {}
  },
  async 'records.test'(core) {
    return { steps: await core.hl7.test() }
  },
}
