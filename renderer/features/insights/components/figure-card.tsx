import clsx from 'clsx'
import { DEFINITIONS, type FigureId } from '@shared/rules/figures.ts'
import type { Looked } from '../hooks/use-insights.ts'
import { changeInWords, shareInWords, waitInWords } from '../rules/words.ts'

/** Red where somebody was not served, and only if there was anybody. */
const UNSERVED: readonly FigureId[] = ['missed', 'notReached', 'textsNotReplied', 'promisesLate', 'leftOver']

/** One figure: how many, which part that is, how fast, and the change; a click shows whom it was counted from. */
export function FigureCard({ id, looked: { now, before }, against, onOpen }: { id: FigureId; looked: Looked; against: string; onOpen: () => void }) {
  const { title, means } = DEFINITIONS[id]
  const value = now.counts[id]
  const share = shareInWords(id, now.counts)
  const waits = id === 'recovered' || id === 'textsReplied' ? waitInWords(now.waits[id]) : ''
  return (
    <button
      type="button"
      title={means}
      data-figure={id}
      onClick={onOpen}
      className="grid content-start gap-0.5 rounded-2xl border border-edge bg-panel px-4 py-3 text-left transition-colors hover:border-edge-strong"
    >
      <span className="text-[12.5px] font-medium text-ink-2">{title}</span>{' '}
      <span className={clsx('text-[26px] leading-8 font-semibold tracking-tight tabular-nums', UNSERVED.includes(id) && value > 0 && 'text-miss-ink')} data-testid="value">
        {value.toLocaleString(navigator.language || 'en-US')}
      </span>{' '}
      {share && <span className="text-xs text-ink-2">{share} </span>}
      {waits && <span className="text-xs text-ink-2">{waits} </span>}
      <span className="text-xs text-ink-3">{changeInWords(value, before.counts[id], against)}</span>
    </button>
  )
}
