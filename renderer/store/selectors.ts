import { useMemo } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { addDays, dayStart } from '@shared/rules/periods.ts'
import { dueBy, stopsOf, type Stop } from '@shared/rules/walk.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from './clock.ts'
import { onUsSince } from './conversation.ts'
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

/** Whom the walk at the close of the day would still go through, and who of them is put off until later today. */
export function useStops(): { stops: Stop[]; laterToday: ConversationView[] } {
  const waiting = useWaiting()
  const conversations = usePractice((practice) => practice.conversations)
  const followUps = usePractice((practice) => practice.followUps)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE / 2)
  return useMemo(() => {
    const today = dayKey(now, timeZone)
    const midnight = dayStart(addDays(today, 1), timeZone)
    const laterToday = Object.values(conversations).filter(({ waitingSince, snoozedUntil }) => waitingSince !== null && snoozedUntil !== null && snoozedUntil > now && snoozedUntil < midnight)
    return { stops: stopsOf(waiting, dueBy(today, Object.values(followUps)), now), laterToday: laterToday.toSorted((a, b) => (a.snoozedUntil ?? 0) - (b.snoozedUntil ?? 0)) }
  }, [waiting, conversations, followUps, timeZone, now])
}
