import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { CheckCheck } from 'lucide-react'
import { useNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice, useUi } from '@renderer/store/index.ts'
import { onUsSince, useWaiting } from '@renderer/store/selectors.ts'
import { setUi, type Filter } from '@renderer/store/state.ts'
import { Empty } from '@renderer/ui/empty.tsx'
import { age } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { openSettings } from '../../settings/store/section.ts'
import { useFeed } from '../hooks/feed.ts'
import { useRinging } from '../hooks/ringing.ts'
import { nextChoice, type Place } from '../next-choice.ts'
import { FeedItem } from './feed-item.tsx'
import { LineStrip } from './line-strip.tsx'
import { Recap } from './recap.tsx'
import { RingingCall } from './ringing-call.tsx'

const FILTERS: { filter: Filter; label: string }[] = [
  { filter: 'waiting', label: 'Waiting' },
  { filter: 'all', label: 'All' },
  { filter: 'mine', label: 'Mine' },
  { filter: 'calls', label: 'Calls' },
  { filter: 'texts', label: 'Texts' },
]

/** One stop for Tab; the arrows go from filter to filter, as in any row of tabs. */
function stepFilter(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const at = FILTERS.findIndex(({ filter }) => filter === store.getState().ui.filter)
  const index = (at + step + FILTERS.length) % FILTERS.length
  const next = FILTERS[index]
  if (!next) return
  setUi(store, { filter: next.filter })
  event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
}

/** The live feed: ringing calls on top, then who waits, then what was done. */
export function Feed() {
  const rows = useFeed()
  const ringing = useRinging()
  const filter = useUi((ui) => ui.filter)
  const selected = useUi((ui) => ui.selected)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? 34 : 84),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  })
  const items = useMemo(() => rows.filter((row) => row.kind === 'item'), [rows])

  /** Where the chosen one waits, kept when they stop waiting: the next key goes on from there. */
  const place = useRef<Place | null>(null)
  useEffect(() => {
    const index = items.findIndex(({ id, waiting }) => waiting && id === selected)
    if (selected !== null && index >= 0) place.current = { id: selected, index }
  }, [items, selected])

  const move = (step: number): void => {
    const next = nextChoice(items, selected, place.current, step)
    if (next) actions.openConversation(next)
  }
  const first = ringing[0]
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    'mod+j': () => (first ? actions.openConversation(first.id) : false),
  })

  // Whoever is chosen stays in sight when the keyboard moves through the list.
  const selectedRow = rows.findIndex((row) => row.kind === 'item' && row.id === selected)
  useEffect(() => {
    // A ringing caller is on top already; the list stays where somebody was reading it.
    const rings = ringing.some(({ id }) => id === selected)
    if (selectedRow >= 0 && !rings) virtual.scrollToIndex(selectedRow, { align: 'auto' })
    // Only when the choice moves, not whenever the list does.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selected])

  return (
    <section aria-label="Feed" className="flex min-h-0 flex-col border-r border-edge">
      <header className="px-4 pt-4 pb-2">
        <div className="flex items-baseline justify-between gap-2">
          <h1 className="text-lg font-semibold tracking-tight">Desk</h1>
          <WaitingCount />
        </div>
        <div role="tablist" aria-label="Show" className="mt-2.5 flex gap-1 @6xl/desk:gap-1.5">
          {FILTERS.map(({ filter: it, label }) => (
            <button
              key={it}
              type="button"
              role="tab"
              aria-selected={filter === it}
              tabIndex={filter === it ? 0 : -1}
              onClick={() => setUi(store, { filter: it })}
              onKeyDown={stepFilter}
              className={clsx('rounded-full px-2 py-1 text-[12.5px] font-medium transition-colors @6xl/desk:px-2.5', filter === it ? 'bg-ink text-panel' : 'bg-sunk text-ink-2 hover:text-ink')}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
      <Recap />
      {ringing.length > 0 && (
        <div className="grid gap-2 px-3 pt-1 pb-2">
          {ringing.slice(0, 3).map((conversation) => (
            <RingingCall key={conversation.id} conversation={conversation} />
          ))}
          {ringing.length > 3 && <p className="px-1 text-xs font-medium text-brand-ink">and {ringing.length - 3} more ringing</p>}
        </div>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <ul aria-label="Conversations" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index]
              if (!row) return null
              return (
                <li key={key} ref={virtual.measureElement} data-index={index} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${start}px)` }}>
                  {row.kind === 'heading' ? (
                    <h2 className="px-2.5 pt-3 pb-1 text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">{row.label}</h2>
                  ) : (
                    <FeedItem conversation={row.conversation} waiting={row.waiting} selected={row.id === selected} />
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </div>
      <LineStrip />
    </section>
  )
}

/** "6 waiting · oldest 42 min" */
function WaitingCount() {
  const waiting = useWaiting()
  const now = useNow()
  const oldest = waiting[0] ? onUsSince(waiting[0], now) : null
  if (oldest === null) return <span className="text-[12.5px] font-medium text-done-ink">Nobody waiting</span>
  return (
    <span className="text-[12.5px] font-semibold text-wait-ink">
      <span role="status">{waiting.length} waiting</span> · oldest {age(oldest, now)}
    </span>
  )
}

function Nothing({ filter }: { filter: Filter }) {
  const noLines = usePractice((practice) => Object.values(practice.lines).every((line) => !line.enabled))
  if (noLines) {
    return (
      <Empty icon={CheckCheck} title="No line is connected yet" action={<button type="button" className="font-medium text-brand-ink underline" onClick={() => openSettings('lines')}>Open Settings</button>}>
        Connect a phone or text line in Settings, and every call and text appears here.
      </Empty>
    )
  }
  if (filter === 'mine') return <Empty icon={CheckCheck} title="Nothing of yours">What you answer, or what is handed to you, appears here.</Empty>
  return <Empty icon={CheckCheck} title="Nobody is waiting">Every call and text was answered. New ones appear here by themselves.</Empty>
}
