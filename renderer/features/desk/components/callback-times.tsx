import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { clockTime } from '@renderer/ui/format.ts'
import { callbackTimes } from '../callback-choices.ts'

/** The next round times to promise a call by; only a time the desk picks is ever promised. */
export function CallbackTimes({ onPick }: { onPick: (at: number) => void }) {
  const now = useNow(MINUTE)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const times = callbackTimes(now)
  return (
    <div role="group" aria-label="Call back by" className="flex flex-wrap items-center gap-1.5">
      <span className="text-[12.5px] font-medium text-wait-ink">Call back by</span>
      {times.map((at) => (
        <button key={at} type="button" onClick={() => onPick(at)} className="rounded-full border border-wait bg-wait-soft px-2.5 py-0.5 text-[12.5px] font-medium text-wait-ink hover:border-wait-ink">
          {clockTime(at, timeZone)}
        </button>
      ))}
    </div>
  )
}
