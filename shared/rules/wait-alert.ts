import type { ConversationView, WaitAlerts } from '../contract/views.ts'
import { MINUTE } from '../time.ts'

/**
 * When somebody who waits is to be called out, ms UTC: the shortest of the times for what they wait for; null where none is set or nobody
 * waits. A text that failed is called out as a text.
 */
export function alertsAt({ waitingSince, waitingFor }: Pick<ConversationView, 'waitingSince' | 'waitingFor'>, alerts: WaitAlerts): number | null {
  if (waitingSince === null) return null
  const minutes = [waitingFor.missed > 0 ? alerts.calls : null, waitingFor.voicemails > 0 ? alerts.voicemails : null, waitingFor.texts + waitingFor.failed > 0 ? alerts.texts : null].filter((one) => one !== null)
  return minutes.length === 0 ? null : waitingSince + Math.min(...minutes) * MINUTE
}
