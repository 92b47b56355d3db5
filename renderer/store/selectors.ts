import { useMemo } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from './clock.ts'
import { onUsSince, stopsNow } from './conversation.ts'
import { usePractice } from './index.ts'

export { initialsOf, isWaiting, nameOf, onUsSince } from './conversation.ts'

/** Everyone who waits now, and whom we promised a call that is about to be late; the longest first. */
export function useWaiting(): ConversationView[] {
  const conversations = usePractice((practice) => practice.conversations)
  const now = useNow(MINUTE / 2)
  return useMemo(
    () =>
      Object.values(conversations)
        .filter((conversation) => onUsSince(conversation, now) !== null)
        .sort((a, b) => (onUsSince(a, now) ?? 0) - (onUsSince(b, now) ?? 0)),
    [conversations, now],
  )
}

/**
 * Whom the walk at the close of the day would still go through, and who of them is put off until later today.
 * @param day the practice's day that the walk is for, ISO; left out: today
 */
export function useStops(day?: string): ReturnType<typeof stopsNow> {
  const conversations = usePractice((practice) => practice.conversations)
  const followUps = usePractice((practice) => practice.followUps)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE / 2)
  return useMemo(() => stopsNow(Object.values(conversations), Object.values(followUps), { now, timeZone, day: day ?? dayKey(now, timeZone) }), [conversations, followUps, timeZone, now, day])
}
