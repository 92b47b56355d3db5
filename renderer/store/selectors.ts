import { useMemo } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
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
