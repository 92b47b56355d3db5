import clsx from 'clsx'
import { GripVertical } from 'lucide-react'
import { memo } from 'react'
import { Tag } from '@renderer/ui/tag.tsx'
import type { DragOrder } from '../hooks/use-drag-order.ts'
import type { TemplateItem } from '../hooks/use-templates.ts'

type Props = { item: TemplateItem; selected: boolean; draggable: boolean; edge: 'above' | 'below' | null; drag: DragOrder; onSelect: () => void }

/**
 * One template: the key that is its own, its name, how it begins, its languages. With two hundred of them only those that
 * changed are drawn anew; what a row calls does the same whichever drawing it came from.
 */
export const TemplateRow = memo(Row, (a, b) => a.item === b.item && a.selected === b.selected && a.draggable === b.draggable && a.edge === b.edge && (a.drag.dragged === a.item.id) === (b.drag.dragged === b.item.id))

function Row({ item, selected, draggable, edge, drag, onSelect }: Props) {
  const { id, draft, saved, unsaved } = item
  const key = saved?.fixedKey ?? null
  const languages = Object.keys(draft.texts)
  const begins = Object.values(draft.texts).find((text) => text.trim() !== '') ?? 'No text yet'
  return (
    // The list has the keyboard (aria-activedescendant).
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={`template-${id}`}
      role="option"
      aria-selected={selected}
      data-template={id}
      draggable={draggable}
      onDragStart={(event) => drag.start(event, item)}
      onDragEnd={drag.end}
      onClick={onSelect}
      className={clsx(
        'group relative grid cursor-default grid-cols-[26px_minmax(0,1fr)_auto] items-start gap-x-1.5 rounded-xl border px-2 py-2',
        selected ? 'border-transparent bg-panel shadow-card group-focus-visible/list:border-brand' : 'border-transparent hover:bg-sunk',
        drag.dragged === id && 'opacity-40',
      )}
    >
      {edge && <span aria-hidden className={clsx('absolute inset-x-2 h-0.5 rounded bg-brand', edge === 'above' ? '-top-px' : '-bottom-px')} />}
      <span aria-hidden className={clsx('mt-px grid size-5.5 place-items-center rounded-md text-[11px] font-semibold', key !== null && 'bg-sunk text-ink-2 group-hover:bg-panel', selected && key !== null && 'bg-brand-soft text-brand-ink')}>
        {key}
      </span>
      <div className="min-w-0">
        <p className="flex items-center gap-1.5">
          <span className="truncate text-[13.5px] font-semibold">{draft.name.trim() || 'New template'}</span>
          {key !== null && <span className="sr-only">, key {key}</span>}
          {unsaved && (
            <span className="shrink-0 leading-none">
              <Tag>Unsaved</Tag>
            </span>
          )}
        </p>
        <p className="truncate text-[12.5px] text-ink-2">{begins}</p>
      </div>
      <span className="grid justify-items-end gap-0.5 pt-0.5">
        <span className="text-[10.5px] font-medium tracking-wide text-ink-3 uppercase">{languages.join(' ')}</span>
        {draggable && <GripVertical size={14} aria-hidden className="text-ink-3 opacity-0 group-hover:opacity-100" />}
      </span>
    </li>
  )
}
