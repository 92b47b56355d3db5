import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { Button } from '@renderer/ui/button.tsx'
import { momentWithin } from '@renderer/ui/format.ts'
import type { Walk } from '../hooks/walk.ts'

/** Who waits and was put off until later today: they come back before midnight, perhaps after the doors are closed. */
export function LaterToday({ walk }: { walk: Walk }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <section aria-label="Later today" className="mt-3 w-full border-t border-edge pt-2 text-left">
      <h2 className="px-2 pb-1 text-xs font-medium text-ink-3">Put off until later today</h2>
      <ul>
        {walk.laterToday.map((conversation) => (
          <li key={conversation.id} className="flex items-center gap-2 px-2 py-1 text-[12.5px] text-ink-2">
            <span className="min-w-0 flex-1 truncate">{nameOf(conversation)}</span>
            <span className="shrink-0 text-ink-3">{conversation.snoozedUntil !== null && momentWithin(conversation.snoozedUntil, now, timeZone)}</span>
            <Button small look="quiet" aria-label={`Deal with ${nameOf(conversation)} now`} onClick={() => void walk.now(conversation)}>
              Now
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
