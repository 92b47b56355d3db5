import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { onUsSince } from '@renderer/store/conversation.ts'

/** What whoever comes to the desk takes over; each person stands in one list only, opt-outs excepted. */
export type HandedOver = {
  /** Waiting since they came while the doors were closed. */
  came: ConversationView[]
  /** Waiting since the doors are open. */
  today: ConversationView[]
  /** Waiting from before that. */
  left: ConversationView[]
  /** Promised a call today, and not waiting otherwise. */
  promised: ConversationView[]
  /** Said since the doors closed that they want no texts. */
  optedOut: ConversationView[]
  /** People with something due today or earlier. */
  followUpsDue: number
}

type Known = { conversations: readonly ConversationView[]; followUps: readonly FollowUpView[]; closing: number | null; opened: number | null; now: number; timeZone: string }

/** `closing` is when the doors closed last, ms UTC; null where they never did. `opened` is when they opened after that; null while they are closed. */
export function handoverOf({ conversations, followUps, closing, opened, now, timeZone }: Known): HandedOver {
  const since = closing ?? opened ?? Infinity
  const until = opened ?? Infinity
  const today = dayKey(now, timeZone)
  const waiting = conversations
    .filter((conversation) => conversation.waitingSince !== null && onUsSince(conversation, now) !== null)
    .toSorted((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0))
  return {
    came: waiting.filter(({ waitingSince }) => (waitingSince ?? 0) >= since && (waitingSince ?? 0) < until),
    today: waiting.filter(({ waitingSince }) => (waitingSince ?? 0) >= Math.max(since, until)),
    left: waiting.filter(({ waitingSince }) => (waitingSince ?? 0) < since),
    promised: conversations.filter(({ promise, waitingSince }) => promise !== null && waitingSince === null && dayKey(promise.dueAt, timeZone) <= today).toSorted((a, b) => (a.promise?.dueAt ?? 0) - (b.promise?.dueAt ?? 0)),
    optedOut: conversations.filter(({ optedOutAt }) => optedOutAt !== null && optedOutAt >= since),
    followUpsDue: new Set(followUps.flatMap(({ due, patientId }) => (due <= today ? [patientId] : []))).size,
  }
}
