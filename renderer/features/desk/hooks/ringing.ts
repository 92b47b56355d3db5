import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { quietFor } from '@renderer/ui/activity.ts'
import { holdKeys, isTyping } from '@renderer/ui/keys.ts'

/** Nothing moves under the hands of somebody at work: the caller opens when no key or button was pressed for so long. */
const QUIET = 1500
/** About as long as a key takes that was already on its way. */
const KEYS_HELD = 600

/** The calls ringing now, the longest ringing first. */
export function useRinging(): ConversationView[] {
  const conversations = usePractice((practice) => practice.conversations)
  return useMemo(
    () =>
      Object.values(conversations)
        // A blocked number rings in the feed alone.
        .filter((conversation) => conversation.ringing && conversation.mark?.kind !== 'blocked')
        .sort((a, b) => (a.ringing?.since ?? 0) - (b.ringing?.since ?? 0)),
    [conversations],
  )
}

/**
 * A ringing caller opens by themselves, so that the card is there at the first ring; but never under the hands of
 * somebody who is typing, choosing from a menu, has a reply half written, or is in a call with the person shown
 * (DESIGN.md, section 6). The call itself is on top of the feed at once, whatever is being done.
 */
export function useRingingCalls(): void {
  const ringing = useRinging()
  const seen = useRef(new Set<string>())
  // Before the frame is painted, so that the call and its card appear in one.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    function offer(): void {
      const fresh = ringing.filter(({ ringing: call }) => call && !seen.current.has(call.callId))
      if (fresh.length === 0) return
      const soon = QUIET - quietFor()
      if (soon > 0 && store.getState().ui.selected !== null && !isBusy()) {
        timer = setTimeout(offer, soon)
        return
      }
      for (const { id, ringing: call } of fresh) {
        if (call) seen.current.add(call.callId)
        if (!isBusy()) open(id)
      }
    }
    offer()
    return () => clearTimeout(timer)
  }, [ringing])
}

function open(conversationId: string): void {
  if (store.getState().ui.selected !== null) holdKeys(KEYS_HELD)
  actions.openRinging(conversationId)
}

function isBusy(): boolean {
  const { ui, practice } = store.getState()
  if (ui.selected === null || !practice) return false
  const shown = practice.conversations[ui.selected]
  const colleague = Object.values(practice.staff).some(({ id, name }) => name === shown?.talking?.by && id !== practice.me)
  const inCall = Boolean(shown?.talking) && !colleague
  return isTyping() || Boolean(ui.drafts[ui.selected]?.body || shown?.ringing) || inCall || document.querySelector('[role="dialog"], [role="menu"], form') !== null
}
