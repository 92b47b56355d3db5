import clsx from 'clsx'
import { History } from 'lucide-react'
import { Button } from '@renderer/ui/button.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { useRecap } from '../hooks/recap.ts'

/** What came while a line was away, until somebody says that they have seen it. In the way of nobody: it takes no focus and covers nothing. */
export function Recap() {
  const recap = useRecap()
  useKeys({ g: () => (recap ? void recap.seen() : false) })
  if (!recap) return null
  const { offline, came, missed, untold, whileClosed, show, seen } = recap
  return (
    <section aria-label="While a line was away" data-testid="recap" className="mx-3 mb-2 grid gap-2 rounded-xl border border-edge bg-panel px-3 py-2.5 shadow-card">
      <div className="flex gap-2 text-[12.5px]">
        <History size={15} aria-hidden className="mt-px shrink-0 text-ink-3" />
        <p data-selectable className="min-w-0 break-words text-ink-2">
          {offline}
          {came && (
            <>
              : <strong className={clsx('font-semibold', missed > 0 ? 'text-miss-ink' : 'text-ink')}>{came}</strong>
            </>
          )}
          .{untold && <span className={clsx(!whileClosed && 'text-wait-ink')}> {untold}</span>}
        </p>
      </div>
      <div className="flex justify-end gap-1.5">
        {show && (
          <Button small look="quiet" onClick={show}>
            Show
          </Button>
        )}
        <Button small shortcut="G" aria-keyshortcuts="g" onClick={() => void seen()}>
          Got it
        </Button>
      </div>
    </section>
  )
}
