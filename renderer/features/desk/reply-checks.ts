import type { ContactView, ConversationView, PatientView, PracticeView } from '@shared/contract/views.ts'
import { isQuiet } from '@shared/rules/quiet.ts'
import { checkText, type SendingBlock, type SendingWarning } from '@shared/rules/sending.ts'
import { MINUTE } from '@shared/time.ts'
import type { TextContact } from './thread-rows.ts'

const COLLEAGUE_REPLIED_WITHIN = 10 * MINUTE

/** First names of whoever has a number, and of the others at the desk just now. */
export type Names = { firstNames: string[]; otherNames: string[] }

/** What is known when a reply to one conversation is looked over. `contacts` undefined: not read yet. `now` is ms UTC. */
export type ReplyAround = { practice: PracticeView; conversation: ConversationView; contacts: Readonly<Record<string, ContactView>> | undefined; names: Names; staffName: string | null; now: number }

/** Whether a reply may go out, what to look at first, and the newest text of ours that a person wrote: what this window has seen. */
export function checkReply(body: string, { practice, conversation, contacts, names, staffName, now }: ReplyAround): { blocks: SendingBlock[]; warnings: SendingWarning[]; newest: string | null } {
  const sent = Object.values(contacts ?? {})
    .filter((contact): contact is TextContact => contact.type === 'text' && contact.direction === 'out' && contact.state !== 'cancelled')
    .toSorted((a, b) => a.at - b.at)
  const ours = sent.filter((text) => !text.automatic)
  const colleague = ours.findLast((text) => text.by !== staffName && now - text.at < COLLEAGUE_REPLIED_WITHIN)
  const checked = checkText({
    body,
    optedOut: conversation.optedOutAt !== null,
    canText: conversation.textable,
    practiceName: practice.name,
    isFirstText: contacts !== undefined && sent.length === 0,
    quiet: isQuiet(now, conversation.zones.length > 0 ? conversation.zones : [practice.timeZone], practice.automatic.texting),
    recentReplyByColleague: colleague?.body ?? null,
    ...names,
    isNoMobile: sent.at(-1)?.failureKind === 'notMobile',
  })
  return { ...checked, newest: ours.at(-1)?.id ?? null }
}

export function namesAround({ id, who }: ConversationView, card: PatientView | undefined, conversations: Readonly<Record<string, ConversationView>>): Names {
  const firstOf = (name: string): string => name.split(' ')[0] ?? ''
  const firstNames =
    who.kind === 'patient'
      ? [firstOf(who.name), ...(card ? [card.calledName, card.givenName, ...card.household.map(({ fullName }) => firstOf(fullName))] : [])]
      : who.kind === 'household'
        ? who.candidates.map(({ name }) => firstOf(name))
        : []
  const otherNames = Object.values(conversations).flatMap((other) => (other.id !== id && other.who.kind === 'patient' ? [firstOf(other.who.name)] : []))
  return { firstNames: firstNames.map((name) => name.replace(/[“”"]/g, '')), otherNames: [...new Set(otherNames)] }
}
