import { useState } from 'react'
import type { PatientView, VisitView } from '@shared/contract/views.ts'
import { fold } from '@shared/rules/fold.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { clockTime, shortDate } from '@renderer/ui/format.ts'
import { isHidden, lastVisitsOf, nextVisitOf } from '../say-facts.ts'
import { Block } from './card-block.tsx'
import { InlineLine } from './inline-line.tsx'

/** The last visit and the one before, and the next with how to prepare for it. `verified`: the birth date was checked. */
export function CardVisits({ patient, verified }: { patient: PatientView; verified: boolean }) {
  const now = useNow()
  const next = nextVisitOf(patient, now)
  const past = lastVisitsOf(patient, now, 2)
  return (
    <>
      <Block title="Last visit">
        {past.length > 0 ? (
          <ul className="grid gap-1.5">
            {past.map((visit, index) => (
              <Past key={visit.id} visit={visit} first={index === 0} hidden={isHidden(visit, verified)} />
            ))}
          </ul>
        ) : (
          <p className="text-[13px] text-ink-3">None recorded</p>
        )}
      </Block>
      <Block title="Next">{next ? <Next key={next.id} visit={next} hidden={isHidden(next, verified)} /> : <p className="text-[13px] text-ink-3">Nothing booked</p>}</Block>
    </>
  )
}

function Past({ visit, first, hidden }: { visit: VisitView; first: boolean; hidden: boolean }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <li className={first ? undefined : 'text-[13px] text-ink-2'}>
      <p className={first ? 'font-semibold' : 'font-medium'}>{[shortDate(visit.at, now, timeZone), visit.clinician].filter(Boolean).join(' · ')}</p>
      <p className="text-[13px] text-ink-2 wrap-anywhere">{hidden ? 'Ask for the birth date first' : inWords(visit)}</p>
    </li>
  )
}

/** "Knee injection. Worried about driving"; the reason only once where the note begins with it. */
function inWords({ reason, note }: VisitView): string {
  const said = fold(note).startsWith(fold(reason))
  return (said ? [note] : [reason, note]).filter(Boolean).join('. ')
}

function Next({ visit, hidden }: { visit: VisitView; hidden: boolean }) {
  const now = useNow()
  const namesHidden = useNamesHidden()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const [writing, setWriting] = useState(false)
  const canWrite = !hidden && !namesHidden
  return (
    <>
      <p>
        <span className="font-semibold">
          {shortDate(visit.at, now, timeZone)} · {clockTime(visit.at, timeZone)}
        </span>{' '}
        <span className="text-[13px] text-ink-2">{[visit.clinician, hidden ? 'ask for the birth date first' : visit.reason].filter(Boolean).join(', ')}</span>
      </p>
      {writing ? (
        <InlineLine
          title="Preparation"
          label="How to prepare for it"
          value={visit.note}
          placeholder="Fasting from midnight, bring the films"
          maxLength={400}
          onSave={async (note) => (await actions.ask('visits.prepare', { visitId: visit.id, note })) !== null}
          onDone={() => setWriting(false)}
        />
      ) : (
        <>
          {!hidden && visit.note !== '' && <p className="text-[13px] wrap-anywhere text-wait-ink">Prepare: {visit.note}</p>}
          {canWrite && (
            <button type="button" className="-mx-1.5 justify-self-start rounded-md px-1.5 py-0.5 text-xs text-ink-2 hover:underline" onClick={() => setWriting(true)}>
              {visit.note === '' ? 'Add how to prepare' : 'Change how to prepare'}
            </button>
          )}
        </>
      )}
    </>
  )
}
