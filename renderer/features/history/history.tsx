import clsx from 'clsx'
import type { KeyboardEvent } from 'react'
import { Journal } from './components/journal.tsx'
import { Past } from './components/past.tsx'
import { useTab, type Tab } from './store/index.ts'

const TABS: { tab: Tab; label: string }[] = [
  { tab: 'past', label: 'Calls and texts' },
  { tab: 'journal', label: 'Who did what' },
]

/** What has been: with everybody who called or wrote, and by everybody who works here. */
export default function History() {
  const [tab, setTab] = useTab()
  function step(event: KeyboardEvent<HTMLButtonElement>): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = TABS.find((one) => one.tab !== tab)
    if (!other) return
    setTab(other.tab)
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-tab="${other.tab}"]`)?.focus()
  }
  return (
    <main aria-label="History" className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-4 px-6 pt-4 pb-3">
        <h1 className="text-lg font-semibold tracking-tight">History</h1>
        <div role="tablist" aria-label="Show" className="flex gap-1">
          {TABS.map(({ tab: one, label }) => (
            <button
              key={one}
              type="button"
              role="tab"
              data-tab={one}
              aria-selected={tab === one}
              tabIndex={tab === one ? 0 : -1}
              onClick={() => setTab(one)}
              onKeyDown={step}
              className={clsx('rounded-full px-2.5 py-1 text-[12.5px] font-medium transition-colors', tab === one ? 'bg-ink text-panel' : 'bg-sunk text-ink-2 hover:text-ink')}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
      {tab === 'past' ? <Past /> : <Journal />}
    </main>
  )
}
