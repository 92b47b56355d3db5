import { UserRound } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'

/** Whose it is: taken by oneself, given to a colleague, or anybody's again. */
export function AssignMenu({ conversation }: { conversation: ConversationView }) {
  const [open, setOpen] = useState(false)
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const { id, assignedTo } = conversation
  useKeys({ a: () => setOpen(true) })
  const give = async (staffId: string | null, done: string): Promise<void> => {
    if (await actions.ask('conversations.assign', { conversationId: id, staffId })) actions.toast(done, 'plain', () => void actions.ask('conversations.assign', { conversationId: id, staffId: assignedTo }))
  }
  const colleagues = Object.values(staff).filter((member) => !member.removed && member.id !== me && member.id !== assignedTo)
  const items: MenuItem[] = [
    ...(me !== null && assignedTo !== me ? [{ label: 'I take it', shortcut: 'a', onSelect: () => void give(me, 'It is yours') }] : []),
    ...colleagues.map((member, index) => ({ label: member.name, ...(index < 9 && { shortcut: String(index + 1) }), onSelect: () => void give(member.id, `Given to ${member.name}`) })),
    ...(assignedTo === null ? [] : [{ label: 'Whoever is at the desk', shortcut: '0', onSelect: () => void give(null, 'For whoever is at the desk') }]),
  ]
  const owner = assignedTo === null ? null : (staff[assignedTo]?.name ?? 'a colleague')
  return (
    <Menu
      title={owner === null ? 'Who looks after it?' : `With ${assignedTo === me ? 'you' : owner}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button small look="quiet" title="Take it or give it  A" icon={<UserRound size={14} aria-hidden />} aria-keyshortcuts="a" className={assignedTo === null ? undefined : 'text-brand-ink'}>
          <span className="hidden items-center gap-2 @md/foot:flex">
            Take <Kbd>A</Kbd>
          </span>
        </Button>
      }
      items={items}
    />
  )
}
