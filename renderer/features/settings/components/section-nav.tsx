import clsx from 'clsx'
import { BellRing, Building2, Clock, Database, EyeOff, Info, ListChecks, ListTodo, MessageSquareReply, Palette, PhoneCall, RefreshCw, Sparkles, Users, type LucideIcon } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import type { SectionState } from '../hooks/use-sections.ts'
import { pickSection, type Section } from '../store/section.ts'

const LOOK: Record<Section, { label: string; icon: LucideIcon }> = {
  start: { label: 'Getting started', icon: Sparkles },
  practice: { label: 'Practice', icon: Building2 },
  hours: { label: 'Opening hours', icon: Clock },
  automatic: { label: 'Automatic texts', icon: MessageSquareReply },
  staff: { label: 'Staff', icon: Users },
  lines: { label: 'Lines', icon: PhoneCall },
  records: { label: 'Practice software', icon: RefreshCw },
  checklist: { label: 'Before hanging up', icon: ListChecks },
  followUps: { label: 'Follow-ups', icon: ListTodo },
  alerts: { label: 'Waiting too long', icon: BellRing },
  data: { label: 'Data', icon: Database },
  privacy: { label: 'Privacy', icon: EyeOff },
  appearance: { label: 'Appearance', icon: Palette },
  about: { label: 'About', icon: Info },
}

/** The way through Settings: a click, or Up and Down. */
export function SectionNav({ sections, section }: { sections: readonly SectionState[]; section: Section }) {
  const nav = useRef<HTMLElement>(null)
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = by === undefined ? undefined : sections[sections.findIndex((one) => one.section === section) + by]
    if (!next) return
    event.preventDefault()
    pickSection(next.section)
    nav.current?.querySelector<HTMLElement>(`[data-section="${next.section}"]`)?.focus()
  }
  return (
    <nav ref={nav} aria-label="Settings" className="overflow-y-auto px-2.5 py-4">
      <h1 className="px-2.5 pb-3 text-lg font-semibold tracking-tight">Settings</h1>
      <ul className="grid gap-0.5">
        {sections.map(({ section: one, unsaved, mark }) => {
          const { label, icon: Icon } = LOOK[one]
          const current = one === section
          return (
            <li key={one}>
              <button
                type="button"
                data-section={one}
                aria-current={current ? 'true' : undefined}
                onClick={() => pickSection(one)}
                onKeyDown={walk}
                className={clsx('flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-left text-[13px] font-medium transition-colors', current ? 'bg-brand-soft text-brand-ink' : 'text-ink-2 hover:bg-sunk hover:text-ink')}
              >
                <Icon size={16} strokeWidth={1.8} aria-hidden />
                <span className="flex-1 leading-tight">{label}</span>
                {unsaved && <span className="text-[11px] font-semibold text-ink-3">Unsaved</span>}
                {mark && <span className="text-[11px] font-semibold text-ink-3">{mark}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
