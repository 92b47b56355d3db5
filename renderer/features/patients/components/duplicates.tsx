import { Merge as MergeIcon, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { DuplicatePair, PatientRow } from '@shared/contract/views.ts'
import { actions, useNamesHidden } from '@renderer/store/index.ts'
import { reducedPair } from '@renderer/store/reduced-views.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Empty } from '@renderer/ui/empty.tsx'
import { count, plainDate } from '@renderer/ui/format.ts'
import { useDuplicates } from '../hooks/use-duplicates.ts'
import { patientsScreen } from '../store/index.ts'
import { Merge } from './merge.tsx'

const WHY: Record<DuplicatePair['reasons'][number], string> = {
  sameBirthDate: 'same birth date',
  sameNumber: 'same number',
  sameName: 'same name',
  nickname: 'a nickname',
  likeName: 'nearly the same name',
  swappedName: 'first and last name swapped',
  likeBirthDate: 'birth dates one slip apart',
}

/** "3 may be the same person", over the list; opens the pairs. Nothing where there are none. */
export function DuplicatesNote() {
  const found = useDuplicates()
  const [open, setOpen] = useState(false)
  const total = found?.total ?? 0
  if (total === 0 && !open) return null
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="mx-4 mb-2 flex items-center gap-2 rounded-lg bg-note px-3 py-2 text-left text-xs text-note-ink hover:brightness-97">
        <UsersRound size={14} className="shrink-0" />
        <span className="flex-1">
          <strong className="font-semibold">{count(total, 'pair')}</strong> may be the same person
        </span>
        <span className="font-semibold underline underline-offset-2">Look</span>
      </button>
      <Dialog wide open={open} onClose={() => setOpen(false)} title="May be the same person" description="The same birth date or number, and a name that is nearly the same. Only you can tell.">
        <Pairs pairs={found?.pairs ?? []} total={total} onOpen={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const keyOf = ({ a, b }: DuplicatePair): string => `${a.id} ${b.id}`

function Pairs({ pairs, total, onOpen }: { pairs: DuplicatePair[]; total: number; onOpen: () => void }) {
  const [joining, setJoining] = useState<DuplicatePair | null>(null)
  // What was decided here goes at once; the list itself follows a little later.
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const decide = (pair: DuplicatePair, done: boolean): void => setDecided((before) => (done ? new Set([...before, keyOf(pair)]) : new Set([...before].filter((key) => key !== keyOf(pair)))))
  const hidden = useNamesHidden()
  const left = pairs.filter((pair) => !decided.has(keyOf(pair))).map((pair) => (hidden ? reducedPair(pair) : pair))

  async function tellApart(pair: DuplicatePair): Promise<void> {
    const [a, b] = [pair.a.id, pair.b.id]
    if (!(await actions.ask('people.tellApart', { a, b, apart: true }))) return
    decide(pair, true)
    actions.toast('Two people: this pair is not shown again', 'done', () => {
      void actions.ask('people.tellApart', { a, b, apart: false })
      decide(pair, false)
    })
  }

  if (joining) {
    return (
      <Merge
        a={joining.a.id}
        b={joining.b.id}
        onCancel={() => setJoining(null)}
        onDone={() => {
          decide(joining, true)
          setJoining(null)
        }}
      />
    )
  }
  if (left.length === 0) return <Empty icon={UsersRound} title="No more to decide">Whoever is entered twice later appears here.</Empty>
  return (
    <div className="grid gap-3">
      <ul aria-label="Pairs" className="grid gap-2">
        {left.map((pair) => (
          <li key={keyOf(pair)} className="grid gap-2 rounded-xl border border-edge p-3">
            <div className="grid grid-cols-2 gap-3">
              {[pair.a, pair.b].map((row) => (
                <Half
                  key={row.id}
                  row={row}
                  onOpen={() => {
                    onOpen()
                    patientsScreen.open(row.id, true)
                  }}
                />
              ))}
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 flex-1 text-[12.5px] font-medium text-brand-ink">{pair.reasons.map((reason) => WHY[reason]).join(', ')}</span>
              <Button small onClick={() => void tellApart(pair)}>
                Two people
              </Button>
              <Button small look="primary" icon={<MergeIcon size={13} />} onClick={() => setJoining(pair)}>
                Compare
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {total > pairs.length && <p className="text-[12.5px] text-ink-3">{(total - pairs.length).toLocaleString()} more follow as these are decided.</p>}
    </div>
  )
}

function Half({ row, onOpen }: { row: PatientRow; onOpen: () => void }) {
  return (
    <button type="button" onClick={onOpen} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-2.5 rounded-lg p-1 text-left hover:bg-sunk">
      <Avatar initials={row.initials} size="small" />
      <span className="min-w-0">
        <span className="block truncate text-[13px] font-semibold">{row.fullName}</span>
        <span className="block truncate text-xs text-ink-2">{[row.birthDate && plainDate(row.birthDate), row.phone].filter(Boolean).join(' · ') || 'No birth date or number'}</span>
      </span>
    </button>
  )
}
