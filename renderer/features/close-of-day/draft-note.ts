import type { ConversationView, StaffView } from '@shared/contract/views.ts'
import { FOREVER } from '@shared/time.ts'
import { momentWithin } from '@renderer/ui/format.ts'
import { nameOf, onUsSince } from '@renderer/store/conversation.ts'
import { whyWaiting } from './why.ts'

type Around = { staff: Readonly<Record<string, StaffView>>; now: number; timeZone: string }

/** A line for each who is left after a walk, for whoever opens tomorrow: "Devon Okafor: 1 text, put off until tomorrow 8:00 AM". Empty where nobody is. */
export function draftNote(conversations: readonly ConversationView[], { staff, now, timeZone }: Around): string {
  return conversations
    .filter(({ waitingSince, promise }) => waitingSince !== null || promise !== null)
    .map((conversation) => {
      const { snoozedUntil, assignedTo } = conversation
      const owner = assignedTo === null ? undefined : staff[assignedTo]?.name
      const until = snoozedUntil === null || snoozedUntil <= now ? null : snoozedUntil === FOREVER ? 'until they answer' : `until ${momentWithin(snoozedUntil, now, timeZone)}`
      const state = [until !== null && `put off ${until}`, owner && `with ${owner}`, until === null && !owner && onUsSince(conversation, now) !== null && 'still waiting'].filter(Boolean)
      return `${nameOf(conversation)}: ${[whyWaiting(conversation, now, timeZone), ...state].filter((part) => part !== '').join(', ')}`
    })
    .join('\n')
}
