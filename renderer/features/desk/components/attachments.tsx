import { FileText, ImageIcon, Paperclip, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DraftMedia } from '@shared/contract/views.ts'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { IconButton } from '@renderer/ui/button.tsx'

const MOST = 5
const TAKEN = 'image/jpeg,image/png,image/gif,application/pdf'

/** What goes with a reply: each with its size, and a way to take it off again. */
export function Attachments({ media, onChange }: { media: readonly DraftMedia[]; onChange: (media: readonly DraftMedia[]) => void }) {
  if (media.length === 0) return null
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-1.5">
      {media.map(({ id, name, contentType, size }) => {
        const Icon = contentType.startsWith('image/') ? ImageIcon : FileText
        const called = name || (contentType.startsWith('image/') ? 'Picture' : 'PDF')
        return (
          <li key={id} className="flex max-w-full items-center gap-1.5 rounded-lg border border-edge bg-sunk py-0.5 pr-0.5 pl-2 text-[12.5px]">
            <Icon size={13} aria-hidden className="shrink-0 text-ink-3" />
            <span className="max-w-48 truncate">{called}</span>
            <span className="text-ink-3">{inKilobytes(size)}</span>
            <IconButton label={`Take off ${called}`} className="size-6" onClick={() => onChange(media.filter((one) => one.id !== id))}>
              <X size={13} />
            </IconButton>
          </li>
        )
      })}
    </ul>
  )
}

type ButtonProps = { conversationId: string; media: readonly DraftMedia[]; disabled: boolean; onChange: (media: readonly DraftMedia[]) => void }

/** Attaches pictures and PDF, where the line they would leave over takes any; the size is checked as they are chosen. */
export function AttachButton({ conversationId, media, disabled, onChange }: ButtonProps) {
  const [limit, setLimit] = useState<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const lines = usePractice((practice) => practice.lines)
  useEffect(() => {
    let wanted = true
    void client.call('replies.mediaLimit', { conversationId }).then((reply) => {
      if (wanted) setLimit(reply.ok ? reply.value.bytes : null)
    })
    return () => {
      wanted = false
    }
  }, [conversationId, lines])
  if (limit === null) return null

  const add = async (files: readonly File[]): Promise<void> => {
    let all = [...media]
    for (const file of files) {
      const total = all.reduce((sum, { size }) => sum + size, 0) + file.size
      if (all.length >= MOST) return actions.toast(`At most ${MOST} files go with one text.`, 'miss')
      if (total > limit) return actions.toast(`“${file.name}” is ${inKilobytes(file.size)}. This line takes ${inKilobytes(limit)} with one text: make it smaller, or send a link.`, 'miss')
      const kept = await actions.ask('replies.attach', { conversationId, fileName: file.name.slice(0, 255), contentType: file.type || 'application/octet-stream', bytes: new Uint8Array(await file.arrayBuffer()) })
      if (!kept) return
      all = [...all, { id: kept.mediaId, name: file.name.slice(0, 120), contentType: file.type, size: file.size }]
      onChange(all)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={TAKEN}
        aria-label="Files to attach"
        onChange={({ target }) => {
          void add([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <IconButton label="Attach a picture or PDF" disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip size={16} />
      </IconButton>
    </>
  )
}

function inKilobytes(bytes: number): string {
  return `${Math.max(1, Math.ceil(bytes / 1000)).toLocaleString()} kB`
}
