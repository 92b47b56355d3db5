import type { ConversationView } from '@shared/contract/views.ts'
import { FOREVER } from '@shared/time.ts'
import { count, momentWithin } from '@renderer/ui/format.ts'

type Waiting = Pick<ConversationView, 'waitingFor' | 'repeat' | 'promise'>

/** "3 missed calls in 20 min, promised 3:00 PM": everything that opened the loop since it was last closed. `now` is ms UTC. */
export function whyWaiting({ waitingFor, repeat, promise }: Waiting, now: number, timeZone: string): string {
  const parts = [
    waitingFor.missed > 0 && (repeat && waitingFor.missed > 1 ? `${waitingFor.missed} missed calls (${repeat.count} in ${repeat.minutes} min)` : count(waitingFor.missed, 'missed call')),
    waitingFor.voicemails > 0 && count(waitingFor.voicemails, 'voicemail'),
    waitingFor.texts > 0 && count(waitingFor.texts, 'text'),
    promise !== null && `a call was promised ${momentWithin(promise.dueAt, now, timeZone)}`,
    waitingFor.failed > 0 && `${count(waitingFor.failed, 'text')} of ours not delivered`,
  ].filter(Boolean)
  return parts.join(', ')
}

/** "Put off until 8:00 AM", "Resolved by Ana": how somebody of the walk was dealt with. */
export function howSettled({ waitingSince, snoozedUntil, closedBy }: Pick<ConversationView, 'waitingSince' | 'snoozedUntil' | 'closedBy'>, now: number, timeZone: string): string {
  if (snoozedUntil !== null && snoozedUntil > now) return snoozedUntil === FOREVER ? 'Put off until they answer' : `Put off until ${momentWithin(snoozedUntil, now, timeZone)}`
  if (waitingSince !== null) return 'Still waiting'
  if (!closedBy) return 'Nothing is open'
  const how = { call: 'Spoken to by phone', text: 'Answered by text', resolved: 'Settled' }[closedBy.type]
  return `${how}${closedBy.by === null ? '' : ` by ${closedBy.by}`}, ${momentWithin(closedBy.at, now, timeZone)}`
}
