import { History as Clock, ListFilter, Phone, SearchX } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import type { HistoryOutcome, HistoryRow } from '@shared/contract/views.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { reducedHistory } from '@renderer/store/reduced-views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { isTyping, useKeys } from '@renderer/ui/keys.ts'
import { useLive } from '../hooks/use-live.ts'
import { OUTCOME_WORDS } from '../rules/outcome-words.ts'
import { narrow, pastList, usePast } from '../store/index.ts'
import { DayList } from './day-list.tsx'
import { DaysFilter } from './days-filter.tsx'
import { FilterMenu } from './filter-chip.tsx'
import { ListFoot, ListProblem } from './list-foot.tsx'
import { PastRow } from './past-row.tsx'
import { PersonFilter } from './person-filter.tsx'
import { StaffFilter } from './staff-filter.tsx'
import { WordsFilter } from './words-filter.tsx'

const ROW = 38
const keyOf = ({ id }: HistoryRow): string => id

/** Every call, text and note with everybody, and what it is narrowed to. */
export function Past() {
  useLive(pastList)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const hidden = useNamesHidden()
  const filter = usePast((state) => state.filter)
  const rows = usePast((state) => state.rows)
  const cursor = usePast((state) => state.cursor)
  const next = usePast((state) => state.next)
  const reading = usePast((state) => state.reading)
  const reached = usePast((state) => state.reached)
  const answered = usePast((state) => state.answered)
  const problem = usePast((state) => state.problem)
  const onEnd = useCallback(() => pastList.further(), [])

  function toWords(): void {
    input.current?.focus()
    input.current?.select()
  }
  useKeys({ '/': toWords })
  useEffect(() => {
    if (!isTyping()) list.current?.focus()
  }, [answered])

  return (
    <>
      <Filters input={input} onDone={() => list.current?.focus()} />
      <ListProblem problem={problem} />
      {rows.length > 0 ? (
        <DayList label="Calls, texts and notes" list={list} rows={rows} keyOf={keyOf} height={ROW} question={filter} cursor={cursor} onMove={pastList.moveTo} onOpen={({ conversationId, id }) => void actions.openContact(conversationId, id)} onEnd={onEnd} foot={<ListFoot next={next} reading={reading} reached={reached} />}>
          {(row) => <PastRow row={hidden ? reducedHistory(row) : row} />}
        </DayList>
      ) : reading || !answered ? (
        problem === null && <Searching />
      ) : (
        <Nothing />
      )}
    </>
  )
}

function Searching() {
  const reached = usePast((state) => state.reached)
  return reached === null ? <Loading label="Reading what passed" /> : <div className="px-4"><ListFoot next="" reading reached={reached} /></div>
}

function Filters({ input, onDone }: { input: React.RefObject<HTMLInputElement | null>; onDone: () => void }) {
  const lines = usePractice((practice) => practice.lines)
  const { from, to, staffId, lineId, outcome } = usePast(({ filter }) => filter)
  const outcomes = Object.entries(OUTCOME_WORDS) as [HistoryOutcome, { filter: string | null }][]
  return (
    <div role="group" aria-label="Show only" className="flex flex-wrap items-center gap-1.5 px-6 pb-3">
      <WordsFilter input={input} onDone={onDone} />
      <PersonFilter />
      <DaysFilter days={{ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }} onChange={(days) => narrow({ from: days.from, to: days.to })} />
      <FilterMenu
        label="What"
        icon={<ListFilter size={14} aria-hidden />}
        chosen={outcome === undefined ? null : (OUTCOME_WORDS[outcome].filter ?? OUTCOME_WORDS[outcome].row)}
        items={outcomes.flatMap(([one, { filter }]) => (filter === null ? [] : [{ label: filter, onSelect: () => narrow({ outcome: one }) }]))}
        onRemove={() => narrow({ outcome: undefined })}
      />
      <StaffFilter staffId={staffId} onChange={(chosen) => narrow({ staffId: chosen })} />
      <FilterMenu
        label="Line"
        icon={<Phone size={14} aria-hidden />}
        chosen={lineId === undefined ? null : `Over ${lines[lineId]?.name ?? 'a line that is gone'}`}
        items={Object.values(lines).map(({ id, name }) => ({ label: name, onSelect: () => narrow({ lineId: id }) }))}
        onRemove={() => narrow({ lineId: undefined })}
      />
    </div>
  )
}

function Nothing() {
  const filter = usePast((state) => state.filter)
  const narrowed = Object.entries(filter).some(([name, value]) => name !== 'patientName' && value !== undefined)
  if (!narrowed) {
    return (
      <Empty icon={Clock} title="Nothing has passed yet">
        Every call, text and note will stand here, the newest first.
      </Empty>
    )
  }
  return (
    <Empty icon={SearchX} title="Nothing found" action={filter.words === undefined && <Button onClick={() => pastList.ask({ patientName: null })}>Show everything</Button>}>
      No call, text or note is all of this at once. Take one of the filters away.
    </Empty>
  )
}
