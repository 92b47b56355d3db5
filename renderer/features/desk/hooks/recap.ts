import { useMemo } from 'react'
import { useNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { isWaiting } from '@renderer/store/selectors.ts'
import { setUi } from '@renderer/store/state.ts'
import { isInRecap, recapInWords, recapOf, type Recap } from '../recap.ts'

/** As many as the contract takes at once. */
const AT_ONCE = 200

/** What came while lines were away, until somebody has seen it; null where there is nothing to tell. */
export function useRecap() {
  const gaps = usePractice((practice) => practice.gaps)
  const lines = usePractice((practice) => practice.lines)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const conversations = usePractice((practice) => practice.conversations)
  const now = useNow()
  const recap = useMemo(() => recapOf(Object.values(gaps)), [gaps])
  const oldest = useMemo(() => (recap ? oldestIn(recap, Object.values(conversations)) : null), [recap, conversations])
  if (!recap) return null
  const linesOn = Object.values(lines).filter(({ enabled }) => enabled).length
  return {
    ids: recap.gapIds,
    ...recapInWords(recap, { now, timeZone, linesOn }),
    missed: recap.missed,
    /** Opens the first conversation of that time; null where nothing came. */
    show: oldest === null ? null : () => showIn(oldest),
    seen: async (): Promise<void> => {
      for (let at = 0; at < recap.gapIds.length; at += AT_ONCE) await actions.ask('lines.gapsSeen', { gapIds: recap.gapIds.slice(at, at + AT_ONCE) })
    },
  }
}

type Passed = { id: string; lastAt: number; waitingSince: number | null }

/** Who waits since that time comes first, then who was dealt with; of these the oldest. */
function oldestIn(recap: Recap, conversations: readonly Passed[]): string | null {
  const came = conversations.filter(({ lastAt, waitingSince }) => isInRecap(recap, lastAt) || (waitingSince !== null && isInRecap(recap, waitingSince)))
  const whenOf = ({ waitingSince, lastAt }: Passed): number => waitingSince ?? lastAt
  came.sort((a, b) => Number(a.waitingSince === null) - Number(b.waitingSince === null) || whenOf(a) - whenOf(b))
  return came[0]?.id ?? null
}

function showIn(conversationId: string): void {
  const conversation = store.getState().practice?.conversations[conversationId]
  // Under Waiting, what is done and of an earlier day would not be in the list.
  if (conversation && !isWaiting(conversation, Date.now() + store.getState().clockOffset)) setUi(store, { filter: 'all' })
  actions.openConversation(conversationId)
}
