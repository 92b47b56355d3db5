import type { ConversationView } from '@shared/contract/views.ts'
import { PROMISE_WARNS } from '@shared/rules/promise.ts'

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
