import { actions, useUi } from '@renderer/store/index.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { RingingCall } from '../desk/components/ringing-call.tsx'
import { useRinging } from '../desk/hooks/ringing.ts'

/** On every screen but the desk, where the feed shows them: the calls ringing now, in a corner, taking no focus. */
export function RingingElsewhere() {
  const away = useUi((ui) => ui.screen !== 'desk')
  const ringing = useRinging()
  const [first] = ringing
  useKeys({ 'mod+j': () => (away && first ? actions.openConversation(first.id) : false) })
  if (!away || !first) return null
  return (
    <div className="fixed right-4 bottom-4 z-30 grid w-80 gap-2">
      {ringing.slice(0, 3).map((conversation) => (
        <RingingCall key={conversation.id} conversation={conversation} />
      ))}
    </div>
  )
}
