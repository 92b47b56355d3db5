import { Clock3 } from 'lucide-react'
import { useState } from 'react'
import { HOUR, MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { nextOpeningIn, useOpenings } from '@renderer/store/openings.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { moment } from '@renderer/ui/format.ts'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'
import { ChooseTime } from './choose-time.tsx'

/** Sends at a time somebody chooses, or when the doors open next; they may still call or write before. */
export function SendLater({ disabled, onPick }: { disabled: boolean; onPick: (leavesAt: number | 'opening') => void }) {
  const [open, setOpen] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  const opening = nextOpeningIn(useOpenings(), now)
  const items: MenuItem[] = [
    ...(opening === null ? [] : [{ label: 'When we open', hint: moment(opening, now, timeZone), shortcut: 'o', onSelect: () => onPick('opening') }]),
    { label: 'In an hour', hint: moment(now + HOUR, now, timeZone), shortcut: 'h', onSelect: () => onPick(now + HOUR) },
    { label: 'At another time…', shortcut: 't', onSelect: () => setChoosing(true) },
  ]
  return (
    <>
      <Menu
        title="Send later"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <IconButton label="Send later" disabled={disabled}>
            <Clock3 size={16} />
          </IconButton>
        }
        items={items}
      />
      <ChooseTime open={choosing} title="Send later" action="Send then" onClose={() => setChoosing(false)} onPick={onPick} />
    </>
  )
}
