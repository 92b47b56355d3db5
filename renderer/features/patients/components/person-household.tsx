import type { PatientView } from '@shared/contract/views.ts'
import { patientsScreen } from '../store/index.ts'
import { Section } from './section.tsx'

/** Who shares a number with them; each is one click away. */
export function PersonHousehold({ patient }: { patient: PatientView }) {
  return (
    <Section title="Household">
      <ul className="grid gap-0.5">
        {patient.household.map((member) => (
          <li key={member.id} className="text-[13px]">
            <button type="button" className="rounded font-medium text-brand-ink hover:underline" onClick={() => patientsScreen.open(member.id, true)}>
              {member.fullName}
            </button>
            {member.relation && <span className="text-ink-2"> ({member.relation})</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
