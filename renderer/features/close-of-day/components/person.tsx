import { useEffect, useState } from 'react'
import { CalendarClock, Check, Phone, SkipForward } from 'lucide-react'
import type { ConversationView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { age } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import { CallBack, useCallBack } from '../../desk/components/call-back.tsx'
import { Card } from '../../desk/components/card.tsx'
import { Checklist } from '../../desk/components/checklist.tsx'
import { Composer } from '../../desk/components/composer.tsx'
import { Thread } from '../../desk/components/thread.tsx'
import type { Walk } from '../hooks/walk.ts'
import { whyWaiting } from '../why.ts'

const NOTHING_NEEDED = ['Already settled', 'No reply needed', 'Wrong number', 'Spam', 'Duplicate'] as const

/** One person of the walk with their full context, and the five ways on, one key each. */
export function Person({ conversation, walk }: { conversation: ConversationView; walk: Walk }) {
  const now = useNow()
  const thread = usePractice((practice) => practice.threads[conversation.id])
  const [asking, setAsking] = useState(false)
  const callBack = useCallBack(conversation)
  useEffect(() => {
    if (!thread) void actions.loadThread(conversation.id)
  }, [thread, conversation.id])
  useKeys({
    c: () => void callBack.start(),
    t: () => void walk.tomorrow(),
    n: () => setAsking(true),
    s: walk.skip,
  })
  return (
    <>
      <main aria-label={nameOf(conversation)} className="flex min-h-0 min-w-0 flex-col bg-panel">
        <header className="grid gap-3 border-b border-edge px-5 py-3">
          <div className="flex items-center gap-3">
            <Avatar initials={initialsOf(conversation)} />
            <div className="min-w-0 flex-1" data-selectable>
              <h2 className="truncate text-base font-semibold">{nameOf(conversation)}</h2>
              <p className="truncate text-[13px] text-wait-ink">
                {whyWaiting(conversation)}
                {conversation.waitingSince !== null && ` · waiting ${age(conversation.waitingSince, now)}`}
              </p>
            </div>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" icon={<Phone size={15} />} shortcut="C" disabled={conversation.who.kind === 'withheld'} onClick={() => void callBack.start()}>
              Call back
            </Button>
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
              items={NOTHING_NEEDED.map((reason, index) => ({ label: reason, shortcut: String(index + 1), onSelect: () => void walk.nothingNeeded(reason) }))}
            />
            {walk.left.length > 1 && (
              <Button look="quiet" icon={<SkipForward size={15} />} shortcut="S" onClick={walk.skip}>
                Later
              </Button>
            )}
            {conversation.textable && conversation.optedOutAt === null && <span className="self-center text-[12.5px] text-ink-3">or answer by text below</span>}
          </div>
        </header>
        {thread ? <Thread conversation={conversation} thread={thread} /> : <Loading label="Reading the conversation" />}
        <Checklist conversation={conversation} />
        <Composer conversation={conversation} inWalk />
      </main>
      <aside aria-label="Patient card" className="hidden min-h-0 overflow-y-auto border-l border-edge @5xl/walk:block">
        <Card conversation={conversation} />
      </aside>
      <CallBack state={callBack} />
    </>
  )
}
