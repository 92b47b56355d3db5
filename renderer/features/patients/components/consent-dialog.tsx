import { Download } from 'lucide-react'
import { dayKey } from '@shared/rules/local-time.ts'
import type { ConsentOfPerson, PatientView } from '@shared/contract/views.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { clockTime, plainDate } from '@renderer/ui/format.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { download } from '@renderer/ui/download.ts'
import { consentCsv } from '../rules/consent-csv.ts'
import { NumberConsent } from './number-consent.tsx'

type Props = { patient: PatientView; consent: ConsentOfPerson | null; problem: string | null; open: boolean; onClose: () => void }

/** The record of consent to texts for every number of a person; it can be added to, never rewritten. */
export function ConsentDialog({ patient, consent, problem, open, onClose }: Props) {
  return (
    <Dialog wide open={open} onClose={onClose} title="Consent to texts" description={patient.fullName}>
      <Shown patientId={patient.id} consent={consent} problem={problem} />
    </Dialog>
  )
}

function Shown({ patientId, consent, problem }: Pick<Props, 'consent' | 'problem'> & { patientId: string }) {
  const hidden = useNamesHidden()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  if (hidden) return <NamesHidden what="What they agreed to" />
  if (problem !== null) return <p className="text-[13px] text-miss-ink">{problem}</p>
  if (!consent) return <Loading label="Reading the record" />
  const takeOut = async (): Promise<void> => {
    if (!(await actions.ask('data.export', { what: 'consent', as: 'csv', withNames: true, from: null, to: null, patientId }))) return
    download('consent-record.csv', 'text/csv', `\uFEFF${consentCsv(consent, inFile(timeZone), timeZone)}`)
  }
  const when = (at: number): string => `${plainDate(dayKey(at, timeZone))}, ${clockTime(at, timeZone)}`
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-[13px] text-ink-2">
        Consent belongs to the number. Anybody here can note that they asked for no texts; only they can take that back, by texting START.
      </p>
      {consent.numbers.length === 0 && <p className="text-[13px] text-ink-2">They have no number yet.</p>}
      {consent.numbers.map((number) => (
        <NumberConsent key={number.number} number={number} when={when} />
      ))}
      {consent.numbers.length > 0 && (
        <Button className="justify-self-end" icon={<Download size={15} aria-hidden />} onClick={() => void takeOut()}>
          Export for an audit
        </Button>
      )}
    </div>
  )
}

/** "2026-03-03 14:05", which spreadsheets read as a time. */
function inFile(timeZone: string): (at: number) => string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (at) => `${dayKey(at, timeZone)} ${time.format(at)}`
}
