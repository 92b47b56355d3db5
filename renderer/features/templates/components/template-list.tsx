import { Plus, Search } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { count } from '@renderer/ui/format.ts'
import { useDragOrder } from '../hooks/use-drag-order.ts'
import type { TemplateActions } from '../hooks/use-template-actions.ts'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { setView, useView } from '../store/view.ts'
import { SetMenu } from './set-menu.tsx'
import { TemplateRow } from './template-row.tsx'

type Props = { items: readonly TemplateItem[]; found: readonly TemplateItem[]; selected: TemplateItem | undefined; actions: TemplateActions }

/** The templates in the practice's order. Arrows walk, Alt and arrows carry one along; dragging does it too. */
export function TemplateList({ items, found, selected, actions }: Props) {
  const search = useView((view) => view.search)
  const list = useRef<HTMLUListElement>(null)
  const drag = useDragOrder((id, to) => void actions.move(id, to))
  const saved = items.filter((item) => item.saved).length

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected?.id])

  const walk = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const at = found.findIndex(({ id }) => id === selected?.id)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key]
    const next = to === undefined ? undefined : found[to]
    if (to !== undefined) event.preventDefault()
    if (!next) return
    actions.select(next.id)
  }

  return (
    <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <header className="grid gap-2.5 px-4 pt-4 pb-2">
        <div className="flex items-center justify-between gap-2">
          <h1 className="mr-auto text-lg font-semibold tracking-tight">Templates</h1>
          <SetMenu items={items} />
          <Button small shortcut="N" icon={<Plus size={14} aria-hidden />} aria-keyshortcuts="n" onClick={actions.create}>
            New
          </Button>
        </div>
        <div className="relative">
          <Search size={14} aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
          <Input
            id="template-search"
            type="search"
            aria-label="Search templates by name and text"
            placeholder="Search name and text"
            className="pl-8"
            value={search}
            onChange={(event) => setView({ search: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && search !== '') setView({ search: '' })
              else if (event.key === 'ArrowDown') list.current?.focus()
            }}
          />
        </div>
        <p role="status" className="text-xs text-ink-3">
          {search.trim() !== '' ? `${count(found.length, 'template')} found` : saved > 0 ? '1–9 at the desk: keys of their own first, then what is waited for.' : ''}
        </p>
      </header>
      <ul
        ref={list}
        role="listbox"
        aria-label="Templates in the practice’s order"
        aria-activedescendant={selected && `template-${selected.id}`}
        tabIndex={0}
        onKeyDown={walk}
        onDragOver={drag.over}
        onDrop={drag.drop}
        className="group/list overflow-y-auto px-2 pb-4 outline-none"
      >
        {found.map((item) => (
          <TemplateRow
            key={item.id}
            item={item}
            selected={item.id === selected?.id}
            // Among found ones only, a place would not be what it looks like.
            draggable={item.saved !== null && search.trim() === ''}
            edge={drag.edgeOf(item)}
            drag={drag}
            onSelect={() => actions.select(item.id)}
          />
        ))}
        {found.length === 0 && items.length > 0 && (
          <li role="presentation" className="px-3 py-6 text-center text-[13px] text-ink-2">
            Nothing has these words. Escape clears the search.
          </li>
        )}
      </ul>
    </div>
  )
}
