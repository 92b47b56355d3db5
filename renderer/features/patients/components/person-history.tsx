import { ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { Loading } from '@renderer/ui/empty.tsx'
import { languageName, moment, plainDate } from '@renderer/ui/format.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { describeChange, type Change } from '../rules/history.ts'

/** Who changed what and when; read when it is opened, and again when something changes meanwhile. */
export function PersonHistory({ patient }: { patient: PatientView }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="group rounded-xl border border-edge" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex list-none items-center gap-2 rounded-xl px-3 py-2 text-[13px] font-medium hover:bg-sunk">
        <ChevronRight size={15} className="text-ink-3 transition-transform group-open:rotate-90" aria-hidden />
        History: who changed what and when
      </summary>
      {open && <Changes patientId={patient.id} newest={patient.lastChanges[0]?.at ?? 0} />}
    </details>
  )
}

const say = { language: languageName, date: plainDate }

function Changes({ patientId, newest }: { patientId: string; newest: number }) {
  const [changes, setChanges] = useState<Change[] | null>(null)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  useEffect(() => {
    let current = true
    void actions.ask('people.history', { patientId }).then((read) => current && setChanges(read ?? []))
    return () => {
      current = false
    }
    // `newest` moves when somebody changes this person: then it is read again.
  }, [patientId, newest])
  const hidden = useNamesHidden()
  if (hidden) return <NamesHidden what="What was changed" />
  if (!changes) return <Loading label="Reading the history" />
  if (changes.length === 0) return <p className="px-3 pt-1 pb-3 text-[13px] text-ink-2">Nothing has been changed since this person was added.</p>
  return (
    <ol className="grid gap-2.5 px-3 pt-1 pb-3">
      {changes.map((change) => {
        const { what, before, after, how } = describeChange(change, say)
        return (
          <li key={`${change.at}${change.field}`} className="text-[13px]" data-selectable>
            <p className="wrap-anywhere">
              <span className="font-medium">{what}</span>
              {how === 'changed' && (
                <>
                  {' from '}
                  <span className="text-ink-2">{before}</span>
                  {' to '}
                  <span className="font-medium">{after}</span>
                </>
              )}
              {how === 'added' && (
                <>
                  {' set to '}
                  <span className="font-medium">{after}</span>
                </>
              )}
              {how === 'removed' && (
                <>
                  {' removed, was '}
                  <span className="text-ink-2">{before}</span>
                </>
              )}
            </p>
            <p className="text-xs text-ink-3">
              {change.by}, {moment(change.at, now, timeZone)}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
