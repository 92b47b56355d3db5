import type { JournalRow } from '@shared/contract/views.ts'
import { usePractice } from '@renderer/store/index.ts'
import { clockTime } from '@renderer/ui/format.ts'

/** One thing that somebody did, as a sentence: who, what, about whom, and the words that go with it. */
export function JournalRowView({ row }: { row: JournalRow }) {
  const { timeZone } = usePractice((practice) => practice.practice)
  return (
    <span className="grid h-full grid-cols-[4.25rem_minmax(7rem,11rem)_minmax(0,1fr)] items-center gap-3">
      <span className="text-right text-ink-2 tabular-nums">{clockTime(row.at, timeZone)}</span>
      <span className="truncate font-semibold">{row.by}</span>
      <span className="truncate">
        {row.did}
        {row.about !== null && <span className="text-ink-2"> · {row.about}</span>}
        {row.words !== null && <span className="text-ink-2"> · “{row.words}”</span>}
      </span>
    </span>
  )
}
