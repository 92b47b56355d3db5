import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { reducedNumber } from '@shared/rules/privacy.ts'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { useConsent } from '../hooks/use-consent.ts'
import { statusInWords } from '../rules/consent-words.ts'
import { ConsentDialog } from './consent-dialog.tsx'
import { Section } from './section.tsx'

/** Whether each of their numbers may be texted, and since when; the whole record is one click away. */
export function PersonTexting({ patient }: { patient: PatientView }) {
  const { consent, problem } = useConsent(patient)
  const [open, setOpen] = useState(false)
  const hidden = useNamesHidden()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const date = (at: number): string => plainDate(dayKey(at, timeZone))
  return (
    <Section title="Texting">
      {problem !== null && <p className="text-[13px] text-miss-ink">{problem}</p>}
      <ul aria-label="Consent to texts" className="grid gap-1">
        {consent?.numbers.map((number) => (
          <li key={number.number} className="text-[13px] wrap-anywhere" data-selectable>
            {hidden ? reducedNumber(number.display) : number.display} <span className={number.status === 'out' ? 'text-miss-ink' : 'text-ink-2'}>· {statusInWords(number, date, hidden)}</span>
          </li>
        ))}
      </ul>
      <Button small className="justify-self-start" icon={<FileCheck size={13} aria-hidden />} onClick={() => setOpen(true)}>
        Consent
      </Button>
      <ConsentDialog patient={patient} consent={consent} problem={problem} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}
