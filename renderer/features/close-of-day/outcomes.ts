import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { onUsSince } from '@renderer/store/conversation.ts'

/** How each person of a walk was dealt with; counted for the end screen. */
export type Outcome = 'called' | 'texted' | 'followUps' | 'tomorrow' | 'handed' | 'nothing' | 'otherwise'

/** What a walk met: conversations, and follow-ups as they were; `followUps` are those there are now. */
type Met = { met: readonly ConversationView[]; metDue: readonly FollowUpView[]; followUps: Readonly<Record<string, FollowUpView>> }

/** Whatever a walk met that is no longer `me`'s to do, by how it came; each conversation and follow-up counts once. `now` is ms UTC, `today` a day of the practice. */
export function outcomesOf({ met, metDue, followUps }: Met, { me, now, today }: { me: string | null; now: number; today: string }): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { called: 0, texted: 0, followUps: 0, tomorrow: 0, handed: 0, nothing: 0, otherwise: 0 }
  for (const conversation of met) {
    const { waitingSince, closedBy, assignedTo } = conversation
    if (onUsSince(conversation, now) !== null) {
      if (assignedTo !== null && assignedTo !== me) counts.handed += 1
    } else if (waitingSince !== null) counts.tomorrow += 1
    else if (closedBy?.type === 'call') counts.called += 1
    else if (closedBy?.type === 'text') counts.texted += 1
    else if (closedBy?.type === 'resolved') counts.nothing += 1
    else counts.otherwise += 1
  }
  for (const { id } of metDue) {
    const due = followUps[id]?.due
    if (due === undefined) counts.followUps += 1
    else if (due > today) counts.tomorrow += 1
  }
  return counts
}
