import { useState } from 'react'
import { onlyCalled } from '@shared/rules/walk.ts'
import { Loading } from '@renderer/ui/empty.tsx'
import { End } from './components/end.tsx'
import { Person } from './components/person.tsx'
import { Queue } from './components/queue.tsx'
import { Several } from './components/several.tsx'
import { useWalk } from './hooks/walk.ts'

/** Close of day: everyone still waiting, one at a time, one key each, until nobody is left. */
export default function CloseOfDay() {
  const walk = useWalk()
  const together = onlyCalled(walk.left)
  /** Whom one text goes to together: who was there when it was opened, so that nobody joins unseen. */
  const [several, setSeveral] = useState<readonly string[] | null>(null)
  const people = together.filter(({ id }) => several?.includes(id))
  const shown = walk.lookedAt ? ([walk.lookedAt] as const) : walk.current?.conversations
  return (
    <div className="@container/walk h-full">
      {shown ? (
        <div className="grid h-full grid-cols-[15rem_minmax(0,1fr)] @5xl/walk:grid-cols-[15rem_minmax(0,1fr)_21rem]">
          <Queue walk={walk} several={together.length} onSeveral={() => setSeveral(together.map(({ id }) => id))} />
          {people.length > 0 ? (
            <Several people={people} onClose={() => setSeveral(null)} />
          ) : (
            <Person key={walk.lookedAt ? `back ${walk.lookedAt.id}` : walk.current?.key} numbers={shown} walk={walk} />
          )}
        </div>
      ) : walk.left.length > 0 ? (
        <Loading label="Opening the walk" />
      ) : (
        <End walk={walk} />
      )}
    </div>
  )
}
