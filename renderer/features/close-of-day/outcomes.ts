import type { ConversationView } from '@shared/contract/views.ts'
import { onUsSince } from '@renderer/store/conversation.ts'

/** How each person of a walk was dealt with; counted for the end screen. */
export type Outcome = 'called' | 'texted' | 'tomorrow' | 'handed' | 'nothing' | 'otherwise'

/** Whoever of `met` no longer waits for `me`, by how it came; each conversation counts once. `now` is ms UTC. */
export function outcomesOf(met: readonly ConversationView[], me: string | null, now: number): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { called: 0, texted: 0, tomorrow: 0, handed: 0, nothing: 0, otherwise: 0 }
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
  return counts
}
