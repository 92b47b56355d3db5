import { useState } from 'react'
import type { PatientView, VisitView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { Button } from '@renderer/ui/button.tsx'
import { clockTime, count, shortDate } from '@renderer/ui/format.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { Section } from './section.tsx'

const STATES: Record<VisitView['status'], { word: string; tone: Tone }> = {
  kept: { word: 'Kept', tone: 'done' },
  booked: { word: 'Booked', tone: 'brand' },
  cancelled: { word: 'Cancelled', tone: 'plain' },
  noShow: { word: 'No-show', tone: 'miss' },
}
const AT_FIRST = 8

/** What is coming, then what was, the newest first. */
export function PersonVisits({ patient }: { patient: PatientView }) {
  const now = useNow(MINUTE)
  const [all, setAll] = useState(false)
  const coming = patient.visits.filter((visit) => visit.at > now && visit.status === 'booked').toReversed()
  const past = patient.visits.filter((visit) => !coming.includes(visit))
  const shown = all ? past : past.slice(0, AT_FIRST)
  return (
    <div className="grid content-start gap-6">
      {coming.length > 0 && (
        <Section title="Next">
          <Visits visits={coming} now={now} />
        </Section>
      )}
      <Section title="Visits">
        {past.length === 0 ? <p className="text-[13px] text-ink-2">No visits known here.</p> : <Visits visits={shown} now={now} />}
        {past.length > shown.length && (
          <Button small look="quiet" className="justify-self-start" onClick={() => setAll(true)}>
            Show {count(past.length - shown.length, 'earlier visit')}
          </Button>
        )}
      </Section>
    </div>
  )
}

function Visits({ visits, now }: { visits: readonly VisitView[]; now: number }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  return (
    <ul className="grid gap-3">
      {visits.map((visit) => (
        <li key={visit.id} className="text-[13px]" data-selectable>
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-semibold">{shortDate(visit.at, now, timeZone)}</span>
            <span className="text-ink-2">{clockTime(visit.at, timeZone)}</span>
            <Tag tone={STATES[visit.status].tone}>{STATES[visit.status].word}</Tag>
          </p>
          <p className="wrap-anywhere">{[visit.reason, visit.clinician].filter(Boolean).join(' · ')}</p>
          {visit.note && <p className="text-ink-2 wrap-anywhere">{visit.note}</p>}
        </li>
      ))}
    </ul>
  )
}
