import { MINUTE } from '@shared/time.ts'
import { callStateOf, openCalls } from '../conversations/calls.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'

/** No phone rings this long: the report of how it ended was lost. */
const LONGEST_RING = 5 * MINUTE

/**
 * An inbound call that was reported ringing and then never again is taken as missed, and says why: a needless
 * look costs the desk a second, a forgotten caller costs the patient.
 */
export function sweepLostCalls(core: Core): { stop: () => void } {
  const sweep = (): void => {
    for (const call of openCalls(core.db)) {
      if (callStateOf(call) !== 'ringing' || call.ringing_at === null || core.now() - call.ringing_at < LONGEST_RING) continue
      core.record([
        { kind: 'call.missed', body: { callId: call.id, why: 'The phone system did not say how it ended.' }, at: call.ringing_at, actor: 'rule:lost-call', sourceKey: `lost:${call.id}` },
      ])
    }
  }
  sweep()
  const timer = setInterval(() => {
    try {
      sweep()
    } catch (error) {
      // A full disk must not end the core; the next sweep tries again.
      log.warn('lostCalls.sweep', { error })
    }
  }, MINUTE)
  return { stop: () => clearInterval(timer) }
}
