import { ArrowLeft } from 'lucide-react'
import { actions, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'

/** After a ringing call opened itself: back to whoever was shown, one key. */
export function BackToBefore() {
  const before = useUi((ui) => ui.shownBefore)
  const conversation = usePractice((practice) => (before ? practice.conversations[before] : undefined))
  useKeys({ Escape: () => (conversation ? actions.openConversation(conversation.id) : false) })
  if (!conversation) return null
  return (
    <button
      type="button"
      aria-keyshortcuts="Escape"
      onClick={() => actions.openConversation(conversation.id)}
      className="flex items-center gap-1.5 border-b border-edge bg-sunk px-5 py-1.5 text-left text-[12.5px] font-medium text-ink-2 hover:text-ink"
    >
      <ArrowLeft size={14} /> Back to {nameOf(conversation)} <Kbd>Esc</Kbd>
    </button>
  )
}
