import { MessageSquare, MoreHorizontal, Phone } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView, PatientView, PhoneView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { dayName } from '@renderer/ui/format.ts'
import { Tag } from '@renderer/ui/tag.tsx'
import { CallBack } from '../../desk/components/call-back.tsx'
import { NumberMenu } from '../../desk/components/number-menu.tsx'
import { MARK_WORDS, markInWords } from '../../desk/mark-words.ts'
import { PHONE_LABELS } from '../rules/phone-labels.ts'
import { Section } from './section.tsx'

/** Their numbers, each one click from its conversation on the desk; a first text or call begins it. */
export function PersonPhones({ patient }: { patient: PatientView }) {
  return (
    <Section title="Phones">
      {patient.phones.length === 0 ? (
        <p className="text-[13px] text-ink-2">No phone yet. Without one, a call from {patient.calledName || 'them'} shows only the number.</p>
      ) : (
        <ul className="grid gap-1.5">
          {patient.phones.map((phone) => (
            <PhoneLine key={phone.number} phone={phone} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function PhoneLine({ phone }: { phone: PhoneView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-edge bg-panel py-1 pr-1.5 pl-3">
      <span className="min-w-0 flex-1">
        <span data-selectable className="text-[13.5px] font-semibold whitespace-nowrap">
          {phone.display}
        </span>{' '}
        <span className="text-xs text-ink-3">{PHONE_LABELS[phone.label].toLowerCase()}</span>{' '}
        {phone.mayLeaveMessage !== undefined && <Tag tone={phone.mayLeaveMessage ? 'plain' : 'miss'}>{phone.mayLeaveMessage ? 'May leave a message' : 'Leave no message'}</Tag>}{' '}
        {phone.mark && <Tag tone={MARK_WORDS[phone.mark.kind].tone}>{markInWords(phone.mark)}</Tag>}{' '}
        {phone.optedOutAt !== null && <Tag tone="miss">No texts: opted out {dayName(phone.optedOutAt, now, timeZone)}</Tag>}
      </span>
      {phone.number.startsWith('+') && (
        <span className="flex items-center gap-1">
          <Reach phone={phone} />
          <NumberMenu
            number={phone.number}
            display={phone.display}
            mark={phone.mark}
            trigger={
              <IconButton label={`What ${phone.display} is`} className="size-7">
                <MoreHorizontal size={15} />
              </IconButton>
            }
          />
        </span>
      )}
    </li>
  )
}

/** Text goes to the conversation on the desk; so does a call that the line dials. Else the number is shown to dial by hand. */
function Reach({ phone }: { phone: PhoneView }) {
  const [calling, setCalling] = useState<{ conversation: ConversationView; why: string | null } | null>(null)
  async function start(): Promise<void> {
    const conversation = await actions.reach(phone.number)
    const call = conversation && (await actions.ask('conversations.call', { conversationId: conversation.id }))
    if (!call) return
    if (!call.dialled) return setCalling({ conversation, why: call.why })
    actions.toast(`Calling ${call.display}. Pick up your phone.`)
    actions.openConversation(conversation.id)
  }
  return (
    <span className="flex gap-1">
      {phone.optedOutAt === null && (
        <Button small look="quiet" icon={<MessageSquare size={13} />} aria-label={`Text ${phone.display}`} onClick={() => void actions.openNumber(phone.number)}>
          Text
        </Button>
      )}
      <Button small look="quiet" icon={<Phone size={13} />} aria-label={`Call ${phone.display}`} onClick={() => void start()}>
        Call
      </Button>
      {calling && <CallBack state={{ ...calling, number: phone.display, start, close: () => setCalling(null) }} />}
    </span>
  )
}
