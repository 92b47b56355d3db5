import type { NewEvent } from '@shared/events/index.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { callStateOf, openCalls, type CallRow } from '../conversations/calls.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'

/** No phone rings this long: the report of how it ended was lost. */
const LONGEST_RING = 5 * MINUTE

/** Nor does anybody at a front desk talk this long: the report of the end was lost. */
const LONGEST_TALK = 4 * HOUR

/**
 * An inbound call that was reported ringing and then never again is taken as missed, and says why: a needless
 * look costs the desk a second, a forgotten caller costs the patient. One that was answered and never ended is ended,
 * so that nobody is shown as talking for ever.
 */
export function sweepLostCalls(core: Core): { stop: () => void } {
  const sweep = (): void => {
    for (const call of openCalls(core.db)) {
      const event = endOf(call, core.now())
      if (event) core.record([event])
    }
  }
  const trySweep = (): void => {
    try {
      sweep()
    } catch (error) {
      // A full disk must not end the core, nor keep a practice from opening; the next sweep tries again.
      log.warn('lostCalls.sweep', { error })
    }
  }
  trySweep()
  const timer = setInterval(trySweep, MINUTE)
  return { stop: () => clearInterval(timer) }
}

/** What the rule says about a call that has gone on for too long; null for one that may well go on. */
function endOf(call: CallRow, now: number): NewEvent | null {
  const state = callStateOf(call)
  const by = { actor: 'rule:lost-call', sourceKey: `lost:${call.id}:${state}` }
  if (state === 'ringing' && call.ringing_at !== null && now - call.ringing_at >= LONGEST_RING) {
    return { kind: 'call.missed', body: { callId: call.id, why: 'The phone system did not say how it ended.' }, at: call.ringing_at, ...by }
  }
  // At the moment of the answer, so that a late report of the true end still tells how long it was.
  if (state === 'connected' && call.answered_at !== null && now - call.answered_at >= LONGEST_TALK) {
    return { kind: 'call.ended', body: { callId: call.id }, at: call.answered_at, ...by }
  }
  return null
}
