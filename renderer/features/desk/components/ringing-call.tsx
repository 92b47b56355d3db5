import { Phone } from 'lucide-react'
import type { ConversationView, PatientView } from '@shared/contract/views.ts'
import { SECOND } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { ordinal, runningTime, withMod } from '@renderer/ui/format.ts'
import { markInWords } from '../mark-words.ts'
import { useCard } from '../hooks/card.ts'
import { SaidAs } from './said-as.tsx'

/** A call that rings: who, what to know at the first word, and for how long. It appears; it takes no focus. */
export function RingingCall({ conversation }: { conversation: ConversationView }) {
  const now = useNow(SECOND)
  const shown = useUi((ui) => ui.selected === conversation.id)
  const card = useCard(conversation.who.kind === 'patient' ? conversation.who.patientId : null)
  const hint = useRingingHint(conversation, card)
  if (!conversation.ringing) return null
  return (
    <button
      type="button"
      data-testid="ringing-call"
      aria-keyshortcuts="Control+J"
      title={shown ? undefined : `Open  ${withMod('J')}`}
      onClick={() => actions.openConversation(conversation.id)}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 rounded-xl bg-brand px-3.5 py-3 text-left text-on-brand shadow-[0_6px_20px_oklch(0.5_0.085_190/0.28)] animate-rise"
    >
      <span className="relative isolate grid size-[38px] place-items-center rounded-full bg-white/18 before:absolute before:inset-0 before:-z-10 before:rounded-full before:bg-white before:opacity-0 before:animate-ring">
        <Phone size={18} />
      </span>
      <span className="min-w-0">
        <span className="sr-only">Ringing: </span>
        <span className="flex flex-wrap items-baseline text-[15px] font-semibold">
          <span className="mr-1.5 truncate">{nameOf(conversation)}</span>
          <SaidAs patient={card} className="text-[12.5px]" />
        </span>
        <span className="block truncate text-[12.5px]">{hint}</span>
      </span>
      <time className="font-semibold tabular-nums">{runningTime(now - conversation.ringing.since)}</time>
    </button>
  )
}

/** "Main line · prefers “Mari” · ES/EN", or "3rd call in 20 min": the one thing to know first. */
function useRingingHint(conversation: ConversationView, card: PatientView | undefined): string {
  const practiceLanguage = usePractice((practice) => practice.practice.language)
  const hidden = useNamesHidden()
  const { mark, repeat, ringing, who } = conversation
  const parts = [repeat ? `${ordinal(repeat.count)} call in ${repeat.minutes} min` : ringing?.lineName]
  // Initials alone could be anybody's.
  if (hidden && (who.kind === 'patient' || who.kind === 'household')) parts.unshift(conversation.display)
  if (who.kind === 'household') parts.push(mark?.kind === 'facility' ? 'ask who it is about' : who.candidates.length === 1 ? 'shared number, ask who' : `${who.candidates.length} people share this number`)
  else if (mark) parts.push(markInWords(mark))
  if (who.kind === 'new') parts.push(who.callerName ? `new number, “${who.callerName}”` : 'new number')
  if (card?.preferredName && card.preferredName !== card.givenName) parts.push(`prefers “${card.preferredName}”`)
  if (card?.language && card.language !== practiceLanguage) parts.push(card.language.toUpperCase())
  return parts.filter(Boolean).join(' · ')
}
