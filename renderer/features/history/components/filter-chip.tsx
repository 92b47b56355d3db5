import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'

/** What was chosen of one filter, in plain words, and the way to take it away. */
export function FilterChip({ words, onRemove }: { words: string; onRemove: () => void }) {
  const chip = useRef<HTMLButtonElement>(null)
  function remove(): void {
    // The chip goes, and the keyboard would go with it.
    const row = chip.current?.closest<HTMLElement>('[role="group"]')
    onRemove()
    row?.querySelector<HTMLElement>('input')?.focus()
  }
  return (
    <button ref={chip} type="button" aria-label={`Remove filter: ${words}`} title="Remove" onClick={remove} className="inline-flex h-8 max-w-52 min-w-0 items-center gap-1.5 rounded-full bg-brand-soft pr-2 pl-3 text-[12.5px] font-medium text-brand-ink hover:ring-1 hover:ring-brand">
      <span className="truncate">{words}</span>
      <X size={13} aria-hidden className="shrink-0" />
    </button>
  )
}

/** A filter to choose: a menu while nothing is chosen, a chip once something is. */
export function FilterMenu({ label, icon, chosen, items, onRemove }: { label: string; icon: ReactNode; chosen: string | null; items: readonly MenuItem[]; onRemove: () => void }) {
  if (chosen !== null) return <FilterChip words={chosen} onRemove={onRemove} />
  return (
    <Menu
      title={label}
      trigger={
        <Button look="quiet" small icon={icon} className="h-8 rounded-full border-edge! px-3!">
          {label}
        </Button>
      }
      items={items}
    />
  )
}
