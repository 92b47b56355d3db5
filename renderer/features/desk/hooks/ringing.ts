import { useEffect, useMemo, useRef } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { isTyping } from '@renderer/ui/keys.ts'

/** The calls ringing now, the longest ringing first. */
export function useRinging(): ConversationView[] {
  const conversations = usePractice((practice) => practice.conversations)
  return useMemo(
    () =>
      Object.values(conversations)
        .filter((conversation) => conversation.ringing)
        .sort((a, b) => (a.ringing?.since ?? 0) - (b.ringing?.since ?? 0)),
    [conversations],
  )
}

/**
 * A ringing caller opens by themselves, so that the card is there at the first ring; but never under the hands of
 * somebody who is typing, has a reply half written, or is in a call with the person shown (DESIGN.md, section 6).
 */
export function useRingingCalls(): void {
  const ringing = useRinging()
  const seen = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, ringing: call } of ringing) {
      if (!call || seen.current.has(call.callId)) continue
      seen.current.add(call.callId)
      if (mayOpen()) actions.openRinging(id)
    }
  }, [ringing])
}

function mayOpen(): boolean {
  const { ui, practice } = store.getState()
  if (ui.selected === null) return true
  const shown = practice?.conversations[ui.selected]
  const busy = isTyping() || ui.drafts[ui.selected]?.body || shown?.ringing || shown?.talking || document.querySelector('[role="dialog"]')
  return !busy
}
