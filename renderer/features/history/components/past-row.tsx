import clsx from 'clsx'
import { Bot, CircleAlert, MessageSquare, MessageSquareReply, PhoneCall, PhoneMissed, PhoneOutgoing, StickyNote, Undo2, Voicemail, type LucideIcon } from 'lucide-react'
import type { HistoryOutcome, HistoryRow } from '@shared/contract/views.ts'
import { usePractice } from '@renderer/store/index.ts'
import { clockTime } from '@renderer/ui/format.ts'
import { outcomeOnRow } from '../rules/outcome-words.ts'

const ICONS: Record<HistoryOutcome, LucideIcon> = {
  ringing: PhoneCall,
  answered: PhoneCall,
  missed: PhoneMissed,
  voicemail: Voicemail,
  noAnswer: PhoneOutgoing,
  textIn: MessageSquare,
  textOut: MessageSquareReply,
  automatic: Bot,
  failed: CircleAlert,
  cancelled: Undo2,
  note: StickyNote,
}

const RED: readonly HistoryOutcome[] = ['missed', 'failed']

/** One call, text or note: when, what it came to, with whom, the first words, who of the desk and over which line. */
export function PastRow({ row }: { row: HistoryRow }) {
  const { timeZone } = usePractice((practice) => practice.practice)
  const Icon = row.outcome === 'answered' && !row.inbound ? PhoneOutgoing : ICONS[row.outcome]
  return (
    <span className="grid h-full grid-cols-[4.25rem_8.75rem_clamp(7rem,15vw,14rem)_minmax(0,1fr)_clamp(7rem,13vw,13rem)] items-center gap-3">
      <span className="text-right text-ink-2 tabular-nums">{clockTime(row.at, timeZone)}</span>
      <span className={clsx('flex min-w-0 items-center gap-2', RED.includes(row.outcome) ? 'text-miss-ink' : 'text-ink-2')}>
        <Icon size={15} aria-hidden className="shrink-0" />
        <span className="truncate">{outcomeOnRow(row.outcome, row.inbound)}</span>
      </span>
      <span className="truncate font-semibold">{row.name}</span>
      <span dir="auto" className="truncate text-ink-2">
        {row.words}
      </span>
      <span className="truncate text-right text-xs text-ink-3">{[row.by, row.line].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
