import { useMemo } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice, useUi } from '@renderer/store/index.ts'
import { onUsSince } from '@renderer/store/selectors.ts'
import { dayName } from '@renderer/ui/format.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'

export type FeedRow = { kind: 'heading'; id: string; label: string } | { kind: 'item'; id: string; conversation: ConversationView; waiting: boolean }

/** The feed as shown: who waits (the longest first), then the rest by day, newest first. */
export function useFeed(): FeedRow[] {
  const filter = useUi((ui) => ui.filter)
  const conversations = usePractice((practice) => practice.conversations)
  const me = usePractice((practice) => practice.me)
  const selected = useUi((ui) => ui.selected)
  const drafts = useUi((ui) => ui.drafts)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE / 2)
  return useMemo(() => {
    const kept = Object.values(conversations).filter((conversation) => {
      // One that was only begun stands in the feed while it is open or has a draft.
      if (conversation.last === null && conversation.id !== selected && !drafts[conversation.id]?.body) return false
      if (filter === 'mine') return me !== null && (conversation.assignedTo === me || conversation.handledBy === me || conversation.mentioned.includes(me))
      if (filter === 'calls') return conversation.hasCalls
      if (filter === 'texts') return conversation.hasTexts
      return true
    })
    const onUs = (conversation: ConversationView): boolean => onUsSince(conversation, now) !== null || (me !== null && conversation.mentioned.includes(me))
    const waiting = kept.filter(onUs).sort((a, b) => (onUsSince(a, now) ?? a.lastAt) - (onUsSince(b, now) ?? b.lastAt))
    // A call that is promised for later stands apart: nobody waits yet, and it must not be forgotten.
    const promised = kept.filter((conversation) => !onUs(conversation) && conversation.promise !== null).sort((a, b) => (a.promise?.dueAt ?? 0) - (b.promise?.dueAt ?? 0))
    const today = dayKey(now, timeZone)
    const rest = kept
      .filter((conversation) => !onUs(conversation) && conversation.promise === null)
      // Under Waiting only today's finished ones follow, for "what did I just do".
      .filter((conversation) => filter !== 'waiting' || dayKey(conversation.lastAt, timeZone) === today)
      .sort((a, b) => b.lastAt - a.lastAt)
    const rows: FeedRow[] = waiting.map((conversation) => ({ kind: 'item', id: conversation.id, conversation, waiting: true }))
    if (promised.length > 0) {
      rows.push({ kind: 'heading', id: 'promised', label: 'Promised' })
      rows.push(...promised.map((conversation): FeedRow => ({ kind: 'item', id: conversation.id, conversation, waiting: false })))
    }
    let day = ''
    for (const conversation of rest) {
      const key = dayKey(conversation.lastAt, timeZone)
      if (key !== day) {
        day = key
        const label = key === today ? 'Earlier today' : dayName(conversation.lastAt, now, timeZone)
        rows.push({ kind: 'heading', id: `day ${key}`, label })
      }
      rows.push({ kind: 'item', id: conversation.id, conversation, waiting: false })
    }
    return rows
  }, [conversations, filter, me, selected, drafts, timeZone, now])
}
