import { Check } from 'lucide-react'
import type { ContactView, ConversationView, PatientView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { clockTime, shortDate } from '@renderer/ui/format.ts'
import { dueWords } from '../../follow-ups/due-words.ts'
import { finishFollowUp } from '../../follow-ups/work.ts'
import { Block } from './card-block.tsx'

type Props = { patient: PatientView; conversation: ConversationView; /** What was handed over and nobody has taken care of. */ handoff: ContactView | null }

/** What is still to be done for somebody: what we promised, what was handed over, and the follow-ups. */
export function ToDo({ patient, conversation: { promise }, handoff }: Props) {
  if (!promise && !handoff && patient.followUps.length === 0) return null
  return (
    <Block title="To do">
      <ul className="grid gap-1">
        {promise && <Promised promise={promise} />}
        {handoff?.type === 'note' && <HandedOver note={handoff} />}
      </ul>
      {patient.followUps.length > 0 && <FollowUps patient={patient} />}
    </Block>
  )
}

function Promised({ promise: { dueAt, by } }: { promise: NonNullable<ConversationView['promise']> }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const late = dueAt < now
  const when = dayKey(dueAt, timeZone) === dayKey(now, timeZone) ? clockTime(dueAt, timeZone) : `${shortDate(dueAt, now, timeZone)}, ${clockTime(dueAt, timeZone)}`
  return (
    <li className="text-[13.5px] wrap-anywhere">
      <span className={late ? 'font-semibold text-miss-ink' : 'font-semibold text-wait-ink'}>{late ? `Promised by ${when}, late` : `Promised by ${when}`}</span> a call, {by}
    </li>
  )
}

function HandedOver({ note }: { note: Extract<ContactView, { type: 'note' }> }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <li className="text-[13.5px] wrap-anywhere">
      <span className="font-semibold">Handed to {note.to}</span> {note.body}
      <span className="text-xs text-ink-3">
        {' '}
        {note.by}, {shortDate(note.at, now, timeZone)}
      </span>
    </li>
  )
}

/** What is still to be done for somebody; a click says it is done. */
function FollowUps({ patient }: { patient: PatientView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(MINUTE), timeZone)
  return (
    <ul className="grid gap-1">
      {patient.followUps.map((followUp) => (
        <li key={followUp.id} className="flex items-start gap-2 text-[13.5px]">
          <p className="min-w-0 flex-1 wrap-anywhere">
            <span className={followUp.due <= today ? 'font-semibold text-wait-ink' : 'font-semibold'}>{dueWords(followUp.due, today)}</span> {followUp.what}
          </p>
          <IconButton label={`Done: ${followUp.what}`} onClick={() => void finishFollowUp({ ...followUp, patientId: patient.id }, 'by hand')}>
            <Check size={15} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
