import clsx from 'clsx'
import { memo } from 'react'
import type { FoundRow } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { useNow } from '@renderer/store/clock.ts'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { reducedFound } from '@renderer/store/reduced-views.ts'
import { HOUR } from '@shared/time.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { languageName, plainDate } from '@renderer/ui/format.ts'
import { saysBirthDate, whyFound } from '@renderer/ui/why-found.ts'

type Props = { id: string; row: FoundRow | undefined; index: number; count: number; top: number; height: number; atCursor: boolean; isOpen: boolean; onOpen: (id: string) => void }

/** One person in the list: who, how old, which number, and the language where it is not the practice's. */
export const PatientRowView = memo(function PatientRowView({ id, row: held, index, count, top, height, atCursor, isOpen, onOpen }: Props) {
  const { language, timeZone } = usePractice((practice) => practice.practice)
  const now = useNow(HOUR)
  const hidden = useNamesHidden()
  const row = held && hidden ? reducedFound(held) : held
  const place = { height, transform: `translateY(${top}px)` }
  if (!row) {
    return (
      <div aria-hidden className="absolute inset-x-0 top-0 flex items-center gap-3 px-2.5" style={place}>
        <span className="size-9 rounded-full bg-sunk" />
        <span className="h-3.5 w-1/2 rounded bg-sunk" />
      </div>
    )
  }
  const age = ageOn(row.birthDate, now, timeZone)
  const facts = [!saysBirthDate(row.why) && row.birthDate && plainDate(row.birthDate), age !== null && String(age), row.phone].filter(Boolean).join(' · ')
  const why = whyFound(row.why)
  return (
    // The keyboard is the list's: it names the row by aria-activedescendant.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isOpen}
      aria-setsize={count}
      aria-posinset={index + 1}
      onClick={() => onOpen(row.id)}
      onKeyDown={(event) => event.key === 'Enter' && onOpen(row.id)}
      style={place}
      className={clsx(
        'absolute inset-x-0 top-0 flex items-center gap-3 rounded-xl px-2.5',
        isOpen ? 'bg-panel shadow-card' : 'hover:bg-sunk',
        atCursor && 'ring-1 ring-edge-strong ring-inset',
        atCursor && !isOpen && 'bg-sunk',
      )}
    >
      {isOpen && <span aria-hidden className="absolute inset-y-2 left-0 w-[3px] rounded-full bg-brand" />}
      <Avatar initials={row.initials} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate text-sm font-semibold">{row.fullName}</span>
          {row.language && row.language !== language && <span className="ml-auto shrink-0 text-xs text-ink-3">{languageName(row.language)}</span>}
        </span>
        <span className="block truncate text-[12.5px] text-ink-2">
          {why && <span className="font-medium text-brand-ink">{why}</span>}
          {why && facts && ' · '}
          {facts || (why || hidden ? '' : 'No birth date or phone yet')}
        </span>
      </span>
    </div>
  )
})
