import { MessageSquare, Phone, PhoneMissed, Voicemail } from 'lucide-react'
import type { ContactView } from '@shared/contract/views.ts'
import { daysBetween } from '@shared/rules/local-time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { clockTime, shortDate } from '@renderer/ui/format.ts'
import { contactLine } from '../summary.ts'
import { Block } from './card-block.tsx'

/** The last calls and texts with somebody, over any of their numbers; one click opens where it was. */
export function CardContacts({ contacts, openId }: { contacts: readonly ContactView[]; openId: string }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const myName = usePractice(({ staff, me }) => (me ? staff[me]?.name : undefined))
  if (contacts.length === 0) return null
  return (
    <Block title="Last contacts">
      <ul className="-mx-1.5 grid grid-cols-[minmax(0,1fr)]">
        {contacts.map((contact) => {
          const Icon = iconOf(contact)
          const line = contactLine(contact, myName)
          const when = daysBetween(contact.at, now, timeZone) === 0 ? clockTime(contact.at, timeZone) : shortDate(contact.at, now, timeZone)
          const words = (
            <>
              <Icon size={13} aria-hidden className="shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate text-left">{line}</span>
              <span className="shrink-0 text-xs text-ink-3">{when}</span>
            </>
          )
          return (
            <li key={contact.id}>
              {contact.conversationId === openId ? (
                <span className="flex items-center gap-2 px-1.5 py-1 text-[13px] text-ink-2">{words}</span>
              ) : (
                <button type="button" title="Open the conversation it was in" className="flex w-full items-center gap-2 rounded-md px-1.5 py-1 text-[13px] text-ink-2 hover:bg-sunk" onClick={() => void actions.openContact(contact.conversationId, contact.id)}>
                  {words}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </Block>
  )
}

function iconOf(contact: ContactView): typeof Phone {
  if (contact.type !== 'call') return MessageSquare
  return contact.state === 'missed' ? PhoneMissed : contact.state === 'voicemail' ? Voicemail : Phone
}
