import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { onUsSince } from '@renderer/store/conversation.ts'

/** What whoever comes to the desk takes over; each person stands in one list only, opt-outs excepted. */
export type HandedOver = {
  /** Waiting since the doors closed last. */
  came: ConversationView[]
  /** Waiting from before that. */
  left: ConversationView[]
  /** Promised a call today, and not waiting otherwise. */
  promised: ConversationView[]
  /** Said since the doors closed that they want no texts. */
  optedOut: ConversationView[]
  /** People with something due today or earlier. */
  followUpsDue: number
}

type Known = { conversations: readonly ConversationView[]; followUps: readonly FollowUpView[]; closing: number | null; now: number; timeZone: string }

/** `closing` is when the doors closed last, ms UTC; null where they never did, then everything was left from before. */
export function handoverOf({ conversations, followUps, closing, now, timeZone }: Known): HandedOver {
  const since = closing ?? Infinity
  const today = dayKey(now, timeZone)
  const waiting = conversations
    .filter((conversation) => conversation.waitingSince !== null && onUsSince(conversation, now) !== null)
    .toSorted((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0))
  return {
    came: waiting.filter(({ waitingSince }) => (waitingSince ?? 0) >= since),
    left: waiting.filter(({ waitingSince }) => (waitingSince ?? 0) < since),
    promised: conversations.filter(({ promise, waitingSince }) => promise !== null && waitingSince === null && dayKey(promise.dueAt, timeZone) <= today).toSorted((a, b) => (a.promise?.dueAt ?? 0) - (b.promise?.dueAt ?? 0)),
    optedOut: conversations.filter(({ optedOutAt }) => optedOutAt !== null && optedOutAt >= since),
    followUpsDue: new Set(followUps.flatMap(({ due, patientId }) => (due <= today ? [patientId] : []))).size,
  }
}
