import { practiceNow } from '@renderer/store/clock.ts'
import { actions, store } from '@renderer/store/index.ts'
import { onUsSince } from '@renderer/store/selectors.ts'

/** Goes on from somebody who is settled to whoever waits longest; stays where nobody does. */
export function goOnFrom(conversationId: string): void {
  const waiting = Object.values(store.getState().practice?.conversations ?? {}).filter((one) => one.id !== conversationId && onUsSince(one, practiceNow()) !== null)
  const next = waiting.toSorted((a, b) => (onUsSince(a, practiceNow()) ?? 0) - (onUsSince(b, practiceNow()) ?? 0))[0]
  if (next) actions.openConversation(next.id)
}
