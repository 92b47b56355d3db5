import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { CalendarClock, Check, CheckCheck, MessageSquareReply, Phone, SkipForward, Undo2 } from 'lucide-react'
import type { ConversationView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice, useUi } from '@renderer/store/index.ts'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { setUi } from '@renderer/store/state.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { age, count } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import { AssignMenu } from '../../desk/components/assign-menu.tsx'
import { CallBack, useCallBack } from '../../desk/components/call-back.tsx'
import { Card } from '../../desk/components/card.tsx'
import { Checklist } from '../../desk/components/checklist.tsx'
import { Composer } from '../../desk/components/composer.tsx'
import { LaterMenu } from '../../desk/components/later-menu.tsx'
import { Thread } from '../../desk/components/thread.tsx'
import { useRanked } from '../../desk/hooks/ranked.ts'
import { workOn } from '../../follow-ups/work.ts'
import type { Walk } from '../hooks/walk.ts'
import { whyDue, whyWaiting } from '../why.ts'

const NOTHING_NEEDED = ['Already settled', 'No reply needed', 'Wrong number', 'Spam', 'Duplicate'] as const
const ELSEWHERE = 'Handled elsewhere'
/** What was to be done for somebody is done. */
const DONE = 'Done'

/** One person of the walk with their full context, and the ways on, one key each. */
export function Person({ walk, numbers }: { walk: Walk; numbers: readonly [ConversationView, ...ConversationView[]] }) {
  const [picked, setPicked] = useState(numbers[0].id)
  const conversation = numbers.find(({ id }) => id === picked) ?? numbers[0]
  const thread = usePractice((practice) => practice.threads[conversation.id])
  // What is due is for one person, also where several share the number.
  const name = (walk.lookedAt === null && walk.current?.conversations.length === 0 && walk.current.followUps[0]?.name) || nameOf(conversation)
  useEffect(() => {
    if (!thread) void actions.loadThread(conversation.id)
  }, [thread, conversation.id])
  return (
    <>
      <main aria-label={name} className="flex min-h-0 min-w-0 flex-col bg-panel">
        <header className="@container/foot grid gap-3 border-b border-edge px-5 py-3">
          <div className="flex items-center gap-3">
            <Avatar initials={initialsOf(conversation)} />
            <div className="min-w-0 flex-1" data-selectable>
              <h2 className="truncate text-base font-semibold">{name}</h2>
              <Why conversation={conversation} walk={walk} />
            </div>
          </div>
          {numbers.length > 1 && <Numbers numbers={numbers} shown={conversation.id} onPick={setPicked} />}
          {walk.lookedAt ? <LookedAt walk={walk} /> : <Ways key={conversation.id} conversation={conversation} walk={walk} />}
        </header>
        {thread ? <Thread conversation={conversation} thread={thread} /> : <Loading label="Reading the conversation" />}
        {!walk.lookedAt && <Checklist conversation={conversation} />}
        {!walk.lookedAt && <Composer conversation={conversation} inWalk />}
      </main>
      <aside aria-label="Patient card" className="hidden min-h-0 overflow-y-auto border-l border-edge @5xl/walk:block">
        <Card conversation={conversation} />
      </aside>
    </>
  )
}

function Why({ conversation, walk }: { conversation: ConversationView; walk: Walk }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  if (walk.lookedAt) return <p className="truncate text-[13px] text-done-ink">{walk.lookedAtHow}</p>
  const due = walk.current?.followUps ?? []
  const waits = (walk.current?.conversations.length ?? 0) > 0
  return (
    <>
      {waits && (
        <p className="truncate text-[13px] text-wait-ink">
          {whyWaiting(conversation, now, timeZone)}
          {conversation.waitingSince !== null && ` · waiting ${age(conversation.waitingSince, now)}`}
        </p>
      )}
      {due.length > 0 && <p className={clsx('text-[13px] wrap-anywhere', waits ? 'text-ink-2' : 'text-wait-ink')}>{whyDue(due, dayKey(now, timeZone))}</p>}
    </>
  )
}

/** Somebody who waits on more than one number: what is said or settled here is for both, a reply for the one shown. */
function Numbers({ numbers, shown, onPick }: { numbers: readonly ConversationView[]; shown: string; onPick: (id: string) => void }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <div role="group" aria-label={`Waiting on ${count(numbers.length, 'number')}`} className="flex flex-wrap gap-1.5">
      {numbers.map((one) => (
        <button key={one.id} type="button" aria-pressed={one.id === shown} onClick={() => onPick(one.id)} className="rounded-full border border-edge px-2.5 py-0.5 text-[12.5px] text-ink-2 aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:text-brand-ink">
          {one.display}: {whyWaiting(one, now, timeZone)}
        </button>
      ))}
    </div>
  )
}

function Ways({ conversation, walk }: { conversation: ConversationView; walk: Walk }) {
  // Nobody waits: what is left is something that was to be done for them.
  const due = walk.current?.conversations.length === 0 ? walk.current.followUps[0] : undefined
  useEffect(() => {
    if (due) workOn(due, conversation.id)
  }, [due, conversation.id])
  const [asking, setAsking] = useState(false)
  const callBack = useCallBack(conversation)
  const { ranked, need } = useRanked(conversation)
  const written = useUi((ui) => (ui.drafts[conversation.id]?.body ?? '').trim() !== '')
  const textable = conversation.textable && conversation.optedOutAt === null
  const wanted = due?.templateId
  // Where nothing says what they wait for, no template is better than the next: then whoever is at the desk writes.
  const fitting = (ranked.find(({ template }) => template.id === wanted) ?? (need === null ? undefined : ranked[0]))?.template
  const settledAs = due ? DONE : ELSEWHERE
  /** With the words that fit best already there; what somebody began to write stays. */
  const text = (): boolean => {
    if (!textable || written || !fitting) return false
    setUi(store, { templateWanted: fitting.id })
    return true
  }
  useKeys({
    c: () => void callBack.start(),
    x: text,
    t: () => void walk.tomorrow(),
    n: () => setAsking(true),
    e: () => void walk.settle(settledAs),
    s: () => void walk.later(),
    b: () => walk.back(),
  })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="primary" icon={<Phone size={15} />} shortcut="C" disabled={conversation.who.kind === 'withheld'} onClick={() => void callBack.start()}>
        Call
      </Button>
      {textable && fitting && !written && (
        <Button icon={<MessageSquareReply size={15} />} shortcut="X" onClick={text}>
          Text “{fitting.name}”
        </Button>
      )}
      <Button icon={<CalendarClock size={15} />} shortcut="T" onClick={() => void walk.tomorrow()}>
        Tomorrow
      </Button>
      <Menu
        title="Why is nothing needed?"
        open={asking}
        onOpenChange={setAsking}
        trigger={
          <Button icon={<Check size={15} />} shortcut="N">
            Nothing needed
          </Button>
        }
        items={NOTHING_NEEDED.map((reason, index) => ({ label: reason, shortcut: String(index + 1), onSelect: () => void walk.settle(reason) }))}
      />
      <Button icon={<CheckCheck size={15} />} shortcut="E" onClick={() => void walk.settle(settledAs)}>
        {settledAs}
      </Button>
      {walk.left.length > 1 && (
        <Button look="quiet" icon={<SkipForward size={15} />} shortcut="S" onClick={() => void walk.later()}>
          Later
        </Button>
      )}
      {!due && <LaterMenu conversation={conversation} />}
      {!due && <AssignMenu conversation={conversation} />}
      <CallBack state={callBack} />
    </div>
  )
}

/** Somebody who came up before: how that ended, and the way to take it back. */
function LookedAt({ walk }: { walk: Walk }) {
  useKeys({ u: () => void walk.takeBack(), b: () => walk.back(), Enter: () => walk.goOn(), Escape: () => walk.goOn(), s: () => walk.goOn() })
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="primary" icon={<SkipForward size={15} />} shortcut="S" onClick={walk.goOn}>
        Go on
      </Button>
      <Button icon={<Undo2 size={15} />} shortcut="U" onClick={() => void walk.takeBack()}>
        Take it back
      </Button>
    </div>
  )
}
