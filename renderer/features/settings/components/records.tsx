import { usePractice } from '@renderer/store/index.ts'
import { Hl7Listener } from './hl7-listener.tsx'
import { Section } from './section.tsx'

/** Where patients and appointments come from by themselves. */
export function RecordsSection() {
  const hl7 = usePractice((practice) => practice.records['hl7'])
  return (
    <Section title="Practice software" description="Patients and appointments come to Rapport by themselves: a moved appointment is on the card a second later. What somebody typed here stays until the desk decides.">
      {hl7 && <Hl7Listener source={hl7} />}
    </Section>
  )
}
