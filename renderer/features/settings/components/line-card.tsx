import clsx from 'clsx'
import { useEffect, useRef, type ReactNode } from 'react'
import type { LineView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { moment } from '@renderer/ui/format.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { silenceInWords } from '../../desk/line-words.ts'
import { setAdded, useLineWork } from '../store/line-work.ts'

const STATES: Record<LineView['status']['state'], { label: string; tone: Tone }> = {
  live: { label: 'Live', tone: 'brand' },
  reconnecting: { label: 'Reconnecting', tone: 'wait' },
  starting: { label: 'Starting', tone: 'plain' },
  off: { label: 'Off', tone: 'plain' },
  failed: { label: 'Failed', tone: 'miss' },
}

/** A line and how it is doing; `control` tests and switches it. */
export function LineCard({ line, title, control, children }: { line: LineView; title: string; control?: ReactNode; children?: ReactNode }) {
  const { state, message, quiet } = line.status
  const { label, tone } = STATES[state]
  const now = useNow()
  const card = useRef<HTMLElement>(null)
  const added = useLineWork((work) => work.added === line.id)
  useEffect(() => {
    if (!added) return
    card.current?.scrollIntoView({ block: 'start' })
    card.current?.focus({ preventScroll: true })
    setAdded(null)
  }, [added])
  return (
    <section ref={card} tabIndex={-1} aria-label={line.name} className="scroll-mt-4 rounded-2xl border border-edge bg-panel">
      <header className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <h3 className="flex min-w-0 items-center gap-2 text-sm font-semibold">
            <span className="truncate">{line.name}</span>
            <span role="status" className="flex shrink-0">
              <Tag tone={tone}>{label}</Tag>
            </span>
          </h3>
          <p className="text-[12.5px] text-ink-2">
            {title} · <Since line={line} now={now} />
          </p>
        </div>
        {control}
      </header>
      {message && (
        <Note tone={state === 'failed' ? 'miss' : 'wait'}>{message}</Note>
      )}
      {quiet && <Note tone="wait">{silenceInWords(quiet, now)}</Note>}
      {children}
    </section>
  )
}

function Note({ tone, children }: { tone: 'miss' | 'wait'; children: ReactNode }) {
  return (
    <p role="alert" className={clsx('mx-4 mb-3 rounded-lg border-l-3 px-3 py-2 text-[13px]', tone === 'miss' ? 'border-miss bg-miss-soft text-miss-ink' : 'border-wait bg-wait-soft text-wait-ink')}>
      {children}
    </p>
  )
}

/** "live since 9:02 AM · last event 9:42 AM" */
function Since({ line: { status }, now }: { line: LineView; now: number }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const { state, since, lastEventAt } = status
  const known = since === null || state === 'starting' ? [] : [`${{ live: 'live', reconnecting: 'reconnecting', off: 'off', failed: 'failed' }[state]} since ${moment(since, now, timeZone)}`]
  return <>{[...known, lastEventAt === null ? 'nothing has come over it yet' : `last event ${moment(lastEventAt, now, timeZone)}`].join(' · ')}</>
}
