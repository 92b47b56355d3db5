import clsx from 'clsx'
import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import type { Insight } from '@shared/rules/insights.ts'
import type { Evidence } from '@shared/rules/insights/visits.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { clockTime, shortDate } from '@renderer/ui/format.ts'
import { insightInWords } from '../insight-words.ts'

/** Something the desk would do differently for knowing it, with its counts; they open what was counted. */
export function InsightLine({ insight }: { insight: Insight }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const { parts, tone } = insightInWords(insight, now, timeZone)
  return (
    <p className={clsx('border-l-3 py-0.5 pl-2.5 text-[13.5px] wrap-anywhere', tone === 'wait' ? 'border-wait' : 'border-brand')}>
      {parts.map((part, index) => (typeof part === 'string' ? <span key={index}>{part}</span> : <Counted key={index} evidence={insight.evidence} words={part.count} />))}
    </p>
  )
}

/** "3 of 4", which opens what it was counted from. */
function Counted({ words, evidence }: { words: string; evidence: readonly Evidence[] }): ReactNode {
  if (evidence.length === 0) return <b className="font-semibold">{words}</b>
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={`${words}: what was counted`} className="rounded font-semibold underline decoration-dotted underline-offset-3 hover:decoration-solid">
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content aria-label="What was counted" align="start" sideOffset={6} collisionPadding={8} className="z-50 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto rounded-xl border border-edge bg-panel p-3 text-[13px] text-ink shadow-pop animate-rise">
          <EvidenceList evidence={evidence} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const BECAME: Record<Evidence['what'], string> = { kept: 'kept', cancelled: 'cancelled', noShow: 'did not come', answered: 'picked up', unanswered: 'no answer' }

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <ul className="grid gap-1">
      {evidence.map(({ at, what, clinician }) => (
        <li key={`${at} ${what}`} className="flex gap-2">
          <span className="min-w-0 flex-1 truncate">
            {shortDate(at, now, timeZone)}, {clockTime(at, timeZone)}
            {clinician && <span className="text-ink-2"> · {clinician}</span>}
          </span>
          <span className="shrink-0 text-ink-2">{BECAME[what]}</span>
        </li>
      ))}
    </ul>
  )
}
