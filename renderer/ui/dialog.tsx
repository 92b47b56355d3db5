import clsx from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  wide?: boolean
  /** Called when it has closed; preventing the event's default keeps the focus from going back to where it was. */
  onCloseAutoFocus?: (event: Event) => void
  children: ReactNode
}

/** A dialog over the window, for something a person asked for. Never for what comes in by itself. */
export function Dialog({ open, onClose, title, description, wide = false, onCloseAutoFocus, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
          onOpenAutoFocus={(event) => {
            // The field or button that goes on, rather than Close, which comes first.
            const first = event.target instanceof HTMLElement ? event.target.querySelector<HTMLElement>('[data-autofocus]') : null
            if (!first) return
            event.preventDefault()
            first.focus()
          }}
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[88%] w-[calc(100%-4rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-2xl bg-panel shadow-pop animate-rise',
            wide ? 'max-w-4xl' : 'max-w-lg',
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-base font-semibold tracking-tight">{title}</Radix.Title>
              {description && <p className="mt-0.5 text-[13px] text-ink-2">{description}</p>}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
