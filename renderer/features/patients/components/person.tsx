import { Pencil } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { HOUR } from '@shared/time.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { Pill, Tag } from '@renderer/ui/tag.tsx'
import { patientsScreen, usePatientsScreen } from '../store/index.ts'
import { draftFor, draftKey } from '../store/form-drafts.ts'
import { PersonDifferences } from './person-differences.tsx'
import { JoinWith } from './join-with.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonHistory } from './person-history.tsx'
import { PersonHousehold } from './person-household.tsx'
import { PersonMerges } from './person-merges.tsx'
import { PersonPhones } from './person-phones.tsx'
import { PersonTexting } from './person-texting.tsx'
import { PersonVisits } from './person-visits.tsx'

/** Everything the practice knows about one person, for reading. */
export function Person({ patient }: { patient: PatientView }) {
  return (
    <article aria-labelledby="patient-name" className="@container min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
      <div className="mx-auto grid max-w-4xl gap-6 p-6">
        <PersonHeader patient={patient} />
        <PersonDifferences patient={patient} />
        <div className="grid gap-x-10 gap-y-6 @2xl:grid-cols-2">
          <div className="grid content-start gap-6">
            <PersonPhones patient={patient} />
            {patient.phones.length > 0 && <PersonTexting key={patient.id} patient={patient} />}
            <PersonFacts patient={patient} />
            {patient.merged.length > 0 && <PersonMerges patient={patient} />}
            {patient.household.length > 0 && <PersonHousehold patient={patient} />}
          </div>
          <PersonVisits patient={patient} />
        </div>
        {/* Keyed, so that it is closed again for the next person. */}
        <PersonHistory key={patient.id} patient={patient} />
      </div>
    </article>
  )
}

function PersonHeader({ patient }: { patient: PatientView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(HOUR)
  const age = ageOn(patient.birthDate, now, timeZone)
  const born = patient.birthDate && `born ${plainDate(patient.birthDate)}${age === null ? '' : `, ${age}`}`
  const since = patient.patientSince && `patient since ${patient.patientSince.slice(0, 4)}`
  const which = usePractice((practice) => practice.which)
  const begun = Object.keys(draftFor(draftKey(which, patient.id, {}))).length > 0
  const heading = useRef<HTMLHeadingElement>(null)
  const takeFocus = usePatientsScreen((screen) => screen.takeFocus)
  useEffect(() => {
    if (!takeFocus) return
    heading.current?.focus()
    patientsScreen.focusTaken()
  }, [takeFocus, patient.id])
  return (
    <header className="grid gap-3">
      <div className="flex items-start gap-4">
        <Avatar initials={patient.initials} size="large" tone="brand" />
        <div className="min-w-0 flex-1 self-center" data-selectable>
          <h2 ref={heading} id="patient-name" tabIndex={-1} className="text-lg leading-tight font-semibold tracking-tight wrap-anywhere focus:outline-none">
            {patient.fullName}
          </h2>
          <p className="mt-0.5 text-[13px] text-ink-2">{[patient.pronouns, born, since].filter(Boolean).join(' · ')}</p>
          {begun && <Tag tone="wait">Edit not saved yet</Tag>}
        </div>
        <JoinWith key={patient.id} patient={patient} />
        <Button icon={<Pencil size={14} />} shortcut="E" aria-keyshortcuts="E" onClick={patientsScreen.edit}>
          {begun ? 'Go on editing' : 'Edit'}
        </Button>
      </div>
      {patient.alerts.length > 0 && (
        <ul aria-label="Alerts" className="flex flex-wrap gap-1.5">
          {patient.alerts.map((alert) => (
            <li key={alert} className="max-w-full wrap-anywhere">
              <Pill tone="miss">{alert}</Pill>
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}
