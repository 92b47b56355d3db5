import type { PatientView } from '@shared/contract/views.ts'
import { languageName, plainDate } from '@renderer/ui/format.ts'
import { CHANNELS, fieldName, TIMES } from '../rules/history.ts'
import { Section } from './section.tsx'

/** Preferences and the plain facts; what is not known is left out. */
export function PersonFacts({ patient }: { patient: PatientView }) {
  const facts = (
    [
      ['language', patient.language && languageName(patient.language)],
      ['channel', patient.channel === 'any' ? '' : CHANNELS[patient.channel]],
      ['timeOfDay', patient.timeOfDay === 'any' ? '' : TIMES[patient.timeOfDay]],
      ['clinician', patient.clinician],
      ['email', patient.email],
      ['patientSince', patient.patientSince.length > 4 ? plainDate(patient.patientSince) : ''],
      ['externalId', patient.externalId],
    ] as const
  ).filter(([, value]) => value !== '')
  return (
    <Section title="Preferences">
      {facts.length === 0 ? (
        <p className="text-[13px] text-ink-2">Nothing noted yet: how {patient.calledName || 'they'} likes to be reached, and when.</p>
      ) : (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[13px]">
          {facts.map(([field, value]) => (
            <div key={field} className="contents">
              <dt className="text-ink-2">{fieldName(field)}</dt>
              <dd data-selectable className="font-medium wrap-anywhere">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
