import { Pencil, UserMinus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { StaffView } from '@shared/contract/views.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { Tag } from '@renderer/ui/tag.tsx'

type Props = { member: StaffView; isMe: boolean; onRename: (name: string) => Promise<boolean>; onRemove: () => void; onMe: () => void }

/** One person at the desk; their name is changed in place. */
export function StaffRow({ member, isMe, onRename, onRemove, onMe }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const stop = (): void => {
    setTyped(null)
    // The pencil is there again only after this rendering.
    requestAnimationFrame(() => pencil.current?.focus())
  }
  const save = (): void => {
    const name = typed?.trim() ?? ''
    if (name === '' || name === member.name) return stop()
    void onRename(name).then((renamed) => renamed && stop())
  }
  return (
    <li className="flex min-h-13 items-center gap-3 border-b border-edge px-3 py-2 last:border-b-0">
      <Avatar initials={member.initials} size="small" tone={isMe ? 'done' : 'plain'} />
      {typed === null ? (
        <>
          <span data-selectable className="min-w-0 flex-1 truncate text-[13.5px] font-medium">
            {member.name}
          </span>
          {isMe ? (
            <Tag tone="done">You, at this desk</Tag>
          ) : (
            <Button small look="quiet" aria-label={`This is me: ${member.name}`} onClick={onMe}>
              This is me
            </Button>
          )}
          <IconButton ref={pencil} label={`Rename ${member.name}`} onClick={() => setTyped(member.name)}>
            <Pencil size={15} aria-hidden />
          </IconButton>
          <IconButton label={`Remove ${member.name}`} className="hover:text-miss-ink" onClick={onRemove}>
            <UserMinus size={15} aria-hidden />
          </IconButton>
        </>
      ) : (
        <Form label={`Rename ${member.name}`} onSave={save} onEscape={stop} className="flex min-w-0 flex-1 items-center gap-2">
          <Input ref={(field) => field?.focus()} aria-label={`New name for ${member.name}`} maxLength={80} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <Button small type="submit" look="primary" disabled={typed.trim() === ''}>
            Save
          </Button>
          <Button small look="quiet" shortcut="Esc" onClick={stop}>
            Cancel
          </Button>
        </Form>
      )}
    </li>
  )
}
