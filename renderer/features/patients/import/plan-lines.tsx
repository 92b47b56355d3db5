import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ImportPlan } from '@shared/contract/index.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { detailOf, type Outcome } from './mapping.ts'

const OUTCOMES: Record<Outcome, { word: string; tone: Tone }> = {
  create: { word: 'New', tone: 'brand' },
  change: { word: 'Changed', tone: 'wait' },
  differ: { word: 'To decide', tone: 'wait' },
  unchanged: { word: 'As it is', tone: 'plain' },
  skip: { word: 'Skipped', tone: 'miss' },
}
const ROW = 40

/** The lines of the file and what becomes of each. */
export function PlanLines({ lines }: { lines: ImportPlan['lines'] }) {
  const box = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to memoised children
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 10, getItemKey: (index) => lines[index]?.line ?? index })
  if (lines.length === 0) return <p className="rounded-xl border border-edge px-4 py-6 text-center text-[13px] text-ink-2">No lines of this kind.</p>
  return (
    <div ref={box} role="table" aria-label="Lines of the file" aria-rowcount={lines.length} tabIndex={0} className="h-[min(18rem,38vh)] overflow-y-auto rounded-xl border border-edge">
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key, size }) => {
          const line = lines[index]
          if (!line) return null
          const { word, tone } = OUTCOMES[line.outcome]
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 1}
              className="absolute inset-x-0 top-0 grid grid-cols-[4.5rem_5.5rem_minmax(0,12rem)_minmax(0,1fr)] items-center gap-2 border-b border-edge px-3 py-2 text-[13px]"
              style={{ minHeight: Math.min(size, ROW), transform: `translateY(${start}px)` }}
            >
              <span role="cell" className="text-xs text-ink-3">
                line {line.line.toLocaleString()}
              </span>
              <span role="cell">
                <Tag tone={tone}>{word}</Tag>
              </span>
              <span role="cell" className="truncate font-medium" title={line.name} data-selectable>
                {line.name}
              </span>
              <span role="cell" className="text-ink-2 wrap-anywhere" data-selectable>
                {detailOf(line)}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
