import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { dayName, shortDate } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { byDay } from '../rules/by-day.ts'

type Props<R> = {
  label: string
  list: RefObject<HTMLDivElement | null>
  rows: readonly R[]
  keyOf: (row: R) => string
  /** Of a row, in px, the same for all: a million of them need no measuring. */
  height: number
  /** Another question begins at the top. */
  question: object
  cursor: string | null
  onMove: (key: string) => void
  onOpen?: (row: R) => void
  /** The end of what was read is near. */
  onEnd: () => void
  /** What stands under the last row. */
  foot: ReactNode
  children: (row: R) => ReactNode
}

/** A heading's height in px. */
const HEADING = 34
/** So many rows before the end, further ones are read. */
const AHEAD = 20

/** A long list under a heading for each day, of which the one at hand stays in sight; moved through by arrows, J and K. */
export function DayList<R extends { at: number }>({ label, list, rows, keyOf, height, question, cursor, onMove, onOpen, onEnd, foot, children }: Props<R>) {
  const { timeZone } = usePractice((practice) => practice.practice)
  const now = useNow(MINUTE)
  const items = useMemo(() => byDay(rows, keyOf, timeZone), [rows, keyOf, timeZone])
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to memoised children
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? HEADING : height),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
    // A row that is brought into sight does not hide under the heading.
    scrollPaddingStart: HEADING,
  })
  useEffect(() => virtual.measure(), [items, virtual])
  const shown = virtual.getVirtualItems()
  // What lies under the heading is not in sight.
  const top = shown.find(({ end }) => end > (virtual.scrollOffset ?? 0) + HEADING)
  const day = items[top?.index ?? 0]?.at
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= items.length - 1 - AHEAD) onEnd()
  }, [last, items.length, onEnd])

  // Coming back to the screen finds the row that was opened.
  const came = useRef(false)
  useEffect(() => {
    if (came.current || items.length === 0) return
    came.current = true
    const at = items.findIndex((item) => item.key === cursor)
    if (at > 0) virtual.scrollToIndex(at, { align: 'center' })
  }, [items, cursor, virtual])

  const asked = useRef(question)
  useEffect(() => {
    if (asked.current === question) return
    asked.current = question
    list.current?.scrollTo({ top: 0 })
  }, [question, list])

  const at = rows.findIndex((row) => keyOf(row) === cursor)
  function move(by: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, at + by))
    const row = rows[next]
    if (!row) return
    onMove(keyOf(row))
    virtual.scrollToIndex(items.findIndex((item) => item.key === keyOf(row)))
  }
  function open(): void {
    const row = rows[at]
    if (row) onOpen?.(row)
  }
  /** Arrows and Enter belong to a button that has the keyboard. */
  const inList = (): boolean => document.activeElement === document.body || list.current?.contains(document.activeElement) === true
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => (inList() ? move(1) : false),
    ArrowUp: () => (inList() ? move(-1) : false),
    PageDown: () => (inList() ? move(10) : false),
    PageUp: () => (inList() ? move(-10) : false),
    Home: () => (inList() ? move(-rows.length) : false),
    Enter: () => (inList() && onOpen ? open() : false),
  })

  const optionId = (key: string): string => `history-${key}`
  const atCursor = at >= 0 && shown.some(({ key }) => key === cursor)
  return (
    <div ref={list} role="listbox" aria-label={label} tabIndex={0} aria-activedescendant={atCursor && cursor !== null ? optionId(cursor) : undefined} className="min-h-0 flex-1 overflow-y-auto px-4 focus-visible:outline-offset-[-2px]">
      <DayHeading className="sticky top-0.5 z-10" style={{ height: HEADING, marginBottom: -HEADING }} day={day === undefined ? '' : dayName(day, now, timeZone)} />
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = items[index]
          if (!item) return null
          const place = { transform: `translateY(${start}px)` }
          if (item.kind === 'day') return <DayHeading key={key} className="absolute inset-x-0 top-0" style={{ ...place, height: HEADING }} day={dayName(item.at, now, timeZone)} />
          return (
            // The keyboard is the list's: it names the row by aria-activedescendant.
            <div
              key={key}
              id={optionId(item.key)}
              role="option"
              tabIndex={-1}
              aria-selected={item.key === cursor}
              aria-setsize={-1}
              aria-posinset={item.index + 1}
              onClick={() => {
                onMove(item.key)
                onOpen?.(item.row)
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !onOpen) return
                event.preventDefault()
                onOpen(item.row)
              }}
              style={{ ...place, height }}
              className={clsx('absolute inset-x-0 top-0 rounded-lg px-2 text-[13px]', onOpen && 'hover:bg-sunk', item.key === cursor && 'bg-sunk ring-1 ring-edge-strong ring-inset')}
            >
              <span className="sr-only">{shortDate(item.at, now, timeZone)}, </span>
              {children(item.row)}
            </div>
          )
        })}
      </div>
      {/* No row of the list. */}
      <div role="presentation">{foot}</div>
    </div>
  )
}

/** Each row says its day itself to a screen reader. */
function DayHeading({ day, className, style }: { day: string; className: string; style: React.CSSProperties }) {
  return (
    <div aria-hidden className={clsx('flex items-end bg-bg px-2 pb-1.5 text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase', className)} style={style}>
      {day}
    </div>
  )
}
