import { Download, ListChecks } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import type { JournalRow } from '@shared/contract/views.ts'
import { useNamesHidden } from '@renderer/store/index.ts'
import { reducedJournal } from '@renderer/store/reduced-views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { count } from '@renderer/ui/format.ts'
import { isTyping } from '@renderer/ui/keys.ts'
import { MOST_EXPORTED, useExport } from '../hooks/use-export.ts'
import { useLive } from '../hooks/use-live.ts'
import { journalList, narrowJournal, useJournal } from '../store/index.ts'
import { DayList } from './day-list.tsx'
import { DaysFilter } from './days-filter.tsx'
import { JournalRowView } from './journal-row.tsx'
import { ListFoot, ListProblem } from './list-foot.tsx'
import { StaffFilter } from './staff-filter.tsx'

const ROW = 34
const keyOf = ({ seq }: JournalRow): string => String(seq)

/** Who did what and when: everything the journal holds, as sentences; narrowed to somebody or some days, and as a file. */
export function Journal() {
  useLive(journalList)
  const list = useRef<HTMLDivElement>(null)
  const hidden = useNamesHidden()
  const filter = useJournal((state) => state.filter)
  const rows = useJournal((state) => state.rows)
  const cursor = useJournal((state) => state.cursor)
  const next = useJournal((state) => state.next)
  const reading = useJournal((state) => state.reading)
  const reached = useJournal((state) => state.reached)
  const answered = useJournal((state) => state.answered)
  const problem = useJournal((state) => state.problem)
  const onEnd = useCallback(() => journalList.further(), [])
  useEffect(() => {
    if (!isTyping()) list.current?.focus()
  }, [answered])
  return (
    <>
      <div role="group" aria-label="Show only" className="flex flex-wrap items-center gap-1.5 px-6 pb-3">
        <DaysFilter days={{ ...(filter.from !== undefined && { from: filter.from }), ...(filter.to !== undefined && { to: filter.to }) }} onChange={({ from, to }) => narrowJournal({ from, to })} />
        <StaffFilter staffId={filter.staffId} onChange={(staffId) => narrowJournal({ staffId })} />
        <span className="flex-1" />
        <Export />
      </div>
      <ListProblem problem={problem} />
      {rows.length > 0 ? (
        <DayList label="Who did what" list={list} rows={rows} keyOf={keyOf} height={ROW} question={filter} cursor={cursor} onMove={journalList.moveTo} onEnd={onEnd} foot={<ListFoot next={next} reading={reading} reached={reached} />}>
          {(row) => <JournalRowView row={hidden ? reducedJournal(row) : row} />}
        </DayList>
      ) : reading || !answered ? (
        problem === null && <Loading label="Reading who did what" />
      ) : (
        <Empty icon={ListChecks} title="Nothing found">
          Nobody did anything on these days. Choose other days, or somebody else.
        </Empty>
      )}
    </>
  )
}

/** The list as it is narrowed, as a file; what is hidden on the screen leaves by no other way. */
function Export() {
  const hidden = useNamesHidden()
  const { state, run } = useExport()
  return (
    <>
      <p role="status" className="text-xs text-ink-2">
        {state.kind === 'reading' && `Reading, ${count(state.lines, 'line')} so far`}
        {state.kind === 'done' && (state.whole ? `${count(state.lines, 'line')} in the file` : `The newest ${count(MOST_EXPORTED, 'line')} are in the file. Choose fewer days for others.`)}
        {state.kind === 'problem' && state.words}
      </p>
      <Button small className="h-8" icon={<Download size={13} aria-hidden />} disabled={hidden || state.kind === 'reading'} title={hidden ? 'Show the names first' : undefined} onClick={() => void run()}>
        Export as CSV
      </Button>
    </>
  )
}
