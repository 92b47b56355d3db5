import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { addDays, dayStart } from '@shared/rules/periods.ts'
import { PROMISE_WARNS } from '@shared/rules/promise.ts'
import { dueBy, stopsOf, type Stop } from '@shared/rules/walk.ts'

/** Whether this conversation waits for us now; one that is put off does not until its time comes. */
export function isWaiting(conversation: ConversationView, now: number): boolean {
  return conversation.waitingSince !== null && (conversation.snoozedUntil === null || conversation.snoozedUntil <= now)
}

/** Since when this conversation is on us: since they wait, or since a promised call is about to be late; null while it is not, or is put off. */
export function onUsSince(conversation: ConversationView, now: number): number | null {
  const { waitingSince, promise, snoozedUntil } = conversation
  if (snoozedUntil !== null && snoozedUntil > now) return null
  return waitingSince ?? (promise !== null && promise.dueAt - now <= PROMISE_WARNS ? promise.dueAt - PROMISE_WARNS : null)
}

/** What to call a conversation on screen. */
export function nameOf({ who, display, mark }: ConversationView): string {
  if (who.kind === 'patient' || who.kind === 'household') return who.name
  if (who.kind === 'withheld') return 'Number withheld'
  return mark?.name || display
}

export function initialsOf({ who }: ConversationView): string {
  if (who.kind === 'patient') return who.initials
  if (who.kind === 'household') return who.candidates.slice(0, 2).map((candidate) => candidate.initials[0]).join('') || [...who.name][0]?.toLocaleUpperCase() || '?'
  return who.kind === 'withheld' ? '?' : '+1'
}

/**
 * The stops of a walk for one day of the practice, and who waits and was put off until later that day. Whoever was put off beyond it is in
 * neither.
 * @param at `now` is ms UTC; `day`, ISO, is the day the walk began on, also once midnight has passed
 */
export function stopsNow(conversations: readonly ConversationView[], followUps: readonly FollowUpView[], { now, timeZone, day }: { now: number; timeZone: string; day: string }): { stops: Stop[]; laterToday: ConversationView[] } {
  const midnight = dayStart(addDays(day, 1), timeZone)
  const laterToday = conversations.filter(({ waitingSince, snoozedUntil }) => waitingSince !== null && snoozedUntil !== null && snoozedUntil > now && snoozedUntil < midnight)
  return {
    stops: stopsOf(conversations.filter((conversation) => onUsSince(conversation, now) !== null), dueBy(day, followUps), now),
    laterToday: laterToday.toSorted((a, b) => (a.snoozedUntil ?? 0) - (b.snoozedUntil ?? 0)),
  }
}
