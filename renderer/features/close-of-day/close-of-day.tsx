import { End } from './components/end.tsx'
import { Person } from './components/person.tsx'
import { Queue } from './components/queue.tsx'
import { useWalk } from './hooks/walk.ts'

/** Close of day: everyone still waiting, one at a time, one key each, until nobody is left. */
export default function CloseOfDay() {
  const walk = useWalk()
  return (
    <div className="@container/walk h-full">
      {walk.current ? (
        <div className="grid h-full grid-cols-[15rem_minmax(0,1fr)] @5xl/walk:grid-cols-[15rem_minmax(0,1fr)_21rem]">
          <Queue walk={walk} />
          <Person key={walk.current.id} conversation={walk.current} walk={walk} />
        </div>
      ) : (
        <End walk={walk} />
      )}
    </div>
  )
}
