import { PhoneForwarded } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { clockTime, momentWithin as moment } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'
import { callbackTimes } from '../callback-choices.ts'
import { ChooseTime } from './choose-time.tsx'

/** "We will call you by 3:00": one key sets it, a call or a reply keeps it, and the feed counts down to it. */
export function PromiseMenu({ conversation }: { conversation: ConversationView }) {
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  const { id, promise } = conversation
  useKeys({ p: () => setOpen(true) })
  const make = async (dueAt: number): Promise<void> => {
    const made = await actions.ask('promises.make', { conversationId: id, dueAt })
    if (made) actions.toast(`Promised a call by ${moment(dueAt, now, timeZone)}`, 'plain', () => void actions.ask('promises.release', { conversationId: id, promiseId: made.promiseId }))
  }
  const items: MenuItem[] = [
    ...(promise?.byHand ? [{ label: `Take back: by ${moment(promise.dueAt, now, timeZone)}`, shortcut: '0', onSelect: () => void actions.ask('promises.release', { conversationId: id, promiseId: promise.id }) }] : []),
    ...callbackTimes(now).map((at, index) => ({ label: clockTime(at, timeZone), shortcut: String(index + 1), onSelect: () => void make(at) })),
    { label: 'Another time…', shortcut: 't', onSelect: () => setChoosing(true) },
  ]
  return (
    <>
      <Menu
        title="We call them by"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button small look="quiet" title="Promise a call  P" icon={<PhoneForwarded size={14} aria-hidden />} aria-keyshortcuts="p" className={promise ? 'text-brand-ink' : undefined}>
          <span className="hidden items-center gap-2 @md/foot:flex">
            Promise <Kbd>P</Kbd>
          </span>
          </Button>
        }
        items={items}
      />
      <ChooseTime open={choosing} title="We call them by" action="Promise" onClose={() => setChoosing(false)} onPick={(at) => void make(at)} />
    </>
  )
}
