import clsx from 'clsx'
import { useNow } from '@renderer/store/clock.ts'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { age } from '@renderer/ui/format.ts'
import type { Walk } from '../hooks/walk.ts'

/** How many are left, going down, and who comes next. */
export function Queue({ walk }: { walk: Walk }) {
  const now = useNow()
  const done = walk.met - walk.left.length
  return (
    <section aria-label="Still waiting" className="flex min-h-0 flex-col border-r border-edge">
      <header className="grid gap-2 px-4 pt-4 pb-3">
        <h1 className="text-lg font-semibold tracking-tight">Close of day</h1>
        <p role="status" className="flex items-baseline gap-2">
          <span data-testid="left" className="text-4xl leading-none font-semibold tracking-tight text-wait-ink">
            {walk.left.length}
          </span>
          <span className="text-[13px] text-ink-2">still waiting</span>
        </p>
        <progress aria-label="Dealt with" max={walk.met} value={done} className="h-1.5 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-done" />
      </header>
      <ol className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {walk.left.map((conversation, index) => (
          <li key={conversation.id} aria-current={index === 0 ? 'step' : undefined} className={clsx('grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2.5 rounded-lg px-2 py-1.5', index === 0 ? 'bg-panel shadow-card' : 'text-ink-2')}>
            <Avatar initials={initialsOf(conversation)} size="small" />
            <span className="truncate text-[13px] font-medium">{nameOf(conversation)}</span>
            <span className="text-xs text-ink-3">{conversation.waitingSince === null ? '' : age(conversation.waitingSince, now)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
