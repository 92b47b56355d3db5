import type { ReactNode } from 'react'
import type { LineView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { age } from '@renderer/ui/format.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'

const STATES: Record<LineView['status']['state'], { label: string; tone: Tone }> = {
  live: { label: 'Live', tone: 'brand' },
  reconnecting: { label: 'Reconnecting', tone: 'wait' },
  starting: { label: 'Starting', tone: 'plain' },
  off: { label: 'Off', tone: 'plain' },
  failed: { label: 'Failed', tone: 'miss' },
}

/** A line and how it is doing; `control` switches it. */
export function LineCard({ line, control, children }: { line: LineView; control?: ReactNode; children?: ReactNode }) {
  const now = useNow()
  const { state, message, lastEventAt } = line.status
  const { label, tone } = STATES[state]
  return (
    <section aria-label={line.name} className="rounded-2xl border border-edge bg-panel">
      <header className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <h3 className="flex items-center gap-2 text-sm font-semibold">
            <span className="truncate">{line.name}</span>
            <span role="status">
              <Tag tone={tone}>{label}</Tag>
            </span>
            <Tag>{line.kind === 'demo' ? 'demo' : 'http'}</Tag>
          </h3>
          <p className="text-[12.5px] text-ink-2">{lastEventAt === null ? 'Nothing has come over it since Rapport started.' : `Last event ${ago(age(lastEventAt, now))}.`}</p>
        </div>
        {control}
      </header>
      {message && (
        <p role="alert" className="mx-4 mb-3 rounded-lg border-l-3 border-miss bg-miss-soft px-3 py-2 text-[13px] text-miss-ink">
          {message}
        </p>
      )}
      {children && <div className="grid gap-4 border-t border-edge px-4 py-4">{children}</div>}
    </section>
  )
}

function ago(span: string): string {
  return span === 'now' ? 'just now' : `${span} ago`
}
