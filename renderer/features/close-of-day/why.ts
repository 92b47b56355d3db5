import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { GAVE_UP_WITHIN } from '@shared/rules/figures.ts'
import { FOREVER, SECOND } from '@shared/time.ts'
import { count, momentWithin, plainDate } from '@renderer/ui/format.ts'

type Waiting = Pick<ConversationView, 'waitingFor' | 'repeat' | 'promise' | 'sensitive' | 'last'>

/** "3 missed calls in 20 min, promised 3:00 PM": everything that opened the loop since it was last closed. `now` is ms UTC. */
export function whyWaiting({ waitingFor, repeat, promise, sensitive, last }: Waiting, now: number, timeZone: string): string {
  const parts = [
    waitingFor.missed > 0 && (repeat && waitingFor.missed > 1 ? `${waitingFor.missed} missed calls (${repeat.count} in ${repeat.minutes} min)` : count(waitingFor.missed, 'missed call')),
    waitingFor.missed === 1 && hungUp(last),
    waitingFor.voicemails > 0 && count(waitingFor.voicemails, 'voicemail'),
    waitingFor.texts > 0 && count(waitingFor.texts, 'text'),
    sensitive && 'about a delicate matter',
    promise !== null && `a call was promised ${momentWithin(promise.dueAt, now, timeZone)}`,
    waitingFor.failed > 0 && `${count(waitingFor.failed, 'text')} of ours not delivered`,
  ].filter(Boolean)
  return parts.join(', ')
}

/** "hung up after 4 s": the only call that waits rang too shortly for anybody to take it. */
function hungUp(last: ConversationView['last']): string | false {
  if (last?.type !== 'call' || last.state !== 'missed' || last.ringSeconds === null || last.ringSeconds < 1) return false
  return last.ringSeconds * SECOND <= GAVE_UP_WITHIN && `hung up after ${Math.round(last.ringSeconds)} s`
}

/** "Due since Mar 4: ask about the knee, after Knee injection": what was to be done, the longest overdue first. `today` is an ISO day of the practice. */
export function whyDue(followUps: readonly FollowUpView[], today: string): string {
  return followUps.map(({ due, what, visit }) => `${due < today ? `Due since ${plainDate(due)}` : 'Due today'}: ${what}${visit?.reason ? `, after ${visit.reason}` : ''}`).join(' · ')
}

/** What became of follow-ups that a walk met; null where there were none. `now` are those there are now. */
export function dueInWords(met: readonly FollowUpView[], now: Readonly<Record<string, FollowUpView>>, today: string): string | null {
  const words = met.map(({ id, what }) => {
    const due = now[id]?.due
    return due === undefined ? `Done: ${what}` : due > today ? `Moved to ${plainDate(due)}: ${what}` : `Still due: ${what}`
  })
  return words.length === 0 ? null : words.join(', ')
}

/** "Put off until 8:00 AM", "Resolved by Ana": how somebody of the walk was dealt with. */
export function howSettled({ waitingSince, snoozedUntil, closedBy }: Pick<ConversationView, 'waitingSince' | 'snoozedUntil' | 'closedBy'>, now: number, timeZone: string): string {
  if (snoozedUntil !== null && snoozedUntil > now) return snoozedUntil === FOREVER ? 'Put off until they answer' : `Put off until ${momentWithin(snoozedUntil, now, timeZone)}`
  if (waitingSince !== null) return 'Still waiting'
  if (!closedBy) return 'Nothing is open'
  const how = { call: 'Spoken to by phone', text: 'Answered by text', resolved: 'Settled' }[closedBy.type]
  return `${how}${closedBy.by === null ? '' : ` by ${closedBy.by}`}, ${momentWithin(closedBy.at, now, timeZone)}`
}
