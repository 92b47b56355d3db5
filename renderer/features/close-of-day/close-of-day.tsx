import { useEffect, useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { onlyCalled } from '@shared/rules/walk.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { Loading } from '@renderer/ui/empty.tsx'
import { DueOnly } from './components/due-only.tsx'
import { End } from './components/end.tsx'
import { Person } from './components/person.tsx'
import { Queue } from './components/queue.tsx'
import { Several } from './components/several.tsx'
import { numbersOf, useWalk, type Walk } from './hooks/walk.ts'

/** Close of day: everyone still waiting, one at a time, one key each, until nobody is left. */
export default function CloseOfDay() {
  const walk = useWalk()
  const together = onlyCalled(walk.left)
  /** Whom one text goes to together: who was there when it was opened, so that nobody joins unseen. */
  const [several, setSeveral] = useState<readonly string[] | null>(null)
  const people = walk.lookedAt ? [] : together.filter(({ id }) => several?.includes(id))
  const { shown, unreachable } = useShown(walk)
  const openSeveral = (): void => {
    walk.goOn()
    setSeveral(together.map(({ id }) => id))
  }
  return (
    <div className="@container/walk h-full">
      {walk.left.length > 0 || walk.lookedAt ? (
        <div className="grid h-full grid-cols-[15rem_minmax(0,1fr)] @5xl/walk:grid-cols-[15rem_minmax(0,1fr)_21rem]">
          <Queue walk={walk} several={together.length} onSeveral={openSeveral} />
          {people.length > 0 && <Several people={people} onClose={() => setSeveral(null)} />}
          {people.length === 0 && shown && <Person key={walk.lookedAt ? `back ${walk.lookedAt.id}` : walk.current?.key} numbers={shown} walk={walk} />}
          {people.length === 0 && unreachable && <DueOnly walk={walk} />}
          {people.length === 0 && !shown && !unreachable && (
            <main className="bg-panel @5xl/walk:col-span-2">
              <Loading label="Opening the next one" />
            </main>
          )}
        </div>
      ) : (
        <End walk={walk} />
      )}
    </div>
  )
}

/** Whoever is looked at or comes up; null until their conversation is here: with somebody who has something due it may be an old one, or none yet. */
function useShown({ lookedAt, current }: Walk): { shown: readonly [ConversationView, ...ConversationView[]] | null; unreachable: boolean } {
  const conversations = usePractice((practice) => practice.conversations)
  const [failed, setFailed] = useState<string | null>(null)
  const numbers = current === null ? [] : numbersOf(current)
  const due = current?.conversations.length === 0 ? current.followUps[0]?.id : undefined
  const missing = due !== undefined && numbers.some((number) => !conversations[number])
  useEffect(() => {
    // The number as it is, also while names are hidden.
    if (due === undefined || !missing) return
    const number = store.getState().practice?.followUps[due]?.number
    if (number) void actions.reach(number).then((reached) => !reached && setFailed(due))
  }, [missing, due])
  if (lookedAt) return { shown: [lookedAt], unreachable: false }
  const [first, ...others] = numbers.flatMap((number) => conversations[number] ?? [])
  return { shown: first ? [first, ...others] : null, unreachable: !first && due !== undefined && failed === due }
}
