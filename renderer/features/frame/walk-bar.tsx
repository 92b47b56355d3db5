import { Moon, X } from 'lucide-react'
import { proposedAt } from '@shared/rules/walk.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { practiceNow, useNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice, useUi } from '@renderer/store/index.ts'
import { useOpenings } from '@renderer/store/openings.ts'
import { useStops } from '@renderer/store/selectors.ts'
import { isUnderWay, setUi } from '@renderer/store/state.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { clockTime, count, withMod } from '@renderer/ui/format.ts'

/** Long enough that "Not now" holds past any closing. */
const NOT_NOW = 8 * HOUR

/** Below every other screen: the walk that was left for a call, or the one that is due before the doors close. Never in the way. */
export function WalkBar() {
  const elsewhere = useUi((ui) => ui.screen !== 'closeOfDay')
  const notBefore = useUi((ui) => ui.walkNotBefore)
  const now = useNow(MINUTE / 2)
  const parked = useUi((ui) => ui.walk !== null && isUnderWay(ui.walk, now))
  const minutes = usePractice((practice) => practice.practice.proposeWalk)
  const openings = useOpenings()
  const proposed = proposedAt(openings, minutes, now)
  const due = proposed !== null && now >= proposed && now >= notBefore
  if (!elsewhere || !(parked || due)) return null
  return <Bar closing={parked ? null : (openings.find(({ to }) => to > now)?.to ?? null)} onAway={() => setUi(store, { walk: null, ...(due && { walkNotBefore: practiceNow() + NOT_NOW }) })} />
}

/** Counts who waits only while it is shown. `closing` null: a walk was left. */
function Bar({ closing, onAway }: { closing: number | null; onAway: () => void }) {
  const { stops } = useStops()
  const waiting = stops.filter(({ conversations }) => conversations.length > 0).length
  const due = stops.length - waiting
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  if (stops.length === 0) return null
  const left = [waiting > 0 && count(waiting, 'person is still waiting', 'people are still waiting'), due > 0 && count(due, 'follow-up is due', 'follow-ups are due')].filter(Boolean).join(', and ')
  return (
    <aside aria-label="Close of day" className="col-span-2 flex items-center gap-3 border-t border-edge bg-wait-soft px-4 py-1.5 text-[13px] text-wait-ink">
      <Moon size={15} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 truncate font-medium">
        {closing === null ? `Your walk is kept: ${left}.` : `We close at ${clockTime(closing, timeZone)}: ${left}.`}
      </p>
      <Button small look="primary" onClick={() => actions.go('closeOfDay')} title={`Close of day  ${withMod('4')}`}>
        {closing === null ? 'Back to the walk' : 'Start the walk'}
      </Button>
      <IconButton label={closing === null ? 'Leave the walk' : 'Not now'} onClick={onAway}>
        <X size={15} aria-hidden />
      </IconButton>
    </aside>
  )
}
