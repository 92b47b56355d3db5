import { Pencil, UserMinus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { StaffView } from '@shared/contract/views.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { Tag } from '@renderer/ui/tag.tsx'

type Props = { member: StaffView; isMe: boolean; onChange: (name: string, extension: string) => Promise<boolean>; onRemove: () => void; onMe: () => void }

/** One person at the desk; their name and extension are changed in place. */
export function StaffRow({ member, isMe, onChange, onRemove, onMe }: Props) {
  const [typed, setTyped] = useState<{ name: string; extension: string } | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const stop = (): void => {
    setTyped(null)
    // The pencil is there again only after this rendering.
    requestAnimationFrame(() => pencil.current?.focus())
  }
  const save = (): void => {
    const name = typed?.name.trim() ?? ''
    const extension = typed?.extension.trim() ?? ''
    if (name === '' || (name === member.name && extension === member.extension)) return stop()
    void onChange(name, extension).then((changed) => changed && stop())
  }
  return (
    <li className="flex min-h-13 items-center gap-3 border-b border-edge px-3 py-2 last:border-b-0">
      <Avatar initials={member.initials} size="small" tone={isMe ? 'done' : 'plain'} />
      {typed === null ? (
        <>
          <span data-selectable className="min-w-0 flex-1 truncate text-[13.5px] font-medium">
            {member.name}
          </span>
          {member.extension !== '' && <span className="shrink-0 text-[12.5px] text-ink-2">ext. {member.extension}</span>}
          {isMe ? (
            <Tag tone="done">You, at this desk</Tag>
          ) : (
            <Button small look="quiet" aria-label={`This is me: ${member.name}`} onClick={onMe}>
              This is me
            </Button>
          )}
          <IconButton ref={pencil} label={`Edit ${member.name}`} onClick={() => setTyped({ name: member.name, extension: member.extension })}>
            <Pencil size={15} aria-hidden />
          </IconButton>
          <IconButton label={`Remove ${member.name}`} className="hover:text-miss-ink" onClick={onRemove}>
            <UserMinus size={15} aria-hidden />
          </IconButton>
        </>
      ) : (
        <Form label={`Edit ${member.name}`} onSave={save} onEscape={stop} className="flex min-w-0 flex-1 items-center gap-2">
          <Input ref={focusOnce} aria-label={`New name for ${member.name}`} maxLength={80} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />
          <Input
            aria-label={`Phone extension of ${member.name}`}
            aria-describedby="staff-twin"
            placeholder="Extension"
            inputMode="numeric"
            maxLength={20}
            className="max-w-28"
            value={typed.extension}
            onChange={(event) => setTyped({ ...typed, extension: event.target.value })}
          />
          <Button small type="submit" look="primary" disabled={typed.name.trim() === ''}>
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

/** The same function at every rendering, so that the focus is taken once and not at every letter typed beside it. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus()
}
