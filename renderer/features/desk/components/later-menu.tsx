import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { FOREVER, HOUR, MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { nextOpeningIn, useOpenings } from '@renderer/store/openings.ts'
import { Button } from '@renderer/ui/button.tsx'
import { momentWithin as moment } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'
import { ChooseTime } from './choose-time.tsx'

/** Puts somebody off to a time, or until they answer; whatever they send or call ends it. */
export function LaterMenu({ conversation }: { conversation: ConversationView }) {
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  const opening = nextOpeningIn(useOpenings(), now)
  const { id, snoozedUntil } = conversation
  useKeys({ z: () => setOpen(true) })
  const until = (at: number | null, label: string): void => void actions.snooze(id, at, label)
  const isPutOff = snoozedUntil !== null && snoozedUntil > now
  const items: MenuItem[] = [
    ...(isPutOff ? [{ label: 'Not any more', shortcut: 'z', onSelect: () => void actions.ask('conversations.unsnooze', { conversationId: id }) }] : []),
    { label: 'In half an hour', hint: moment(now + 30 * MINUTE, now, timeZone), shortcut: '1', onSelect: () => until(now + 30 * MINUTE, moment(now + 30 * MINUTE, now, timeZone)) },
    { label: 'In two hours', hint: moment(now + 2 * HOUR, now, timeZone), shortcut: '2', onSelect: () => until(now + 2 * HOUR, moment(now + 2 * HOUR, now, timeZone)) },
    ...(opening === null ? [] : [{ label: 'When we open next', hint: moment(opening, now, timeZone), shortcut: '3', onSelect: () => until(opening, moment(opening, now, timeZone)) }]),
    { label: 'Until they answer', shortcut: '4', onSelect: () => until(null, 'they answer') },
    { label: 'Until another time…', shortcut: '5', onSelect: () => setChoosing(true) },
  ]
  return (
    <>
      <Menu
        title={isPutOff ? `Put off until ${snoozedUntil === FOREVER ? 'they answer' : moment(snoozedUntil, now, timeZone)}` : 'Put off'}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button small look="quiet" title="Put off  Z" icon={<AlarmClock size={14} aria-hidden />} aria-keyshortcuts="z" className={isPutOff ? 'text-brand-ink' : undefined}>
          <span className="hidden items-center gap-2 @md/foot:flex">
            Put off <Kbd>Z</Kbd>
          </span>
          </Button>
        }
        items={items}
      />
      <ChooseTime open={choosing} title="Put off until" action="Put off" onClose={() => setChoosing(false)} onPick={(at) => until(at, moment(at, now, timeZone))} />
    </>
  )
}
