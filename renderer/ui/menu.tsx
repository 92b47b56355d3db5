import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export type MenuItem = { label: string; hint?: string; shortcut?: string; danger?: boolean; onSelect: () => void }

type Props = {
  trigger: ReactNode
  title?: string
  items: readonly MenuItem[]
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Called when it has closed; preventing the event's default keeps the focus from going back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void
}

/** A button's menu; items with a shortcut also answer to that key while it is open. */
export function Menu({ trigger, title, items, open, onOpenChange, onCloseAutoFocus }: Props) {
  return (
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event)
            // Whoever went on at once, by R to the reply say, keeps the keyboard.
            if (document.activeElement !== null && document.activeElement !== document.body) event.preventDefault()
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 overflow-y-auto rounded-xl border border-edge bg-panel p-1.5 shadow-pop animate-rise"
          onKeyDown={(event) => {
            const item = items.find(({ shortcut }) => shortcut === event.key)
            if (!item || event.ctrlKey || event.metaKey || event.altKey) return
            event.preventDefault()
            event.stopPropagation()
            onOpenChange?.(false)
            item.onSelect()
          }}
        >
          {title && <DropdownMenu.Label className="px-2.5 pt-1 pb-1.5 text-xs font-semibold text-ink-3">{title}</DropdownMenu.Label>}
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.label}
              onSelect={item.onSelect}
              className={`flex items-center gap-3 rounded-lg px-2.5 py-1.5 text-[13px] outline-none data-highlighted:bg-sunk ${item.danger ? 'text-miss-ink' : ''}`}
            >
              <span className="flex-1">{item.label}</span>
              {item.hint && <span className="text-xs text-ink-3">{item.hint}</span>}
              {item.shortcut && <Kbd>{item.shortcut}</Kbd>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
