import clsx from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { PERIOD_KINDS, stepPeriod, type Period, type PeriodKind } from '@shared/rules/periods.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { look } from '../store.ts'

const CURRENT: Record<PeriodKind, string> = { day: 'Today', week: 'This week', month: 'This month' }

/** Today, this week, this month, and the arrows to earlier ones. */
export function PeriodBar({ period, title, isCurrent, timeZone }: { period: Period; title: string; isCurrent: boolean; timeZone: string }) {
  const step = (by: -1 | 1): void => look(period.kind, stepPeriod(period, by, timeZone).days[0] ?? null)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="group" aria-label="Period" className="flex rounded-lg border border-edge bg-panel p-0.5">
        {PERIOD_KINDS.map((kind) => {
          const pressed = isCurrent && kind === period.kind
          return (
            <button
              key={kind}
              type="button"
              aria-pressed={pressed}
              onClick={() => look(kind, null)}
              className={clsx('h-8 rounded-md px-3 text-[13px] font-medium transition-colors', pressed ? 'bg-brand-soft text-brand-ink' : 'text-ink-2 hover:bg-sunk')}
            >
              {CURRENT[kind]}
            </button>
          )
        })}
      </div>
      <div className="flex items-center gap-1">
        <IconButton label={`The ${period.kind} before`} onClick={() => step(-1)}>
          <ChevronLeft size={17} />
        </IconButton>
        <IconButton label={`The ${period.kind} after`} disabled={isCurrent} onClick={() => step(1)}>
          <ChevronRight size={17} />
        </IconButton>
        <h2 aria-live="polite" className="ml-1 text-[15px] font-semibold">
          {title}
        </h2>
      </div>
    </div>
  )
}
