import { CalendarClock, CheckCheck, SkipForward } from 'lucide-react'
import { dayKey } from '@shared/rules/local-time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import type { Walk } from '../hooks/walk.ts'
import { whyDue } from '../why.ts'

/** Somebody with something due whose number cannot be reached from here: it was said why, and the walk goes on. */
export function DueOnly({ walk }: { walk: Walk }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(), timeZone)
  const due = walk.current?.followUps ?? []
  useKeys({ t: () => void walk.tomorrow(), e: () => void walk.settle('Done'), s: () => void walk.later(), b: () => walk.back() })
  return (
    <main className="grid content-start gap-3 bg-panel px-5 py-3 @5xl/walk:col-span-2">
      <h2 className="truncate text-base font-semibold">{due[0]?.name}</h2>
      <p className="text-[13px] wrap-anywhere text-wait-ink">{whyDue(due, today)}</p>
      <p className="text-[13px] text-ink-2">The number on the card cannot be called or texted from here. Correct it in Patients, or note what became of this.</p>
      <div className="flex flex-wrap gap-2">
        <Button icon={<CheckCheck size={15} />} shortcut="E" onClick={() => void walk.settle('Done')}>
          Done
        </Button>
        <Button icon={<CalendarClock size={15} />} shortcut="T" onClick={() => void walk.tomorrow()}>
          Tomorrow
        </Button>
        {walk.left.length > 1 && (
          <Button look="quiet" icon={<SkipForward size={15} />} shortcut="S" onClick={() => void walk.later()}>
            Later
          </Button>
        )}
      </div>
    </main>
  )
}
