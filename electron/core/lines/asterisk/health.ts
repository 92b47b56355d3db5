import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import type { HealthStep } from '../line.ts'
import { signIn } from './login.ts'
import type { AsteriskSettings } from './settings.ts'

/** What the manager user needs, as it stands in manager.conf. */
export const READ = 'read = call,agent,dialplan'
export const WRITE = 'write = reporting'
export const WRITE_AND_DIAL = 'write = reporting,originate'

/** Tries the settings on a connection of its own, and says what the manager user may do. Dials nothing. */
export async function tryOut(settings: AsteriskSettings, signal: AbortSignal, now: () => number = Date.now): Promise<HealthStep[]> {
  const where = `${settings.host}:${settings.port}`
  const limit = AbortSignal.any([signal, AbortSignal.timeout(9 * SECOND)])
  let reached = false
  try {
    const session = await signIn({ settings, signal: limit, now, onReached: () => (reached = true) })
    const steps: HealthStep[] = [{ step: 'reached', ok: true, says: `An Asterisk phone system answers at ${where}.` }]
    try {
      const events = await session.ask('Events', { EventMask: 'call' })
      const list = await session.ask('CoreShowChannels', {}, { list: true })
      const commands = await session.ask('ListCommands')
      if (!events.ok || /off/i.test(events.block.get('Events'))) {
        steps.push({ step: 'signedIn', ok: false, says: `Signed in, but the phone system sends this user no events. Its manager user needs: ${READ}` })
      } else if (!list.ok) {
        steps.push({ step: 'signedIn', ok: false, says: `Signed in, but this user may not list the calls in progress, which Rapport asks for after every lost connection. Its manager user needs: ${WRITE}` })
      } else {
        const dials = commands.block.get('Originate') !== ''
        const click = dials ? 'Rapport may dial for you.' : `Rapport may not dial for you; the desk shows the number instead. For click to call its manager user needs: ${WRITE_AND_DIAL}`
        steps.push({ step: 'signedIn', ok: true, says: `Signed in as ${settings.user}. ${click} Whether it hears calls shows at the next one; for that it needs: ${READ}` })
      }
      return steps
    } finally {
      session.close({ message: 'The test is over.' })
    }
  } catch (error) {
    const says = limit.aborted && !signal.aborted ? `${where} took too long to answer. Try again; if it stays so, check the phone system.` : error instanceof PracticeError ? error.message : 'The connection failed.'
    if (!reached) return [{ step: 'reached', ok: false, says }]
    return [
      { step: 'reached', ok: true, says: `An Asterisk phone system answers at ${where}.` },
      { step: 'signedIn', ok: false, says },
    ]
  }
}
