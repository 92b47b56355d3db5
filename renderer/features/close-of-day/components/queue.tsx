import clsx from 'clsx'
import { MessagesSquare, Undo2 } from 'lucide-react'
import { stopUrgency, type Stop, type Urgency } from '@shared/rules/walk.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { LaterToday } from './later-today.tsx'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { age } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import type { Walk } from '../hooks/walk.ts'

const ORDER = 'Most urgent first: late promises, three tries or more, delicate matters, promises due soon, texts of ours that failed, the longest wait, then what was to be done by today.'
const MARKS: Partial<Record<Urgency, string>> = { late: 'late', tries: 'tries', sensitive: 'delicate', soon: 'soon', failed: 'failed', due: 'due' }

/** How many are left, going down, who comes next, and whom somebody else looks after. */
export function Queue({ walk, several, onSeveral }: { walk: Walk; /** How many could get one text together. */ several: number; onSeveral: () => void }) {
  useKeys({ m: () => (several > 1 ? onSeveral() : false) })
  const done = Math.max(0, walk.met - walk.left.length - walk.elsewhere.length)
  return (
    <section aria-label="Still waiting" className="flex min-h-0 flex-col border-r border-edge">
      <header className="grid gap-2 px-4 pt-4 pb-3">
        <h1 className="text-lg font-semibold tracking-tight">Close of day</h1>
        <p role="status" className="flex items-baseline gap-2">
          <span data-testid="left" className="text-4xl leading-none font-semibold tracking-tight text-wait-ink">
            {walk.left.length}
          </span>
          <span className="text-[13px] text-ink-2">{walk.left.some(({ conversations }) => conversations.length > 0) ? 'still waiting' : 'with something due'}</span>
        </p>
        <progress aria-label="Dealt with" max={Math.max(1, walk.met)} value={done} className="h-1.5 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-done" />
        <p className="text-[11.5px] leading-snug text-ink-3">{ORDER}</p>
        {several > 1 && (
          <Button small icon={<MessagesSquare size={14} aria-hidden />} shortcut="M" onClick={onSeveral}>
            {several} only called: one text
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <ol>
          {walk.left.map((stop) => (
            <Row key={stop.key} stop={stop} current={stop === walk.current && walk.lookedAt === null} />
          ))}
        </ol>
        {walk.elsewhere.length > 0 && <Elsewhere stops={walk.elsewhere} />}
        {walk.laterToday.length > 0 && <LaterToday walk={walk} />}
      </div>
      <footer className="border-t border-edge p-2">
        <Button small look="quiet" icon={<Undo2 size={14} aria-hidden />} shortcut="B" disabled={walk.met <= walk.left.length && walk.lookedAt === null} onClick={walk.back}>
          The one before
        </Button>
      </footer>
    </section>
  )
}

function Row({ stop, current }: { stop: Stop; current: boolean }) {
  const now = useNow()
  const [conversation] = stop.conversations
  const since = conversation?.waitingSince ?? null
  const mark = MARKS[stopUrgency(stop, now)]
  return (
    <li aria-current={current ? 'step' : undefined} className={clsx('grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2.5 rounded-lg px-2 py-1.5', current ? 'bg-panel shadow-card' : 'text-ink-2')}>
      <Avatar initials={conversation ? initialsOf(conversation) : (stop.followUps[0]?.initials ?? '')} size="small" />
      <span className="truncate text-[13px] font-medium">{nameOfStop(stop)}</span>
      <span className="text-xs text-ink-3">
        {mark && <span className="mr-1.5 rounded-full bg-wait-soft px-1.5 py-px font-medium text-wait-ink">{mark}</span>}
        {since !== null && age(since, now)}
      </span>
    </li>
  )
}

/** Whom a colleague was given, or another window is with. */
function Elsewhere({ stops }: { stops: readonly Stop[] }) {
  const staff = usePractice((practice) => practice.staff)
  const walking = usePractice((practice) => practice.walking)
  return (
    <section aria-label="With somebody else" className="mt-3 border-t border-edge pt-2">
      <h2 className="px-2 pb-1 text-xs font-medium text-ink-3">With somebody else</h2>
      <ul>
        {stops.map((stop) => {
          const { key, conversations } = stop
          const staffId = walking.find((one) => one.key === key)?.staffId ?? conversations[0]?.assignedTo ?? null
          return (
            <li key={key} className="flex items-baseline gap-2 px-2 py-1 text-[12.5px] text-ink-3">
              <span className="min-w-0 flex-1 truncate">{nameOfStop(stop)}</span>
              <span className="shrink-0">{(staffId !== null && staff[staffId]?.name) || 'another window'}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function nameOfStop({ conversations: [conversation], followUps: [followUp] }: Stop): string {
  return conversation ? nameOf(conversation) : (followUp?.name ?? '')
}
