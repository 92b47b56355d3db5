import { actions, useUi } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { ordinal } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { RingingCall } from '../desk/components/ringing-call.tsx'
import { useRinging } from '../desk/hooks/ringing.ts'

/** The calls ringing now: said to screen readers everywhere, and shown in a corner of the screen, above the walk's bar, where the feed is not there to show them. */
export function RingingElsewhere() {
  const away = useUi((ui) => ui.screen !== 'desk')
  const ringing = useRinging()
  const [first] = ringing
  useKeys({ 'mod+j': () => (away && first ? actions.openConversation(first.id) : false) })
  return (
    <>
      {/* Said once per call, in words alone: the running time would be said every second. */}
      <p aria-live="polite" className="sr-only">
        {first && `Ringing: ${nameOf(first)}${first.repeat ? `, ${ordinal(first.repeat.count)} call in ${first.repeat.minutes} min` : ''}`}
      </p>
      {away && first && (
        <div className="absolute right-4 bottom-4 z-30 grid w-80 gap-2">
          {ringing.slice(0, 3).map((conversation) => (
            <RingingCall key={conversation.id} conversation={conversation} />
          ))}
        </div>
      )}
    </>
  )
}
